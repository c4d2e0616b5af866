// Sample rows for the tests of the reports: the shape of a real run, made without engines.
//
// Threads: pure. The same arguments give the same rows.
#ifndef PARALLAX_REPORTS_SAMPLE_ROWS_H_
#define PARALLAX_REPORTS_SAMPLE_ROWS_H_

#include <string>
#include <vector>

#include "reports/row.h"

namespace parallax {

struct SampleOptions {
  std::size_t scripts = 24;
  std::size_t engines = 5;   // at most 12
  std::string hostile = {};  // put into every text that an engine, a peer or a script could choose
  bool clean = false;        // no findings
};

std::vector<Row> sample_rows(const SampleOptions& options = {});

}  // namespace parallax

#endif  // PARALLAX_REPORTS_SAMPLE_ROWS_H_
