// Results: the file results.jsonl, written row by row and read back.
//
// The file is append-only: one row is one line and one write(2) with O_APPEND, so after kill -9 it
// is valid up to its last line. Whoever opens it next cuts a torn last line off. One writer at a
// time: the file is locked (flock), and the lock ends with the process.
//
// Source: docs/results.md.
#ifndef PARALLAX_REPORTS_RESULTS_H_
#define PARALLAX_REPORTS_RESULTS_H_

#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "reports/make_rows.h"
#include "reports/row.h"

namespace parallax {

// Threads: append() may be called from several. Errors: a sentence that names file, cause and mend.
class ResultsWriter {
 public:
  enum class Mode : std::uint8_t { kFresh, kAppend };

  // Opens or makes the file; its folder must be there. kFresh empties it. kAppend keeps what is
  // there, and cuts off a torn last line: `*message` then says so, and is empty otherwise.
  static tl::expected<std::unique_ptr<ResultsWriter>, std::string> open(const std::string& path,
                                                                        Mode mode,
                                                                        std::string* message);
  ~ResultsWriter();
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;

  // After an error the file is what it was before the call.
  tl::expected<void, std::string> append(const Row& row);

 private:
  ResultsWriter(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}
  std::string path_;
  int fd_;
  std::mutex mutex_;
};

struct Results {
  std::vector<Row> rows;  // in the file's order; of several rows of a script and engine, the last
  std::string message;    // about a torn last line; empty when there was none
};

// Reads a whole file. An error names file, line and cause; a torn last line is none.
// Complexity: n log n in the rows.
tl::expected<Results, std::string> read_results(const std::string& path);

// For `--resume`: the scripts that have a row, without a fault, for each of these engines, made
// with the same settings.
std::set<std::string> complete_scripts(const std::vector<Row>& rows,
                                       const std::vector<std::string>& engines,
                                       const RunSettings& settings);

// For `--baseline`: what makes a finding the same one: its script, engine and signature.
std::string finding_key(const Finding& finding);
std::set<std::string> finding_keys(const std::vector<Row>& rows);

}  // namespace parallax

#endif  // PARALLAX_REPORTS_RESULTS_H_
