// The files and the screen that every run ends with, made from results.jsonl alone.
#ifndef PARALLAX_HARNESS_CLI_REPORT_FILES_H_
#define PARALLAX_HARNESS_CLI_REPORT_FILES_H_

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace parallax {

struct ReportInput {
  std::string results;  // path of results.jsonl
  std::string out;      // folder for junit.xml and report/index.html
  std::string format = "text";
  bool quiet = false;
  std::set<std::string> baseline;
  std::vector<std::string> notes;
};

struct ReportEnd {
  std::size_t fresh = 0;   // new findings
  std::size_t faults = 0;  // rows that the harness itself could not make
};

// Whole or not at all: a report cut in the middle by a full disk would be believed.
tl::expected<void, std::string> write_file(const std::filesystem::path& path,
                                           const std::string& text);

// Writes the files and prints the summary.
tl::expected<ReportEnd, std::string> write_reports(const ReportInput& input);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CLI_REPORT_FILES_H_
