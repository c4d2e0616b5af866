// parallax run: scripts on engines, judged, with results and reports.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>

#include "harness/campaign/campaign.h"
#include "harness/cli/commands.h"
#include "harness/cli/report_files.h"
#include "harness/fmt/print.h"
#include "harness/learn/passive.h"
#include "reports/make_rows.h"
#include "reports/results.h"

namespace parallax {
namespace fs = std::filesystem;
namespace {

struct RunFlags {
  std::vector<std::string> paths;
  std::vector<std::string> engines;
  bool all_engines = false;
  std::string reference, level = "bytes", shard, baseline, out = "out", host = "child",
                         format = "text";
  unsigned jobs = 0;
  std::int64_t timeout = 10;
  std::uint64_t seed = 1;
  bool resume = false, no_variants = false, quiet = false;
  SiteFiles site;
};

struct Shard {
  unsigned index = 0, count = 1;
};

// `--shard i/n`, from 0; else the variables that test runners set (GoogleTest's, then Bazel's).
tl::expected<Shard, std::string> parse_shard(const std::string& text) {
  Shard shard;
  std::string value = text;
  if (value.empty()) {
    for (const char* prefix : {"GTEST_", "TEST_"}) {
      // NOLINTNEXTLINE(concurrency-mt-unsafe): read once, before any thread
      const char* total = std::getenv((std::string(prefix) + "TOTAL_SHARDS").c_str());
      // NOLINTNEXTLINE(concurrency-mt-unsafe): read once, before any thread
      const char* index = std::getenv((std::string(prefix) + "SHARD_INDEX").c_str());
      if (total != nullptr && index != nullptr) value = std::string(index) + "/" + total;
      if (!value.empty()) break;
    }
  }
  if (value.empty()) return shard;
  int used = 0;
  if (std::sscanf(value.c_str(), "%u/%u%n", &shard.index, &shard.count, &used) != 2 ||
      static_cast<std::size_t>(used) != value.size() || shard.count == 0 ||
      shard.index >= shard.count) {
    return tl::unexpected(
        fmt::format("--shard {}: a shard is i/n with 0 <= i < n, for example 0/4", value));
  }
  return shard;
}

tl::expected<std::vector<EngineSpec>, std::string> engines_of(const RunFlags& flags,
                                                              const Installation& installation,
                                                              std::vector<std::string>* notes) {
  std::vector<EngineSpec> engines;
  if (flags.engines.empty() || flags.all_engines) {
    for (EngineSpec& spec : discover(installation)) {
      // Discovery takes what it finds; what cannot start is left out, and said.
      const auto host = make_host(spec, installation);
      if (host)
        engines.push_back(std::move(spec));
      else
        notes->push_back(fmt::format("left out: {}: {}", spec.text, host.error()));
    }
  }
  for (const std::string& text : flags.engines) {
    auto spec = parse_engine_spec(text);
    if (!spec) return tl::unexpected(spec.error());
    const auto host = make_host(*spec, installation);
    if (!host) return tl::unexpected(fmt::format("{}: {}", text, host.error()));
    const bool there = std::any_of(engines.begin(), engines.end(),
                                   [&](const EngineSpec& e) { return e.text == spec->text; });
    if (!there) engines.push_back(std::move(*spec));
  }
  if (engines.empty())
    return tl::unexpected(std::string("no engine at hand; `parallax engines` says why"));
  return engines;
}

// Everything a run needs, checked before anything is started.
struct Prepared {
  Plan plan;
  RunSettings settings;
  Expectations expectations;
  std::set<std::string> baseline;
  std::vector<std::string> notes;
};

tl::expected<Prepared, std::string> prepare(const RunFlags& flags,
                                            const Installation& installation) {
  Prepared prepared;
  Plan& plan = prepared.plan;
  const auto level = parse_level(flags.level);
  if (!level) {
    return tl::unexpected(
        fmt::format("--level {}: a level is accept, class, alert, reason, state, messages or bytes",
                    flags.level));
  }
  const auto shard = parse_shard(flags.shard);
  if (!shard) return tl::unexpected(shard.error());
  auto scripts =
      find_scripts(flags.paths.empty() ? std::vector{installation.corpus().string()} : flags.paths);
  if (!scripts) return tl::unexpected(scripts.error());
  if (scripts->empty())
    return tl::unexpected(std::string("no .plx file at or below the paths given"));
  plan.scripts = shard_of(*scripts, shard->index, shard->count);
  for (const std::string& path : plan.scripts) {
    if (const auto script = load_script(path); !script) return tl::unexpected(script.error());
  }
  auto engines = engines_of(flags, installation, &prepared.notes);
  if (!engines) return tl::unexpected(engines.error());
  plan.engines = std::move(*engines);
  plan.judging.reference = choose_reference(plan.engines, flags.reference);
  if (auto followed = follow_reference(&plan.engines, plan.judging.reference, installation);
      !followed) {
    return tl::unexpected(followed.error());
  }
  plan.judging.level = *level;
  plan.seed = flags.seed;
  plan.jobs = workers(flags.jobs);
  plan.hosts.where = flags.host == "in-process" ? Where::kInProcess : Where::kChild;
  plan.hosts.timeout = std::chrono::seconds(flags.timeout);
  plan.variants = !flags.no_variants;
  prepared.settings = {PARALLAX_VERSION, flags.seed, flags.level, plan.judging.reference};
  auto expectations = Expectations::load(installation.expectations().string());
  if (!expectations) return tl::unexpected(expectations.error());
  prepared.expectations = std::move(*expectations);
  if (!flags.baseline.empty()) {
    const auto before = read_results(flags.baseline);
    if (!before) return tl::unexpected("--baseline: " + before.error());
    prepared.baseline = finding_keys(before->rows);
  }
  std::error_code error;
  fs::create_directories(flags.out, error);
  if (error) return tl::unexpected(fmt::format("--out {}: {}", flags.out, error.message()));
  return prepared;
}

// With --resume, leaves the scripts out that the file has whole.
tl::expected<void, std::string> skip_done(const RunFlags& flags, const std::string& path,
                                          Prepared* prepared) {
  if (!flags.resume || !fs::exists(path)) return {};
  const auto before = read_results(path);
  if (!before) return tl::unexpected("--resume: " + before.error());
  std::vector<std::string> engines;
  for (const EngineSpec& engine : prepared->plan.engines) engines.push_back(engine.text);
  const auto done = complete_scripts(before->rows, engines, prepared->settings);
  std::erase_if(prepared->plan.scripts,
                [&](const std::string& script) { return done.contains(script); });
  return {};
}

// Whether every script of the corpus is among `scripts`. Only such a run can say of an expectation that
// it matches nothing any more: most speak of no script by name.
bool covers_corpus(const std::vector<std::string>& scripts, const Installation& installation) {
  const auto corpus = find_scripts({installation.corpus().string()});
  if (!corpus) return false;
  std::set<fs::path> run;
  std::error_code error;
  for (const std::string& script : scripts) run.insert(fs::weakly_canonical(script, error));
  return std::all_of(corpus->begin(), corpus->end(), [&](const std::string& script) {
    return run.contains(fs::weakly_canonical(script, error));
  });
}

// What is said on stderr while scripts run: the script under way on a terminal, else a line now and then.
class Progress {
 public:
  enum class Form : std::uint8_t { kNone, kLines, kTerminal };
  Progress(std::size_t total, Form form) : total_(total), form_(form) {}
  ~Progress() {
    if (form_ == Form::kTerminal) print_err("\r\x1b[K");
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void step(const std::string& script) {
    ++done_;
    if (form_ == Form::kTerminal) print_err("\r\x1b[K[{}/{}] {}", done_, total_, script);
    const auto now = std::chrono::steady_clock::now();
    if (form_ != Form::kLines || now - said_ < kEvery) return;
    said_ = now;
    print_err("[{}/{}] scripts\n", done_, total_);
  }

 private:
  static constexpr std::chrono::seconds kEvery{20};
  std::size_t done_ = 0, total_;
  Form form_;
  std::chrono::steady_clock::time_point said_ = std::chrono::steady_clock::now();
};

Progress::Form progress_form(bool quiet) {
  if (quiet) return Progress::Form::kNone;
  return on_terminal(STDERR_FILENO) ? Progress::Form::kTerminal : Progress::Form::kLines;
}

int run(const RunFlags& flags) {
  const Installation installation = Installation::find();
  auto prepared = prepare(flags, installation);
  if (!prepared) {
    complain(prepared.error());
    return kExitMisuse;
  }
  const std::string path = (fs::path(flags.out) / "results.jsonl").string();
  const std::vector<std::string> all_scripts = prepared->plan.scripts;
  if (auto skipped = skip_done(flags, path, &*prepared); !skipped) {
    complain(skipped.error());
    return kExitMisuse;
  }
  std::string message;
  auto writer = ResultsWriter::open(
      path, flags.resume ? ResultsWriter::Mode::kAppend : ResultsWriter::Mode::kFresh, &message);
  if (!writer) {
    complain(writer.error());
    return kExitMisuse;
  }
  if (!message.empty()) complain(message);

  // What every engine was seen to do, as graphs: beside the rows, since these have no messages.
  const std::string machines = (fs::path(flags.out) / "machines").string();
  learn::Passive passive;
  if (flags.resume) learn::load_passive(machines, &passive);

  watch_signals();
  bool own_fault = false;
  CampaignEnd end;
  {
    Progress progress(prepared->plan.scripts.size(), progress_form(flags.quiet));
    const auto sink = [&](const ScriptResult& result) {
      progress.step(result.path);
      std::vector<Row> rows;
      if (result.fault.empty()) {
        rows =
            make_rows(result.path, result.script, result.runs, result.verdict, prepared->settings);
        for (const Runs& run : result.runs)
          passive.add(result.script, run.plain, run.engine, result.path);
      } else {
        own_fault = true;
        complain(result.fault);
        for (const EngineSpec& engine : prepared->plan.engines) {
          rows.push_back(fault_row(result.path, engine.text, result.fault, prepared->settings));
        }
      }
      for (const Row& row : rows) {
        if (const auto written = (*writer)->append(row); !written) {
          complain(written.error());
          own_fault = true;
          return false;
        }
      }
      return true;
    };
    end = run_campaign(prepared->plan, installation, &prepared->expectations, sink, interrupted());
  }
  writer->reset();
  if (const auto saved = learn::save_passive(machines, passive); !saved) {
    complain(saved.error());
    own_fault = true;
  } else if (!saved->empty() && !flags.quiet) {
    complain(*saved);
  }
  if (!end.fault.empty()) {
    complain(end.fault);
    own_fault = true;
  }

  std::vector<std::string> stale;
  // A run that was cut short, resumed or split has not seen all that an expectation speaks of.
  const bool whole = !end.interrupted && !flags.resume && end.fault.empty() &&
                     covers_corpus(all_scripts, installation);
  for (const Expectation* expectation :
       whole ? prepared->expectations.stale() : std::vector<const Expectation*>()) {
    stale.push_back(fmt::format(
        "stale expectation: {} entry {} (script {}, engine {}) matches nothing any more; "
        "remove it or mend its pattern",
        expectation->file, expectation->number, expectation->script, expectation->engine));
  }
  ReportInput input{.results = path,
                    .out = flags.out,
                    .format = flags.format,
                    .quiet = flags.quiet,
                    .baseline = prepared->baseline,
                    .notes = prepared->notes,
                    .site = flags.site};
  input.notes.insert(input.notes.end(), stale.begin(), stale.end());
  const auto reported = write_reports(input);
  if (!reported) {
    complain(reported.error());
    return kExitOwnFault;
  }
  if (end.interrupted && interrupted()) {
    complain(fmt::format("interrupted; {} keeps what was done, --resume goes on", path));
    return kExitInterrupted;
  }
  if (own_fault) return kExitOwnFault;
  return reported->fresh > 0 || !stale.empty() ? kExitDifferences : kExitOk;
}

}  // namespace

void add_run(CLI::App& app, int* status) {
  auto flags = std::make_shared<RunFlags>();
  CLI::App* command =
      app.add_subcommand("run", "run scripts on engines, compare, judge and report");
  command->add_option("PATH", flags->paths, "scripts, or folders of them (default: the corpus)");
  command
      ->add_option("--engine,-e", flags->engines,
                   "an engine; may be repeated (default: all that are found)")
      ->allow_extra_args(false);
  command->add_flag("--all-engines", flags->all_engines,
                    "all engines that are found, and those named");
  command->add_option("--reference", flags->reference,
                      "the engine to compare with (default: the first Python)");
  command
      ->add_option("--level", flags->level,
                   "the finest level held to: accept, class, alert, reason, state, messages, bytes")
      ->capture_default_str();
  command->add_option("--jobs,-j", flags->jobs, "workers (default: one a processor)");
  command->add_option("--shard", flags->shard,
                      "i/n: only every n-th script, from the i-th (from 0)");
  command->add_flag("--resume", flags->resume,
                    "go on with an earlier run: skip what results.jsonl has");
  command->add_option("--baseline", flags->baseline,
                      "results.jsonl of an earlier run: only new findings fail");
  command->add_option("--out", flags->out, "folder for results.jsonl, junit.xml and report/")
      ->capture_default_str();
  command->add_option("--host", flags->host, "where engines live: child or in-process")
      ->check(CLI::IsMember({"child", "in-process"}))
      ->capture_default_str();
  command->add_option("--timeout", flags->timeout, "seconds an engine has for one answer")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  command->add_option("--seed", flags->seed, "of scripts that name none")->capture_default_str();
  command->add_flag("--no-variants", flags->no_variants,
                    "leave the metamorphic runs out (their rules are not tested)");
  add_site_flags(command, &flags->site);
  command
      ->add_option("--format", flags->format,
                   "what is printed: text, json, jsonl, junit, sarif or markdown")
      ->check(CLI::IsMember(kReportFormats))
      ->capture_default_str();
  command->add_flag("--quiet,-q", flags->quiet, "print new findings only");
  command->footer(
      "Examples:\n"
      "  parallax run\n"
      "  parallax run -e openssl -e python:/usr/bin/python3 --level bytes corpus\n"
      "  parallax run --baseline last/results.jsonl corpus");
  command->callback([flags, status] { *status = run(*flags); });
}

}  // namespace parallax
