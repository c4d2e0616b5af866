// parallax bench: buffers, objects, ways of doing TLS and the harness, measured, fitted, compared and drawn.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "harness/bench/compare.h"
#include "harness/bench/figures.h"
#include "harness/bench/growth.h"
#include "harness/bench/page.h"
#include "harness/bench/picture.h"
#include "harness/bench/run_program.h"
#include "harness/cli/commands.h"
#include "harness/fmt/print.h"
#include "harness/host/installation.h"
#include "harness/host/registry.h"

namespace parallax {
namespace fs = std::filesystem;
namespace {

using bench::Results;

struct BenchOptions {
  std::string suite = "buffers", filter, out = "out/bench", baseline, write_baseline;
  std::vector<std::string> pythons, earlier;
  std::vector<std::string> sides;  // of compare
  std::string comparison_out;
  double min_time = 0.01, tolerance = 1.5;
  unsigned repetitions = 5, rounds = 11;
  bool large = false, small = false, strict = false, no_count = false;
};

fs::path bench_program(const Installation& installation) {
  return installation.host_program().parent_path() / "parallax-bench";
}

constexpr std::array<std::string_view, 4> kSuites = {"buffers", "baseline", "objects", "harness"};

bool has_suite(const BenchOptions& options, std::string_view suite) {
  return options.suite == suite || options.suite == "all";
}

// Nothing is measured without it: it also brings the library that counts.
bool is_built(const std::string& program, int* status) {
  std::error_code error;
  if (fs::exists(program, error)) return true;
  const std::string folder = fs::path(program).parent_path().parent_path().string();
  complain(fmt::format("{} is not there; `cmake --build {} --target benchmarks` builds it", program,
                       folder));
  *status = kExitMisuse;
  return false;
}

// What belongs to the suite, and to the caller's filter.
std::string pattern_of(const BenchOptions& options, std::string_view suite) {
  const std::string begin = suite == "harness" ? "^BM_" : fmt::format("^{}", suite);
  return options.filter.empty() ? begin : fmt::format("{}.*({})", begin, options.filter);
}

// A gibibyte that waits is held by several buffers after one another, and grows by copying.
bool has_memory_for_large() {
  constexpr double kNeeded = 6.0 * 1024 * 1024;  // KiB
  std::ifstream file("/proc/meminfo");
  for (std::string word; file >> word;) {
    double kib = 0;
    if (word == "MemAvailable:" && file >> kib) return kib > kNeeded;
  }
  return false;
}

// Python 3 as it is found first, PyPy, and a Python 2.7 for the backports.
std::vector<std::string> pythons_at_hand(const Installation& installation) {
  std::vector<std::string> found;
  std::error_code error;
  std::string python3, pypy;
  for (const EngineSpec& spec : discover(installation)) {
    if (spec.kind != EngineSpec::Kind::kPython) continue;
    const bool is_pypy = spec.name.find("pypy") != std::string::npos;
    std::string& place = is_pypy ? pypy : python3;
    if (place.empty() || spec.name == "/usr/bin/python3") place = spec.name;
  }
  for (const std::string& name : {python3, pypy}) {
    if (!name.empty()) found.push_back(name);
  }
  std::vector<fs::path> old = {"/usr/bin/python2.7"};
  const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe): nothing here sets it
  const fs::path versions = fs::path(home == nullptr ? "" : home) / ".pyenv" / "versions";
  for (const auto& entry : fs::directory_iterator(versions, error)) {
    if (entry.path().filename().string().starts_with("2.7"))
      old.push_back(entry.path() / "bin" / "python2.7");
  }
  for (const fs::path& path : old) {
    if (!fs::exists(path, error)) continue;
    found.push_back(path.string());
    break;
  }
  return found;
}

Command timing(const std::string& program, const std::string& pattern, const BenchOptions& options,
               unsigned repetitions, bool large = false) {
  Command command;
  command.arguments = {program,
                       "--benchmark_filter=" + pattern,
                       "--benchmark_format=json",
                       fmt::format("--benchmark_min_time={}", options.min_time),
                       fmt::format("--benchmark_repetitions={}", repetitions),
                       "--benchmark_enable_random_interleaving=true"};
  if (large) command.environment.emplace_back("PARALLAX_BENCH_LARGE=1");
  return command;
}

// Runs one program and adds what it measured. False where the run is to end.
bool measure(const Command& command, const std::string& what, Results* results, int* status) {
  print_err("measuring {}\n", what);
  const auto said = bench::run_program(command, interrupted());
  // Nothing that the filter matches, and nothing said.
  if (said && said->empty()) return true;
  const auto read = said ? results->add(*said) : tl::unexpected(said.error());
  if (interrupted()) {
    *status = kExitInterrupted;
    return false;
  }
  if (!read) {
    complain(fmt::format("{}: {}", what, read.error()));
    *status = kExitOwnFault;
  }
  return true;
}

std::string counting_library(const Installation& installation) {
  return "LD_PRELOAD=" +
         (installation.clock_library().parent_path() / "libparallax_count.so").string();
}

Command python_command(const std::string& python, const std::string& suite,
                       const BenchOptions& options, const Installation& installation, bool count) {
  Command command;
  const fs::path program = installation.data() / "harness" / "bench" / (suite + "_bench.py");
  command.arguments = {python, "-B", program.string()};
  // The package that belongs to the version is found below the first; its pure form in the second.
  command.environment = {
      fmt::format("PARALLAX_BACKPORT={}", installation.backport().parent_path().string()),
      fmt::format("PYTHONPATH={}", (installation.data() / "engines" / "backport").string())};
  if (count) {
    command.arguments.emplace_back("--count");
    command.environment.push_back(counting_library(installation));
  } else {
    for (const std::string& word :
         {std::string("--min-time"), fmt::format("{}", options.min_time),
          std::string("--repetitions"), fmt::format("{}", options.repetitions)}) {
      command.arguments.push_back(word);
    }
  }
  command.arguments.push_back(pattern_of(options, suite));
  return command;
}

// What else one must know to understand a figure: the processor and the system.
void add_machine(Results* results) {
  const auto value_behind = [](const char* path, std::string_view key) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      if (!line.starts_with(key)) continue;
      std::string value = line.substr(key.size());
      value.erase(0, value.find_first_not_of("\t :=\""));
      return value.substr(0, value.find('"'));
    }
    return std::string("unknown");
  };
  results->set_context("processor", value_behind("/proc/cpuinfo", "model name"));
  results->set_context("system", value_behind("/etc/os-release", "PRETTY_NAME"));
  results->set_context("parallax", PARALLAX_VERSION);
}

// False where the run is to end.
bool measure_suite(const std::string& suite, const std::vector<std::string>& pythons,
                   const BenchOptions& options, const Installation& installation, Results* results,
                   int* status) {
  const std::string program = bench_program(installation).string();
  const std::string pattern = pattern_of(options, suite);
  const bool large =
      suite == "buffers" && !options.small && (options.large || has_memory_for_large());
  if (suite != "baseline" && !measure(timing(program, pattern, options, options.repetitions, large),
                                      suite + ", in C and C++", results, status)) {
    return false;
  }
  if (suite != "buffers" && suite != "baseline") return true;
  for (const bool count : {false, true}) {
    if (count && options.no_count) break;
    const std::string what = suite + (count ? ", copies and memory, " : ", ");
    if (count && suite == "buffers") {
      const Command command = {{program, "--count", pattern}, {counting_library(installation)}};
      if (!measure(command, what + "in C and C++", results, status)) return false;
    }
    for (const std::string& python : pythons) {
      if (!measure(python_command(python, suite, options, installation, count), what + python,
                   results, status)) {
        return false;
      }
    }
  }
  return true;
}

void measure_all(const BenchOptions& options, Results* results, int* status) {
  const Installation installation = Installation::find();
  if (!is_built(bench_program(installation).string(), status)) return;
  std::vector<std::string> pythons = options.pythons;
  if (pythons.empty()) pythons = pythons_at_hand(installation);
  std::erase(pythons, "none");
  for (const std::string_view suite : kSuites) {
    if (has_suite(options, suite) &&
        !measure_suite(std::string(suite), pythons, options, installation, results, status)) {
      return;
    }
  }
}

bool write_file(const fs::path& path, const std::string& text, int* status) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  const fs::path part = path.string() + ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (file) fs::rename(part, path, error);
  if (file && !error) return true;
  complain(fmt::format("{}: cannot be written; is the folder there, and room on the disk?",
                       path.string()));
  *status = kExitOwnFault;
  return false;
}

// Growth beyond a rule, a figure missed (--strict), a ratio worse than the baseline's.
void judge(const BenchOptions& options, const Results& results, int* status) {
  bool failed = false;
  for (const bench::Growth& growth : bench::growths(results)) {
    if (!growth.broken) continue;
    failed = true;
    print_out("{} in {}, {} at a time, grows as {}; its rule is {}: {}\n", growth.what.buffer,
              growth.what.pattern, bench::size_text(growth.what.chunk),
              bench::order_text(growth.found.order), bench::order_text(growth.rule->most),
              growth.rule->why);
  }
  if (options.strict) {
    for (const bench::Figure& figure : bench::figures(results)) {
      const auto value = bench::evaluate(figure, results);
      failed = failed || (value && !bench::met(figure, *value));
    }
  }
  if (!options.baseline.empty()) {
    std::ifstream file(options.baseline);
    const auto baseline = nlohmann::json::parse(file, nullptr, false);
    if (!file || baseline.is_discarded()) {
      complain(fmt::format("--baseline {}: no JSON there; --write-baseline makes one",
                           options.baseline));
      *status = kExitMisuse;
      return;
    }
    for (const std::string& title :
         bench::worse_than(baseline, bench::ratios_of(results), options.tolerance)) {
      failed = true;
      print_out("{}: more than {} times the baseline's\n", title, options.tolerance);
    }
  }
  if (failed && *status == kExitOk) *status = kExitDifferences;
}

// What earlier runs measured, together. False if one cannot be read.
bool read_all(const std::vector<std::string>& files, Results* results, int* status) {
  for (const std::string& name : files) {
    std::ifstream file(name, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto read = results->add(text);
    if (file && read) continue;
    complain(fmt::format("--from {}: {}", name, file ? read.error() : "no such file"));
    *status = kExitMisuse;
    return false;
  }
  return true;
}

void run(const BenchOptions& options, int* status) {
  watch_signals();
  Results results;
  if (options.earlier.empty()) {
    measure_all(options, &results, status);
  } else if (!read_all(options.earlier, &results, status)) {
    return;
  }
  if (results.all().empty()) {
    if (*status == kExitOk) {
      complain(fmt::format("--filter {}: no benchmark of the suite {} has such a name",
                           options.filter, options.suite));
      *status = kExitMisuse;
    }
    return;
  }
  if (options.earlier.empty()) add_machine(&results);
  const fs::path out = options.out;
  bool written = write_file(out / "bench.json", results.json().dump(1) + "\n", status);
  const auto pictures = bench::pictures(results);
  for (const bench::Picture& picture : pictures)
    written = written && write_file(out / picture.file, picture.svg, status);
  written =
      written &&
      write_file(out / "figures.json", bench::figures_json(results).dump(1) + "\n", status) &&
      write_file(out / "pictures.json", bench::pictures_json(pictures).dump(1) + "\n", status);
  written = written && write_file(out / "index.html", bench::page(results), status);
  for (const bench::Measured& measured : results.all()) {
    if (bench::split_name(measured.name).suite == "buffers") continue;
    print_out("{:<64} {:>9} ±{:>2.0f} %", measured.name, bench::time_text(measured.median()),
              100 * measured.spread());
    for (const char* counter : {"items_per_second", "held_per_end"}) {
      const auto found = measured.counters.find(counter);
      if (found != measured.counters.end()) print_out("  {} {:.4g}", counter, found->second);
    }
    print_out("\n");
  }
  write_out(bench::terminal_table(results));
  if (!options.write_baseline.empty()) {
    const nlohmann::json baseline = {{"ratios", bench::ratios_of(results)}};
    write_file(options.write_baseline, baseline.dump(1) + "\n", status);
  }
  judge(options, results, status);
  if (written) print_out("\nresults: {}\n", (out / "bench.json").string());
}

// A side of a comparison: a buffer or an engine of the suite, or another build's parallax-bench.
struct Side {
  std::string program, pattern, buffer;
};

Side side_of(const std::string& text, const BenchOptions& options,
             const Installation& installation) {
  if (text.find('/') != std::string::npos) return {text, pattern_of(options, options.suite), ""};
  // A name may hold what a regular expression would take as its own.
  std::string literal;
  for (char c : text) {
    if (c == '+' || c == '.') literal += '\\';
    literal += c;
  }
  return {bench_program(installation).string(),
          fmt::format("^{}/{}/.*({})", options.suite, literal, options.filter), text};
}

void compare_sides(const BenchOptions& options, int* status) {
  watch_signals();
  const Installation installation = Installation::find();
  const Side sides[] = {side_of(options.sides[0], options, installation),
                        side_of(options.sides[1], options, installation)};
  for (const Side& side : sides) {
    if (!is_built(side.program, status)) return;
  }
  std::map<std::string, bench::Pairing> pairings;
  for (unsigned round = 0; round < options.rounds; ++round) {
    print_err("round {} of {}\n", round + 1, options.rounds);
    for (unsigned turn = 0; turn < 2; ++turn) {
      const unsigned which = (turn + round) % 2;  // who is first alternates
      Results results;
      if (!measure(timing(sides[which].program, sides[which].pattern, options, 1),
                   options.sides[which], &results, status) ||
          *status != kExitOk) {
        return;
      }
      for (const bench::Measured& measured : results.all()) {
        std::string key = measured.name;
        if (!sides[which].buffer.empty())
          key.replace(key.find('/') + 1, sides[which].buffer.size(), "*");
        bench::Pairing& pairing = pairings[key];
        pairing.name = key;
        (which == 0 ? pairing.first : pairing.second).push_back(measured.median());
      }
    }
  }
  std::erase_if(pairings, [](const auto& entry) {
    return entry.second.first.empty() || entry.second.second.empty();
  });
  if (pairings.empty()) {
    complain(fmt::format(
        "{} and {} share no benchmark; a side is the name of a buffer or an engine, such as "
        "openssl or openssl+segmented, or a path to a parallax-bench",
        options.sides[0], options.sides[1]));
    *status = kExitMisuse;
    return;
  }
  using Verdict = bench::Comparison::Verdict;
  bench::BarPicture picture;
  picture.title =
      fmt::format("{} over {}: time, with its 99 % interval", options.sides[1], options.sides[0]);
  auto rows = nlohmann::json::array();
  for (const auto& [name, pairing] : pairings) {
    const bench::Comparison c = bench::compare(pairing);
    const std::string verdict =
        c.verdict == Verdict::kNoDifference ? "no difference"
        : c.verdict == Verdict::kFaster     ? fmt::format("{} is faster", options.sides[1])
        : c.verdict == Verdict::kSlower
            ? fmt::format("{} is slower", options.sides[1])
            : fmt::format("too few rounds; {} are needed", bench::rounds_needed(0.99));
    print_out("{:<52} {:>9} {:>9}  {:.4g} ({:.4g} to {:.4g})  {}\n", name,
              bench::time_text(c.first), bench::time_text(c.second), c.ratio, c.low, c.high,
              verdict);
    picture.bars.push_back({name, c.ratio, c.low, c.high});
    rows.push_back({{"name", name},
                    {"ratio", c.ratio},
                    {"low", c.low},
                    {"high", c.high},
                    {"verdict", verdict}});
    if (c.verdict == Verdict::kSlower && options.strict) *status = kExitDifferences;
  }
  if (options.comparison_out.empty()) return;
  const nlohmann::json all = {{"a", options.sides[0]},
                              {"b", options.sides[1]},
                              {"confidence", 0.99},
                              {"rounds", options.rounds},
                              {"comparisons", rows}};
  const fs::path out = options.comparison_out;
  if (write_file(out / "compare.json", all.dump(1) + "\n", status))
    write_file(out / "compare.svg", bench::bars(picture), status);
}

}  // namespace

void add_bench(CLI::App& app, int* status) {
  auto options = std::make_shared<BenchOptions>();
  CLI::App* command =
      app.add_subcommand("bench", "measure buffers, objects or the harness, and draw it");
  command->add_option("--suite", options->suite, "buffers, baseline, objects, harness or all")
      ->check(CLI::IsMember({"buffers", "baseline", "objects", "harness", "all"}))
      ->capture_default_str();
  command->add_option("--filter", options->filter,
                      "only benchmarks whose name has this (a regular expression)");
  command->add_option(
      "--python", options->pythons,
      "an interpreter that is measured in buffers and baseline; may be repeated; without it "
      "the system's, PyPy and a 2.7 where they are found; `none`: no interpreter");
  command->add_option("--repetitions", options->repetitions, "of each, in random order")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--min-time", options->min_time, "seconds that a repetition takes at least")
      ->check(CLI::Range(0.0001, 60.0))
      ->capture_default_str();
  command->add_option("--from", options->earlier,
                      "measure nothing, read an earlier run's bench.json; may be repeated");
  command->add_flag("--large", options->large,
                    "with 1 GiB waiting too, as it is where 6 GiB of memory are free");
  command->add_flag("--small", options->small, "without 1 GiB waiting");
  command->add_flag("--no-count", options->no_count, "times only, no copies and memory");
  command->add_flag("--strict", options->strict, "a figure that is missed fails");
  command->add_option("--baseline", options->baseline, "a file of ratios that must not get worse");
  command
      ->add_option("--tolerance", options->tolerance,
                   "how many times the baseline's ratio is allowed")
      ->capture_default_str();
  command->add_option("--write-baseline", options->write_baseline,
                      "where this run's ratios are written");
  command->add_option("--out", options->out, "folder for bench.json, pictures and index.html")
      ->capture_default_str();
  command->footer(
      "Examples:\n"
      "  parallax bench --suite buffers\n"
      "  parallax bench --suite baseline --python python3 --python pypy3\n"
      "  parallax bench --filter 'ping-pong/chunk:16/' --repetitions 3\n"
      "  parallax bench compare openssl openssl+segmented --filter ping-pong\n"
      "  parallax bench compare openssl boringssl --suite objects --filter handshake\n"
      "Exit status: 0 as the rules say, 1 a cost grows faster than its rule or a ratio is worse "
      "than\n"
      "the baseline's, 2 misuse, 3 the harness's own fault, 130 interrupted; what was measured is "
      "kept.");
  CLI::App* comparison = command->add_subcommand(
      "compare", "two buffers, two engines, or two builds of parallax-bench, in turn");
  comparison
      ->add_option("sides", options->sides,
                   "A and B: the name of a buffer or an engine, or a path to a parallax-bench")
      ->expected(2)
      ->required();
  comparison->add_option("--rounds", options->rounds, "pairs of runs")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  comparison->add_option("--suite", options->suite, "buffers, objects or harness")
      ->check(CLI::IsMember({"buffers", "objects", "harness"}));
  comparison->add_option("--filter", options->filter, "only benchmarks whose name has this");
  comparison->add_option("--min-time", options->min_time, "seconds that a run takes at least")
      ->check(CLI::Range(0.0001, 60.0))
      ->capture_default_str();
  comparison->add_option("--out", options->comparison_out,
                         "folder for compare.json and compare.svg; without it nothing is written");
  comparison->add_flag("--strict", options->strict, "B slower than A fails");
  comparison->callback([options, status] { compare_sides(*options, status); });
  command->callback([options, status, comparison] {
    if (!comparison->parsed()) run(*options, status);
  });
}

}  // namespace parallax
