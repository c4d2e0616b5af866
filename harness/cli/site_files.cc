// The site: what it shows is gathered here, reports/site.h writes it.

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iterator>

#include "harness/bench/results.h"
#include "harness/cli/report_files.h"
#include "harness/compare/expectations.h"
#include "harness/host/installation.h"
#include "harness/script/script.h"
#include "harness/triage/export.h"
#include "reports/history.h"
#include "reports/site.h"

namespace parallax {
namespace fs = std::filesystem;
namespace {

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// When a file was last written, UTC: "2030-01-31T12:00:00Z".
std::string written_at(const std::string& path) {
  struct stat status{};
  if (stat(path.c_str(), &status) != 0) return "1970-01-01T00:00:00Z";
  std::tm parts{};
  gmtime_r(&status.st_mtime, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                     parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

// All SVG files of a folder, by name.
std::vector<SitePicture> pictures_in(const fs::path& folder) {
  std::vector<SitePicture> pictures;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    if (it->path().extension() != ".svg") continue;
    pictures.push_back(
        {fs::relative(it->path(), folder).replace_extension().string(), read_file(it->path())});
  }
  std::sort(pictures.begin(), pictures.end(),
            [](const SitePicture& a, const SitePicture& b) { return a.name < b.name; });
  return pictures;
}

// A path that was named must be there; one that was not is a place to look.
tl::expected<fs::path, std::string> choose(const std::string& named, const char* flag,
                                           const std::vector<fs::path>& places) {
  std::error_code error;
  if (!named.empty()) {
    if (fs::exists(named, error)) return fs::path(named);
    return tl::unexpected(fmt::format("{} {}: no such file or folder", flag, named));
  }
  for (const fs::path& place : places) {
    if (fs::exists(place, error)) return place;
  }
  return fs::path();
}

tl::expected<void, std::string> take_bench(const fs::path& path, SiteInput* input) {
  if (path.empty()) return {};
  const fs::path file = fs::is_directory(path) ? path / "bench.json" : path;
  bench::Results results;
  if (auto added = results.add(read_file(file)); !added)
    return tl::unexpected(fmt::format("{}: {}", file.string(), added.error()));
  for (const bench::Measured& measured : results.all())
    input->bench.push_back({measured.name, measured.times, measured.counters});
  const auto& context = results.context();
  if (context.is_object()) {
    input->bench_machine = fmt::format("Measured {} on {} processors.",
                                       context.value("date", std::string("at an unknown time")),
                                       context.value("num_cpus", 0));
  }
  input->bench_pictures = pictures_in(file.parent_path());
  return {};
}

tl::expected<std::string, std::string> program_of(const std::string& text, const std::string& path,
                                                  Program form) {
  const auto script = parse(text, path);
  if (!script) return tl::unexpected(print(script.error()));
  return export_script(*script, form == Program::kPython ? ExportForm::kPython : ExportForm::kCpp,
                       {.pki = Installation::find().pki(), .file = path});
}

tl::expected<void, std::string> take_history(const ReportInput& files, SiteInput* input) {
  if (files.site.history.empty()) return {};
  auto history = History::open(files.site.history);
  if (!history) return tl::unexpected(history.error());
  if (auto added = history->add(input->rows, written_at(files.results), input->bench); !added)
    return tl::unexpected(added.error());
  auto runs = history->runs();
  if (!runs) return tl::unexpected(runs.error());
  auto sightings = history->sightings();
  if (!sightings) return tl::unexpected(sightings.error());
  auto figures = history->figures();
  if (!figures) return tl::unexpected(figures.error());
  input->history = std::move(*runs);
  input->sightings = std::move(*sightings);
  input->figures = std::move(*figures);
  return {};
}

// Folders of an earlier site; nothing else below the folder is touched.
void remove_old(const fs::path& site) {
  std::error_code error;
  if (!fs::exists(site / "data" / "index.js", error)) return;
  for (const char* folder : {"data", "tree", "pictures", "vendor"})
    fs::remove_all(site / folder, error);
}

}  // namespace

tl::expected<fs::path, std::string> write_site_files(const ReportInput& files,
                                                     const Results& results) {
  const Installation installation = Installation::find();
  const fs::path out = files.out;
  SiteInput input{.rows = results.rows, .baseline = files.baseline, .notes = files.notes};
  if (!results.message.empty()) input.notes.push_back(results.message);
  input.findings_page = read_file(installation.data() / "docs" / "findings.md");
  input.program = program_of;
  const auto expectations = Expectations::load(installation.expectations().string());
  if (!expectations) return tl::unexpected(expectations.error());
  for (const Expectation& e : expectations->all())
    input.duties[{e.reason, e.source}] = {e.owner, e.bug, e.review};
  const auto bench = choose(files.site.bench, "--bench", {out / "bench" / "bench.json"});
  if (!bench) return tl::unexpected(bench.error());
  if (auto taken = take_bench(*bench, &input); !taken) return tl::unexpected(taken.error());
  const auto machines = choose(files.site.machines, "--machines",
                               {out / "machines", installation.data() / "docs" / "machines"});
  if (!machines) return tl::unexpected(machines.error());
  if (!machines->empty()) input.machines = pictures_in(*machines);
  const auto conformance =
      choose(files.site.conformance, "--conformance", {out / "conformance.json"});
  if (!conformance) return tl::unexpected(conformance.error());
  if (!conformance->empty()) {
    input.conformance = read_file(*conformance);
    if (!nlohmann::json::accept(input.conformance) ||
        input.conformance.find("\"parallax-conformance-1\"") == std::string::npos)
      return tl::unexpected(
          fmt::format("{}: is no matrix of `parallax conformance`, format parallax-conformance-1",
                      conformance->string()));
  }
  if (auto taken = take_history(files, &input); !taken) return tl::unexpected(taken.error());
  Results against;
  if (!files.site.against.empty()) {
    auto read = read_results(files.site.against);
    if (!read) return tl::unexpected("--against: " + read.error());
    against = std::move(*read);
    input.against = &against.rows;
  }

  const fs::path site = out / "report";
  remove_old(site);
  std::set<fs::path> made;
  const auto written = write_site(
      input,
      [&](const std::string& path, const std::string& text) -> tl::expected<void, std::string> {
        const fs::path file = site / path;
        if (made.insert(file.parent_path()).second) {
          std::error_code error;
          fs::create_directories(file.parent_path(), error);
          if (error)
            return tl::unexpected(
                fmt::format("{}: {}", file.parent_path().string(), error.message()));
        }
        return write_file(file, text);
      });
  if (!written) return tl::unexpected(written.error());
  return site / "index.html";
}

}  // namespace parallax
