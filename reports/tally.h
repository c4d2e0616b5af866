// Tally: the figures of a run, counted over its rows, for every report that shows totals.
//
// Threads: plain value types. Complexity: linear in the rows.
#ifndef PARALLAX_REPORTS_TALLY_H_
#define PARALLAX_REPORTS_TALLY_H_

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "harness/compare/rules.h"
#include "reports/row.h"

namespace parallax {

struct EngineTally {
  std::string engine;
  Identity identity;
  std::size_t scripts = 0;
  std::size_t agree = 0;  // scripts without a finding, a fault, or a step it could not do at all
  std::size_t differences = 0;  // findings known as legitimate differences
  std::size_t bugs = 0;         // findings known as bugs
  std::size_t fresh = 0;        // unexplained findings
  std::size_t flaky = 0;        // findings that did not come back
  std::size_t unsupported = 0;  // steps
  std::size_t faults = 0;       // scripts that the harness itself could not run
};

struct Tally {
  std::vector<EngineTally> engines;   // in order of first sight
  std::size_t scripts = 0;            // distinct
  EngineTally total;                  // sums over the engines
  RuleCounts rule_counts;             // sums over the rows; every rule of this build is there
  std::vector<const Finding*> fresh;  // unexplained findings, in the rows' order
};

// `baseline`: finding_keys() of an earlier run; such findings count as known to it, not as new. The
// pointers in the tally point into `rows`.
Tally tally(const std::vector<Row>& rows, const std::set<std::string>& baseline = {});

}  // namespace parallax

#endif  // PARALLAX_REPORTS_TALLY_H_
