// The summary of a run as one JSON document: engines with their totals, rules, new findings.
//
// Threads: pure. Complexity: linear in the rows. Source: docs/report.md has the format.
#ifndef PARALLAX_REPORTS_SUMMARY_JSON_H_
#define PARALLAX_REPORTS_SUMMARY_JSON_H_

#include <set>
#include <string>
#include <vector>

#include "reports/row.h"

namespace parallax {

std::string summary_json(const std::vector<Row>& rows, const std::set<std::string>& baseline = {});

}  // namespace parallax

#endif  // PARALLAX_REPORTS_SUMMARY_JSON_H_
