// Terminal: the summary of a run, fit for a screen of 100 columns.
//
// Threads: pure. Complexity: linear in the rows. Text from engines is printed without control
// characters, so that no outcome can steer the terminal.
#ifndef PARALLAX_REPORTS_TERMINAL_H_
#define PARALLAX_REPORTS_TERMINAL_H_

#include <set>
#include <string>
#include <vector>

#include "reports/row.h"

namespace parallax {

struct TerminalOptions {
  bool colour = false;
  std::size_t columns = 100;
  std::size_t findings = 12;            // how many new findings are shown; the rest are counted
  std::set<std::string> baseline = {};  // finding_keys() of an earlier run
  std::vector<std::string> notes =
      {};  // more lines for the end: stale expectations, engines left out
};

std::string terminal_summary(const std::vector<Row>& rows, const TerminalOptions& options = {});

}  // namespace parallax

#endif  // PARALLAX_REPORTS_TERMINAL_H_
