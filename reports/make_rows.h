// make_rows: from the runs of one script on all engines, and the verdict over them, to rows.
//
// Threads: pure. Complexity: linear in the traces, times the engines for `identical`.
#ifndef PARALLAX_REPORTS_MAKE_ROWS_H_
#define PARALLAX_REPORTS_MAKE_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "harness/compare/judge.h"
#include "harness/script/script.h"
#include "reports/row.h"

namespace parallax {

// What is the same for all rows of a run.
struct RunSettings {
  std::string parallax;    // version
  std::uint64_t seed = 1;  // of scripts that name none
  std::string level;       // word of the finest level held to
  std::string reference;   // engine name
};

// One row an engine, in the order of `runs`.
std::vector<Row> make_rows(const std::string& path, const Script& script,
                           const std::vector<Runs>& runs, const Verdict& verdict,
                           const RunSettings& settings);

// The row of a script that the harness itself could not run on an engine: it does not parse, the
// peer is missing, the canary failed. `why` is a sentence.
Row fault_row(const std::string& path, const std::string& engine, const std::string& why,
              const RunSettings& settings);

// "corpus/conformance/bio/eof.plx": "bio". A script's own `# topic:` comes first.
std::string topic_of(const std::string& path, const Script& script);

}  // namespace parallax

#endif  // PARALLAX_REPORTS_MAKE_ROWS_H_
