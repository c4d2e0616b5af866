// Writes a site for the browser's test: reports_site_sample FOLDER SCRIPTS ENGINES [plain|hostile|clean].
// Given a results.jsonl as `from:PATH` in place of SCRIPTS, makes the site of that.

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "reports/results.h"
#include "reports/sample_rows.h"
#include "reports/site.h"

namespace {

namespace fs = std::filesystem;

// Everything that has ever got out of a script element, an attribute or a text, in one string.
constexpr const char* kHostile =
    "</script><script>document.title='PWNED'</script><img src=x onerror=\"document.title='PWNED'\">"
    "<!--<script>\"'`${document.title='PWNED'}]]>&lt;{{code}}\\');document.title='PWNED';//"
    "javascript:document.title='PWNED'\xE2\x80\xA8\x01\xFF../../..";

tl::expected<void, std::string> write_below(const fs::path& folder, const std::string& path,
                                            const std::string& text) {
  std::error_code error;
  fs::create_directories((folder / path).parent_path(), error);
  std::ofstream file(folder / path, std::ios::binary);
  file << text;
  if (!file.flush()) return tl::unexpected(path + " cannot be written");
  return {};
}

// As `--history` would give it: a run a day.
std::vector<parallax::SiteRun> sample_history() {
  std::vector<parallax::SiteRun> runs;
  for (std::size_t day = 1; day <= 9; ++day) {
    parallax::SiteRun run;
    run.id = fmt::format("run-{}", day);
    run.when = fmt::format("2030-01-{:02}T12:00:00Z", day);
    run.parallax = "0.1.0";
    run.scripts = 900 + 10 * day;
    run.engines = 5;
    run.agree = 4000 + 40 * day;
    run.explained = 300 - 3 * day;
    run.bugs = 40 + day % 3;
    run.fresh = day % 4;
    run.unsupported = 100;
    runs.push_back(run);
  }
  return runs;
}

std::vector<parallax::SiteBench> sample_bench() {
  std::vector<parallax::SiteBench> all;
  for (const auto& [buffer, growth] : {std::pair{"BIO_s_mem", 0.5}, std::pair{"segmented", 0.0}}) {
    for (int backlog = 0; backlog <= 1 << 24; backlog = backlog == 0 ? 4096 : backlog * 16) {
      const double time = 60 + growth * backlog;
      all.push_back({fmt::format("buffers/{}/ping-pong/chunk:16/backlog:{}", buffer, backlog),
                     {time, time * 1.1, time * 0.95},
                     {}});
    }
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr
        << "usage: reports_site_sample FOLDER SCRIPTS|from:RESULTS ENGINES [plain|hostile|clean]\n";
    return 2;
  }
  const fs::path folder = argv[1];
  const std::string source = argv[2];
  const std::string mode = argc > 4 ? argv[4] : "plain";
  const std::string hostile = mode == "hostile" ? kHostile : "";
  std::vector<parallax::Row> rows;
  if (source.starts_with("from:")) {
    auto results = parallax::read_results(source.substr(5));
    if (!results) {
      std::cerr << results.error() << "\n";
      return 1;
    }
    rows = std::move(results->rows);
  } else {
    parallax::SampleOptions options;
    options.scripts = std::strtoul(source.c_str(), nullptr, 10);
    options.engines = std::strtoul(argv[3], nullptr, 10);
    options.hostile = hostile;
    options.clean = mode == "clean";
    rows = parallax::sample_rows(options);
  }
  std::vector<parallax::Row> before = rows;
  for (parallax::Row& row : before) {
    row.findings.clear();
    if (row.steps.size() > 6) row.steps[6].outcome = "ok 4";
  }
  parallax::SiteInput input{.rows = rows};
  input.findings_page =
      "# Findings\n\n## A story" + hostile +
      "\n\nIt *happens*.\n\n- Severity: high, security\n- Versions: all\n- Status: "
      "unreported\n\n```python\nimport ssl" +
      hostile + "\n```\n";
  input.program = [&](const std::string& script, const std::string&,
                      parallax::Program form) -> tl::expected<std::string, std::string> {
    if (form == parallax::Program::kCpp) return tl::unexpected("no counterpart" + hostile);
    return "import ssl\n\n" + script;
  };
  input.history = sample_history();
  input.duties[{"BoringSSL treats a received close_notify as the end of both directions." + hostile,
                "BoringSSL, ssl/ssl_lib.cc, SSL_write; RFC 8446 section 6.1"}] = {
      "somebody" + hostile, mode == "hostile" ? hostile : "https://example.org/bug/1",
      "2026-01-31"};
  input.bench = sample_bench();
  for (std::size_t day = 1; day <= 3; ++day)
    input.figures["buffers/segmented/ping-pong/chunk:16/backlog:0"].emplace_back(
        fmt::format("2030-01-{:02}T12:00:00Z", day), 60.0 + static_cast<double>(day));
  input.bench_machine = "a machine" + hostile;
  input.machines = {
      {"openssl, server" + hostile,
       "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 40\"><text x=\"5\" "
       "y=\"20\">fresh</text><script>parent.document.title='PWNED'</script></svg>"}};
  if (mode != "clean") input.against = &before;
  const auto written =
      parallax::write_site(input, [&](const std::string& path, const std::string& text) {
        return write_below(folder, path, text);
      });
  if (!written) std::cerr << written.error() << "\n";
  return written ? 0 : 1;
}
