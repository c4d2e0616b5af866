// parallax report: the reports of an earlier run, made again from its results.jsonl.

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "harness/cli/commands.h"
#include "harness/cli/report_files.h"
#include "reports/html.h"
#include "reports/junit.h"
#include "reports/markdown.h"
#include "reports/results.h"
#include "reports/sarif.h"
#include "reports/tally.h"
#include "reports/terminal.h"

namespace parallax {
namespace fs = std::filesystem;

tl::expected<void, std::string> write_file(const fs::path& path, const std::string& text) {
  const fs::path part = path.string() + ".part";
  {
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    file << text;
    file.flush();
    if (!file)
      return tl::unexpected(fmt::format("{}: cannot be written; is the disk full?", path.string()));
  }
  std::error_code error;
  fs::rename(part, path, error);
  if (error) return tl::unexpected(fmt::format("{}: {}", path.string(), error.message()));
  return {};
}

tl::expected<ReportEnd, std::string> write_reports(const ReportInput& input) {
  const auto results = read_results(input.results);
  if (!results) return tl::unexpected(results.error());
  if (!results->message.empty()) complain(results->message);
  const fs::path page = fs::path(input.out) / "report" / "index.html";
  std::error_code error;
  fs::create_directories(page.parent_path(), error);
  if (error)
    return tl::unexpected(fmt::format("{}: {}", page.parent_path().string(), error.message()));
  const auto html = write_file(
      page, html_page(results->rows, {.baseline = input.baseline, .notes = input.notes}));
  if (!html) return tl::unexpected(html.error());
  const auto junit =
      write_file(fs::path(input.out) / "junit.xml", junit_xml(results->rows, input.baseline));
  if (!junit) return tl::unexpected(junit.error());

  const Tally figures = tally(results->rows, input.baseline);
  if (input.format == "jsonl") {
    for (const Row& row : results->rows) fmt::print("{}\n", to_line(row));
  } else if (input.format == "sarif") {
    fmt::print("{}", sarif(results->rows, input.baseline));
  } else if (input.format == "markdown") {
    fmt::print("{}", markdown(results->rows, {.baseline = input.baseline}));
  } else if (!input.quiet || !figures.fresh.empty()) {
    TerminalOptions options;
    options.colour = on_terminal(STDOUT_FILENO);
    options.columns = terminal_columns();
    options.baseline = input.baseline;
    options.notes = input.notes;
    fmt::print("{}\npage: {}\n", terminal_summary(results->rows, options),
               fs::absolute(page).lexically_normal().string());
  }
  return ReportEnd{.fresh = figures.fresh.size(), .faults = figures.total.faults};
}

void add_report(CLI::App& app, int* status) {
  auto input = std::make_shared<ReportInput>();
  auto baseline = std::make_shared<std::string>();
  input->results = "out/results.jsonl";
  CLI::App* command =
      app.add_subcommand("report", "make the reports of a run again from its results.jsonl");
  command->add_option("RESULTS", input->results, "results.jsonl of a run")->capture_default_str();
  command->add_option("--out", input->out,
                      "folder for junit.xml and report/ (default: where the results are)");
  command->add_option("--baseline", *baseline,
                      "results.jsonl of an earlier run: its findings are not new");
  command->add_option("--format", input->format, "what is printed: text, jsonl, sarif or markdown")
      ->check(CLI::IsMember({"text", "jsonl", "sarif", "markdown"}))
      ->capture_default_str();
  command->callback([input, baseline, status] {
    *status = kExitMisuse;
    if (input->out.empty()) input->out = fs::absolute(input->results).parent_path().string();
    if (!baseline->empty()) {
      const auto before = read_results(*baseline);
      if (!before) return complain("--baseline: " + before.error());
      input->baseline = finding_keys(before->rows);
    }
    const auto end = write_reports(*input);
    if (!end) return complain(end.error());
    *status = end->fresh > 0 ? kExitDifferences : kExitOk;
    if (end->faults > 0) *status = kExitOwnFault;
  });
}

}  // namespace parallax
