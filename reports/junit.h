// JUnit: the XML that continuous integration reads. A test suite an engine, a test case a script.
//
//   failure   an unexplained difference or broken rule; one element a case, all findings in its
//   text error     a fault of the harness itself skipped   every step of the script is unsupported
//   on this engine; the message says why
//
// Threads: pure. Complexity: linear in the rows. All text is escaped; what XML 1.0 cannot hold
// (control characters, U+FFFE, octets that are not UTF-8) becomes U+FFFD.
// Source: the Apache Ant JUnit schema as Jenkins, GitLab and GitHub actions read it; XML 1.0, 2.2.
#ifndef PARALLAX_REPORTS_JUNIT_H_
#define PARALLAX_REPORTS_JUNIT_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reports/row.h"

namespace parallax {

// `baseline`: finding_keys() of an earlier run, whose findings are no failures.
std::string junit_xml(const std::vector<Row>& rows, const std::set<std::string>& baseline = {});

// For character data and attribute values alike.
std::string xml_escape(std::string_view text);

}  // namespace parallax

#endif  // PARALLAX_REPORTS_JUNIT_H_
