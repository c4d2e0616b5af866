// The files and the screen that every run ends with, made from results.jsonl alone.
#ifndef PARALLAX_HARNESS_CLI_REPORT_FILES_H_
#define PARALLAX_HARNESS_CLI_REPORT_FILES_H_

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "reports/results.h"

namespace CLI {
class App;
}

namespace parallax {

// What the site shows beside the rows. Empty: taken where the commands that make it leave it, below `out`
// (bench/bench.json, conformance.json, machines/), and left out where nothing is there.
struct SiteFiles {
  std::string bench;        // bench.json, or a folder that has it and pictures
  std::string conformance;  // conformance.json
  std::string machines;     // a folder of SVG
  std::string history;      // SQLite file; empty: none is kept
  std::string against;      // results.jsonl of another run, to be laid beside
};

struct ReportInput {
  std::string results;  // path of results.jsonl
  std::string out;      // folder for junit.xml and report/index.html
  std::string format = "text";
  bool quiet = false;
  std::set<std::string> baseline;
  std::vector<std::string> notes;
  SiteFiles site;
};

struct ReportEnd {
  std::size_t fresh = 0;   // new findings
  std::size_t faults = 0;  // rows that the harness itself could not make
  std::string page;        // index.html
};

// Whole or not at all: a report cut in the middle by a full disk would be believed.
tl::expected<void, std::string> write_file(const std::filesystem::path& path,
                                           const std::string& text);

// Writes the files and prints the summary.
tl::expected<ReportEnd, std::string> write_reports(const ReportInput& input);

// The site in OUT/report: what an earlier one left there goes. The path of its index.html.
tl::expected<std::filesystem::path, std::string> write_site_files(const ReportInput& input,
                                                                  const Results& results);

// The flags of SiteFiles but `against`, for `run` and `report`.
void add_site_flags(CLI::App* command, SiteFiles* site);

std::size_t terminal_lines();  // of stdout; 50 where it is none

// What `--format` may be, for `run` and `report`.
inline const std::set<std::string> kReportFormats = {"text",  "json",  "jsonl",
                                                     "junit", "sarif", "markdown"};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CLI_REPORT_FILES_H_
