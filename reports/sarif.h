// SARIF: unexplained findings where code review looks: GitHub's code scanning, and editors.
//
// A result a finding, at the line of its step in the script. Its fingerprint is the finding's signature, so
// that a result stays the same one when scripts move, and two causes stay two. Rules are Parallax's own, and
// two more: `reference` and `expected`. What an expectation explains and what is flaky is left out.
//
// Threads: pure. Complexity: linear in the findings. Octets that are not UTF-8 become U+FFFD.
// Source: SARIF 2.1.0 (OASIS, 27 March 2020); GitHub documentation, "SARIF support for code scanning".
#ifndef PARALLAX_REPORTS_SARIF_H_
#define PARALLAX_REPORTS_SARIF_H_

#include <set>
#include <string>
#include <vector>

#include "reports/row.h"

namespace parallax {

// `baseline`: finding_keys() of an earlier run; its findings are `unchanged`, all others `new`.
std::string sarif(const std::vector<Row>& rows, const std::set<std::string>& baseline = {});

// A path as a URI reference (RFC 3986): what is neither unreserved nor a slash is percent-encoded.
std::string uri_of(std::string_view path);

}  // namespace parallax

#endif  // PARALLAX_REPORTS_SARIF_H_
