// parallax parity: does this interpreter's ssl module behave as that one's?

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <set>

#include "harness/campaign/campaign.h"
#include "harness/cli/commands.h"
#include "harness/cli/report_files.h"
#include "harness/fmt/print.h"
#include "harness/parity/interpreters.h"
#include "harness/parity/probes.h"
#include "harness/parity/score.h"
#include "harness/parity/survey.h"
#include "harness/triage/export.h"
#include "reports/junit.h"
#include "reports/make_rows.h"
#include "reports/results.h"

namespace parallax {
namespace fs = std::filesystem;
namespace {

struct ParityFlags {
  std::vector<std::string> targets, roots, only;
  std::string reference = "python3", module, out = "out/parity", exports;
  bool matrix = false, list = false, quiet = false;
  double fail_under = -1;
  unsigned jobs = 0;
  std::int64_t timeout = 10;
};

using Error = tl::unexpected<std::string>;

// The engines: the reference first, then the targets.
tl::expected<std::vector<EngineSpec>, std::string> engines_of(const ParityFlags& flags) {
  const Places places = places_of(flags.roots);
  std::vector<EngineSpec> engines;
  const auto add = [&](EngineSpec spec) {
    const bool there = std::any_of(engines.begin(), engines.end(),
                                   [&](const EngineSpec& e) { return e.text == spec.text; });
    if (!there) engines.push_back(std::move(spec));
  };
  // The module that stands in for ssl is the target's; what it is measured by is ssl itself.
  auto reference = find_interpreter(flags.reference, "", places);
  if (!reference) return Error("--reference: " + reference.error());
  add(std::move(*reference));
  for (const std::string& target : flags.targets) {
    auto spec = find_interpreter(target, flags.module, places);
    if (!spec) return Error(spec.error());
    add(std::move(*spec));
  }
  if (flags.matrix) {
    for (EngineSpec& spec : all_interpreters(flags.module, places)) add(std::move(spec));
  }
  if (engines.size() < 2)
    return Error(
        "nothing to compare: name a target that is not the reference, for example "
        "`parallax parity pypy3`, or take --matrix");
  return engines;
}

// Starts each once. With --matrix, what cannot start is left out and said.
tl::expected<std::vector<std::unique_ptr<Host>>, std::string> start_all(
    const ParityFlags& flags, const Installation& installation, std::vector<EngineSpec>* engines,
    std::vector<std::string>* notes) {
  std::vector<std::unique_ptr<Host>> hosts;
  std::vector<EngineSpec> running;
  for (EngineSpec& spec : *engines) {
    auto host = make_host(spec, installation);
    if (!host) {
      if (!flags.matrix || running.empty())
        return Error(fmt::format("{}: {}", spec.text, host.error()));
      notes->push_back(fmt::format("left out: {}: {}", spec.text, host.error()));
      continue;
    }
    hosts.push_back(std::move(*host));
    running.push_back(std::move(spec));
  }
  *engines = std::move(running);
  return hosts;
}

tl::expected<std::vector<Probe>, std::string> probes_of(const ParityFlags& flags,
                                                        const Installation& installation,
                                                        const Lists& surveyed) {
  auto tables = Tables::load((installation.corpus() / "parity").string());
  if (!tables) return Error(tables.error());
  auto probes = make_probes(*tables, surveyed);
  if (!probes || flags.only.empty()) return probes;
  std::erase_if(*probes, [&](const Probe& probe) {
    return std::none_of(flags.only.begin(), flags.only.end(), [&](const std::string& pattern) {
      return glob_matches(pattern, probe.name) || glob_matches(pattern + "*", probe.area);
    });
  });
  if (probes->empty())
    return Error(fmt::format("no probe is called {}; `parallax parity --list` names them",
                             fmt::join(flags.only, ", ")));
  return probes;
}

// What the score and the reports of this command need of a row. Thousands of whole rows are hundreds of
// megabytes; results.jsonl has them.
void shrink(Row* row) {
  row->rule_counts.clear();
  for (StepRow& step : row->steps) {
    step.notes.clear();
    step.state.clear();
    step.actions.clear();
    step.transfers.clear();
  }
}

struct Ran {
  std::vector<Row> rows;
  CampaignEnd end;
  double seconds = 0;
};

tl::expected<Ran, std::string> run_probes(const Plan& plan, const Installation& installation,
                                          Expectations* expectations, const std::string& results,
                                          bool quiet) {
  std::string message;
  auto writer = ResultsWriter::open(results, ResultsWriter::Mode::kFresh, &message);
  if (!writer) return Error(writer.error());
  const RunSettings settings{PARALLAX_VERSION, plan.seed, "state", plan.judging.reference};
  Ran ran;
  const bool shown = !quiet && on_terminal(STDERR_FILENO);
  std::size_t done = 0;
  const auto sink = [&](ScriptResult result) {
    ++done;
    if (shown && done % 16 == 0)
      print_err("\r\x1b[K[{}/{}] {}", done, plan.scripts.size(), result.path);
    // Parity asks one question: whether two interpreters differ. The rules are `parallax run`'s.
    std::erase_if(result.verdict.findings,
                  [](const Finding& f) { return f.kind != Finding::Kind::kDifference; });
    std::vector<Row> rows;
    if (result.fault.empty()) {
      rows = make_rows(result.path, result.script, result.runs, result.verdict, settings);
    } else {
      complain(result.fault);
      for (const EngineSpec& engine : plan.engines)
        rows.push_back(fault_row(result.path, engine.text, result.fault, settings));
    }
    for (Row& row : rows) {
      if (const auto written = (*writer)->append(row); !written) {
        complain(written.error());
        return false;
      }
      shrink(&row);
      ran.rows.push_back(std::move(row));
    }
    return true;
  };
  const auto start = std::chrono::steady_clock::now();
  ran.end = run_campaign(plan, installation, expectations, sink, interrupted());
  ran.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (shown) print_err("\r\x1b[K");
  return ran;
}

// A program for each probe with a difference: FOLDER/AREA/WORD.py. Says how many, and which could not be.
tl::expected<std::string, std::string> export_all(const std::vector<Score>& scored,
                                                  const fs::path& folder,
                                                  const Installation& installation) {
  std::size_t written = 0;
  std::string refused;
  std::set<std::string> done;
  for (const Score& score : scored) {
    for (const Row* row : score.rows) {
      if (!done.insert(row->script).second) continue;
      const auto script = load_script(row->script);
      if (!script) return Error(script.error());
      const auto text = export_script(*script, ExportForm::kPython,
                                      {.pki = installation.pki(), .file = row->script});
      if (!text) {
        refused += "\n  " + text.error();
        continue;
      }
      fs::path name = fs::path(below_corpus(row->script)).lexically_relative("parity");
      const fs::path path = folder / name.replace_extension(".py");
      std::error_code error;
      fs::create_directories(path.parent_path(), error);
      if (const auto put = write_file(path, *text); !put) return Error(put.error());
      ++written;
    }
  }
  return fmt::format("{} programs in {}{}", written, folder.string(),
                     refused.empty() ? "" : "; these could not be exported:" + refused);
}

int finish(const ParityFlags& flags, const Installation& installation, const Plan& plan,
           const Ran& ran, const Expectations& expectations, std::vector<std::string> notes) {
  const auto fault = [](const std::string& why) {
    complain(why);
    return kExitOwnFault;
  };
  const std::vector<Score> scored = scores(ran.rows);
  notes.push_back(
      fmt::format("{} probes on {} interpreters in {:.1f} s, each twice: {:.0f} probes a second "
                  "and interpreter",
                  plan.scripts.size(), plan.engines.size(), ran.seconds,
                  static_cast<double>(plan.scripts.size() * plan.engines.size()) /
                      std::max(ran.seconds, 1e-9)));
  const fs::path page = fs::absolute(fs::path(flags.out) / "parity.html").lexically_normal();
  if (const auto put = write_file(page, score_page(scored, notes)); !put) return fault(put.error());
  if (const auto put = write_file(fs::path(flags.out) / "junit.xml", junit_xml(ran.rows)); !put)
    return fault(put.error());
  if (!flags.exports.empty()) {
    const auto said = export_all(scored, flags.exports, installation);
    if (!said) return fault(said.error());
    notes.push_back(*said);
  }
  // Only a whole run can say of an entry that it matches nothing; what it speaks of was compared.
  if (flags.only.empty() && !ran.end.interrupted && ran.end.fault.empty()) {
    for (const Expectation* entry : expectations.stale()) {
      if (entry->script.starts_with("parity/"))
        notes.push_back(fmt::format("matches nothing here: {} entry {}: {}",
                                    fs::path(entry->file).filename().string(), entry->number,
                                    entry->reason));
    }
  }
  double least = 100;
  std::size_t fresh = 0, faults = 0;
  for (const Score& score : scored) {
    least = std::min(least, score.total.score());
    fresh += score.total.fresh;
    faults += score.total.faults;
  }
  if (!scored.empty() && (!flags.quiet || fresh > 0)) {
    print_out("compared with {} ({})\n\n", scored.front().reference_identity.version,
              scored.front().reference_identity.library);
    write_out(score_text(scored));
    print_out("\n{}", difference_text(scored, flags.quiet ? 10 : 40));
    for (const std::string& note : notes) print_out("{}\n", note);
    print_out("page: {}\n", page.string());
  }
  if (ran.end.interrupted && interrupted()) {
    complain("interrupted; what was done is reported");
    return kExitInterrupted;
  }
  if (!ran.end.fault.empty()) return fault(ran.end.fault);
  if (faults > 0) return kExitOwnFault;
  if (flags.fail_under >= 0) return least < flags.fail_under ? kExitDifferences : kExitOk;
  return fresh > 0 ? kExitDifferences : kExitOk;
}

int parity(const ParityFlags& flags) {
  const auto misuse = [](const std::string& why) {
    complain(why);
    return kExitMisuse;
  };
  const Installation installation = Installation::find();
  if (flags.list && flags.targets.empty() && !flags.matrix) {
    const auto probes = probes_of(flags, installation, {});
    if (!probes) return misuse(probes.error());
    for (const Probe& probe : *probes) print_out("{}\n", probe.name);
    return kExitOk;
  }
  auto engines = engines_of(flags);
  if (!engines) return misuse(engines.error());
  std::vector<std::string> notes;
  Plan plan;
  plan.engines = std::move(*engines);
  Lists surveyed;
  {
    auto hosts = start_all(flags, installation, &plan.engines, &notes);
    if (!hosts) return misuse(hosts.error());
    std::vector<Host*> all;
    for (const auto& host : *hosts) all.push_back(host.get());
    auto lists = survey(all);
    if (!lists) return misuse(lists.error());
    surveyed = std::move(*lists);
  }
  const auto probes = probes_of(flags, installation, surveyed);
  if (!probes) return misuse(probes.error());
  if (flags.list) {
    for (const Probe& probe : *probes) print_out("{}\n", probe.name);
    return kExitOk;
  }
  // `corpus/` is what expectations' patterns look behind.
  auto scripts = write_probes(*probes, (fs::path(flags.out) / "corpus/parity").string());
  if (!scripts) return misuse("--out: " + scripts.error());
  plan.scripts = std::move(*scripts);
  plan.judging.reference = plan.engines.front().text;
  plan.judging.level = Level::kState;  // octets of random keys say nothing of an interpreter
  plan.variants = false;
  plan.hosts.timeout = std::chrono::seconds(flags.timeout);
  plan.jobs = workers(flags.jobs);
  auto expectations = Expectations::load(installation.expectations().string());
  if (!expectations) return misuse(expectations.error());
  watch_signals();
  auto ran = run_probes(plan, installation, &*expectations,
                        (fs::path(flags.out) / "results.jsonl").string(), flags.quiet);
  if (!ran) return misuse(ran.error());
  return finish(flags, installation, plan, *ran, *expectations, std::move(notes));
}

}  // namespace

void add_parity(CLI::App& app, int* status) {
  auto flags = std::make_shared<ParityFlags>();
  CLI::App* command = app.add_subcommand(
      "parity", "compare the ssl module of one interpreter with another's, probe by probe");
  command->add_option("TARGET", flags->targets,
                      "an interpreter: pypy3, python3.13, 3.8, or a path");
  command->add_option("--reference,-r", flags->reference, "the interpreter to compare with")
      ->capture_default_str();
  command->add_option("--module", flags->module,
                      "the target's module to test in place of ssl, for example a backport");
  command->add_flag("--matrix", flags->matrix, "all interpreters that are found");
  command->add_option("--root", flags->roots, "look for interpreters here too, and first")
      ->allow_extra_args(false);
  command
      ->add_option("--only", flags->only,
                   "an area, or a pattern of probes' names: bio, state.*/fresh*")
      ->allow_extra_args(false);
  command->add_flag("--list", flags->list, "name the probes and run none");
  command
      ->add_option("--fail-under", flags->fail_under,
                   "fail only if a score is below this percentage")
      ->check(CLI::Range(0.0, 100.0));
  command->add_option(
      "--export", flags->exports,
      "folder for a Python program of each difference, which needs nothing of ours");
  command
      ->add_option("--out", flags->out,
                   "folder for the probes, results.jsonl, junit.xml, parity.html")
      ->capture_default_str();
  command->add_option("--jobs,-j", flags->jobs, "workers (default: one a processor)");
  command->add_option("--timeout", flags->timeout, "seconds an interpreter has for one answer")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  command->add_flag("--quiet,-q", flags->quiet, "print unexplained differences only");
  command->footer(
      "Examples:\n"
      "  parallax parity pypy3\n"
      "  parallax parity 3.12 --reference 3.13 --export programs\n"
      "  parallax parity python2.7 --module pep546 --reference python3.13 --fail-under 99\n"
      "  parallax parity --matrix --reference 3.13");
  command->callback([flags, status] { *status = parity(*flags); });
}

}  // namespace parallax
