// parallax report: the reports of an earlier run, made again from its results.jsonl.

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

#include "harness/cli/commands.h"
#include "harness/cli/report_files.h"
#include "harness/cli/site_server.h"
#include "harness/fmt/print.h"
#include "reports/history.h"
#include "reports/junit.h"
#include "reports/markdown.h"
#include "reports/results.h"
#include "reports/sarif.h"
#include "reports/summary_json.h"
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
  const auto page = write_site_files(input, *results);
  if (!page) return tl::unexpected(page.error());
  const auto junit =
      write_file(fs::path(input.out) / "junit.xml", junit_xml(results->rows, input.baseline));
  if (!junit) return tl::unexpected(junit.error());

  const Tally figures = tally(results->rows, input.baseline);
  const std::string shown = fs::absolute(*page).lexically_normal().string();
  if (input.format == "jsonl") {
    for (const Row& row : results->rows) print_out("{}\n", to_line(row));
  } else if (input.format == "json") {
    write_out(summary_json(results->rows, input.baseline));
  } else if (input.format == "junit") {
    write_out(junit_xml(results->rows, input.baseline));
  } else if (input.format == "sarif") {
    write_out(sarif(results->rows, input.baseline));
  } else if (input.format == "markdown") {
    write_out(markdown(results->rows, {.baseline = input.baseline}));
  } else if (!input.quiet || !figures.fresh.empty()) {
    TerminalOptions options;
    options.colour = on_terminal(STDOUT_FILENO);
    options.columns = terminal_columns();
    options.lines = terminal_lines();
    options.baseline = input.baseline;
    options.notes = input.notes;
    options.page = shown;
    write_out(terminal_summary(results->rows, options));
  }
  return ReportEnd{.fresh = figures.fresh.size(), .faults = figures.total.faults, .page = shown};
}

void add_site_flags(CLI::App* command, SiteFiles* site) {
  command->add_option("--history", site->history,
                      "SQLite file that keeps runs, first and last sight, and figures");
  command->add_option("--bench", site->bench,
                      "bench.json of `parallax bench`, or its folder (default: OUT/bench)");
  command->add_option("--conformance", site->conformance,
                      "conformance.json of `parallax conformance` (default: OUT/conformance.json)");
  command->add_option("--machines", site->machines,
                      "folder of state machines as SVG (default: OUT/machines, docs/machines)");
}

void add_report(CLI::App& app, int* status) {
  auto input = std::make_shared<ReportInput>();
  auto baseline = std::make_shared<std::string>();
  auto serve = std::make_shared<std::optional<std::uint16_t>>();
  auto merge = std::make_shared<std::vector<std::string>>();
  input->results = "out/results.jsonl";
  CLI::App* command =
      app.add_subcommand("report", "make the reports of a run again from its results.jsonl");
  command->add_option("RESULTS", input->results, "results.jsonl of a run")->capture_default_str();
  command->add_option(
      "--out", input->out,
      "folder for junit.xml and the site, report/ (default: where the results are)");
  command->add_option("--baseline", *baseline,
                      "results.jsonl of an earlier run: its findings are not new");
  command->add_option("--against", input->site.against,
                      "results.jsonl of another run, laid side by side with this one");
  add_site_flags(command, &input->site);
  command->add_option("--merge", *merge, "another history, merged into --history; may be repeated")
      ->allow_extra_args(false);
  command
      ->add_option("--serve", *serve, "then serve the site on 127.0.0.1, at PORT or any free one")
      ->expected(0, 1)
      ->default_str("0")
      ->type_name("PORT");
  command
      ->add_option("--format", input->format,
                   "what is printed: text, json, jsonl, junit, sarif or markdown")
      ->check(CLI::IsMember(kReportFormats))
      ->capture_default_str();
  command->add_flag("--quiet,-q", input->quiet, "print new findings only");
  command->footer(
      "Examples:\n"
      "  parallax report out/results.jsonl --serve\n"
      "  parallax report out/results.jsonl --against last/results.jsonl --history history.db\n"
      "  parallax report --history all.db --merge theirs.db");
  command->callback([input, baseline, serve, merge, status] {
    *status = kExitMisuse;
    if (input->out.empty()) input->out = fs::absolute(input->results).parent_path().string();
    if (!baseline->empty()) {
      const auto before = read_results(*baseline);
      if (!before) return complain("--baseline: " + before.error());
      input->baseline = finding_keys(before->rows);
    }
    if (!merge->empty()) {
      if (input->site.history.empty())
        return complain("--merge needs --history, the file to merge into");
      auto history = History::open(input->site.history);
      if (!history) return complain(history.error());
      for (const std::string& other : *merge) {
        if (auto merged = history->merge(other); !merged) return complain(merged.error());
      }
    }
    const auto end = write_reports(*input);
    if (!end) return complain(end.error());
    *status = end->fresh > 0 ? kExitDifferences : kExitOk;
    if (end->faults > 0) *status = kExitOwnFault;
    if (serve->has_value()) {
      if (auto served = serve_site(fs::path(end->page).parent_path(), **serve); !served) {
        complain(served.error());
        *status = kExitMisuse;
      }
    }
  });
}

}  // namespace parallax
