// Terminal: the summary of a run, fit for a screen: new findings by cause, the worst first, as many as
// there is room for.
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
  std::size_t lines = 50;               // of the screen; what does not fit is counted
  std::set<std::string> baseline = {};  // finding_keys() of an earlier run
  std::vector<std::string> notes =
      {};                 // more lines for the end: stale expectations, engines left out
  std::string page = {};  // the site's index.html, named at the end
};

std::string terminal_summary(const std::vector<Row>& rows, const TerminalOptions& options = {});

// A line of a column: its text, and the SGR code it is painted with, empty for none.
struct Painted {
  std::string text, code;
};
// Columns beside each other within `width` characters, long lines wrapped, control characters as blanks.
// Each line is indented by `indent`. Complexity: linear in the text.
std::string side_by_side(const std::vector<std::vector<Painted>>& columns, std::size_t width,
                         std::size_t indent, bool colour);

}  // namespace parallax

#endif  // PARALLAX_REPORTS_TERMINAL_H_
