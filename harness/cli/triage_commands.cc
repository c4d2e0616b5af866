// parallax minimize, cluster and bisect: from a finding to what can be reported.

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "harness/campaign/campaign.h"
#include "harness/cli/commands.h"
#include "harness/fmt/print.h"
#include "harness/triage/cluster.h"
#include "harness/triage/minimize.h"

namespace parallax {
namespace fs = std::filesystem;
namespace {

struct TriageFlags {
  std::vector<std::string> paths, engines;
  std::string reference, level = "bytes", host = "child", out, signature;
  std::int64_t timeout = 10;
  std::uint64_t seed = 1;
  std::size_t runs = MinimizeOptions{}.most_runs;
  bool known = false;
};

void add_common(CLI::App* command, const std::shared_ptr<TriageFlags>& flags) {
  command
      ->add_option(
          "--level", flags->level,
          "the finest level compared at: accept, class, alert, reason, state, messages or bytes")
      ->capture_default_str();
  command->add_option("--host", flags->host, "where C++ engines run: child or in-process")
      ->check(CLI::IsMember({"child", "in-process"}))
      ->capture_default_str();
  command->add_option("--timeout", flags->timeout, "seconds a step may take in a child")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  command->add_option("--seed", flags->seed, "of scripts that name none")->capture_default_str();
}

void add_engines_option(CLI::App* command, const std::shared_ptr<TriageFlags>& flags) {
  command->add_option("--engine,-e", flags->engines, "an engine; may be repeated")
      ->allow_extra_args(false)
      ->required();
  command->add_option("--reference", flags->reference,
                      "the engine to compare with (default: as `run` chooses)");
  command->add_flag("--known", flags->known, "take in what the expectations explain, too");
}

// An error is complained about, and gives nothing.
std::optional<Examiner> examiner_for(const TriageFlags& flags) {
  std::vector<EngineSpec> engines;
  for (const std::string& text : flags.engines) {
    auto spec = parse_engine_spec(text);
    if (!spec) {
      complain(spec.error());
      return std::nullopt;
    }
    engines.push_back(std::move(*spec));
  }
  const auto level = parse_level(flags.level);
  if (!level) {
    complain("--level: a level is accept, class, alert, reason, state, messages or bytes");
    return std::nullopt;
  }
  const HostOptions hosts{.where = flags.host == "child" ? Where::kChild : Where::kInProcess,
                          .timeout = std::chrono::seconds(flags.timeout)};
  auto examiner = Examiner::make(
      std::move(engines), Installation::find(),
      {.hosts = hosts, .reference = flags.reference, .level = *level, .seed = flags.seed});
  if (!examiner) {
    complain(examiner.error());
    return std::nullopt;
  }
  return std::move(*examiner);
}

std::optional<Expectations> expectations_for(const TriageFlags& flags) {
  if (flags.known) return Expectations();
  auto loaded = Expectations::load(Installation::find().expectations().string());
  if (loaded) return std::move(*loaded);
  complain(loaded.error());
  return std::nullopt;
}

bool write_script(const fs::path& path, const Script& script) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << print(script);
  file.flush();
  if (!file)
    complain(fmt::format("{}: cannot be written; does its folder exist, and is there room?",
                         path.string()));
  return static_cast<bool>(file);
}

int minimize_one(const TriageFlags& flags) {
  const std::string& path = flags.paths.front();
  const auto script = load_script(path);
  if (!script) {
    complain(script.error());
    return kExitMisuse;
  }
  auto examiner = examiner_for(flags);
  auto expectations = expectations_for(flags);
  if (!examiner || !expectations) return kExitMisuse;
  std::string signature;
  for (const std::string& words : signatures_of(*examiner, *script, path, &*expectations)) {
    if (!signature.empty() || words.find(flags.signature) == std::string::npos) continue;
    signature = words;
  }
  if (signature.empty()) {
    complain(fmt::format(
        "{}: shows nothing{} on these engines; `parallax show` says what they do", path,
        flags.signature.empty() ? " unexplained"
                                : " whose signature has \"" + flags.signature + "\" in it"));
    return kExitMisuse;
  }
  const auto sought = seek(*examiner, *script, path, signature, &*expectations);
  const auto still = [&](const Script& candidate) {
    return shows(*examiner, candidate, path, *sought, &*expectations);
  };
  for (int again = 0; again < 2; ++again) {
    if (sought && still(*script)) continue;
    complain(fmt::format("{}: `{}` is flaky: it did not come back; nothing was minimised", path,
                         signature));
    return kExitDifferences;
  }
  watch_signals();
  Minimized small = minimize(*script, still, {.most_runs = flags.runs, .stop = &interrupted()});
  // The old title was about what is gone now.
  if (!small.script.steps.empty()) {
    std::vector<std::string>& title = small.script.steps.front().comments;
    title = {"# " + signature, "# from: " + fs::path(path).filename().string(), ""};
  }
  if (flags.out.empty())
    write_out(print(small.script));
  else if (!write_script(flags.out, small.script))
    return kExitMisuse;
  print_err("{}: {} steps of {}, after {} runs{}\n", signature, small.script.steps.size(),
            script->steps.size(), small.runs, small.finished ? "" : "; not finished");
  return interrupted() ? kExitInterrupted : kExitOk;
}

// The hash of Fowler, Noll and Vo: two signatures that share their first words are two files.
std::uint64_t fnv(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

// `reference class read: ok / SSLError` → "reference-class-read-ok-SSLError".
std::string file_name(const std::string& signature) {
  constexpr std::size_t kLongest = 100;  // of a file's name, which may be 255 octets
  std::string name;
  for (const char c : signature.substr(0, kLongest)) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_')
      name += c;
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  return fmt::format("{}-{:08x}.plx", name, static_cast<std::uint32_t>(fnv(signature)));
}

bool tell(const std::vector<Cluster>& clusters, const std::vector<TriageCase>& cases,
          const std::string& folder) {
  bool written = true;
  for (const Cluster& group : clusters) {
    const TriageCase& smallest = cases[group.cases.front()];
    print_out("{:>6}  {}\n        {} {}:{} `{}`\n", group.cases.size(), group.signature,
              group.finding.engine, smallest.path, group.finding.line, group.finding.step_text);
    if (folder.empty()) continue;
    std::error_code error;
    fs::create_directories(folder, error);
    written &= write_script(fs::path(folder) / file_name(group.signature), smallest.script);
  }
  return written;
}

int cluster_all(const TriageFlags& flags) {
  const auto paths = find_scripts(flags.paths);
  if (!paths) {
    complain(paths.error());
    return kExitMisuse;
  }
  std::vector<TriageCase> cases;
  for (const std::string& path : *paths) {
    auto script = load_script(path);
    if (!script) {
      complain(script.error());
      return kExitMisuse;
    }
    cases.push_back({path, std::move(*script)});
  }
  auto examiner = examiner_for(flags);
  auto expectations = expectations_for(flags);
  if (!examiner || !expectations) return kExitMisuse;
  watch_signals();
  const Clusters found = cluster(cases, *examiner, &*expectations, interrupted());
  print_out("{} scripts: {} groups, {} flaky, {} without a difference\n", cases.size(),
            found.groups.size(), found.flaky.size(), found.quiet.size());
  bool written = tell(found.groups, cases, flags.out);
  if (!found.flaky.empty()) print_out("flaky, shown at some of three examinations only:\n");
  written &=
      tell(found.flaky, cases, flags.out.empty() ? "" : (fs::path(flags.out) / "flaky").string());
  if (!written) return kExitMisuse;
  if (found.interrupted) return kExitInterrupted;
  return found.groups.empty() ? kExitOk : kExitDifferences;
}

int bisect_one(TriageFlags flags) {
  const auto script = load_script(flags.paths.front());
  if (!script) {
    complain(script.error());
    return kExitMisuse;
  }
  if (flags.engines.size() < 2) {
    complain("--engines: bisecting needs two engines or more, the one that is right first");
    return kExitMisuse;
  }
  flags.reference = flags.engines.front();
  auto examiner = examiner_for(flags);
  const auto level = parse_level(flags.level);
  if (!examiner || !level) return kExitMisuse;
  const Bisection found = bisect({flags.paths.front(), *script}, *examiner, *level);
  for (const Bisection::Row& row : found.rows) {
    if (!row.differs) {
      print_out("{:<40} as {}\n", row.engine, found.rows.front().engine);
      continue;
    }
    const Step& step = script->steps[row.step];
    print_out("{:<40} parts at line {}, `{}`, level {}\n{:<40}   {}\n{:<40}   {}\n", row.engine,
              step.line, print(step, false), level_name(row.level), "", row.expected, "", row.seen);
  }
  if (!found.first) {
    print_out("all alike\n");
    return kExitOk;
  }
  print_out("the first that differs: {}{}\n", found.rows[*found.first].engine,
            found.back_again ? "; one behind it is like the first again" : "");
  return kExitDifferences;
}

}  // namespace

void add_minimize(CLI::App& app, int* status) {
  auto flags = std::make_shared<TriageFlags>();
  CLI::App* command = app.add_subcommand(
      "minimize", "make a script as small as it can be and still show the same difference");
  command->add_option("SCRIPT", flags->paths, "the script's file")->required()->expected(1);
  add_engines_option(command, flags);
  add_common(command, flags);
  command->add_option("--signature", flags->signature,
                      "words of the difference to keep (default: the first that is found)");
  command->add_option("--runs", flags->runs, "give up after so many runs, with what was reached")
      ->capture_default_str();
  command->add_option("--out,-o", flags->out, "the file to write (default: stdout)");
  command->footer("Example:\n  parallax minimize found.plx -e openssl -e boringssl -o small.plx");
  command->callback([flags, status] { *status = minimize_one(*flags); });
}

void add_cluster(CLI::App& app, int* status) {
  auto flags = std::make_shared<TriageFlags>();
  CLI::App* command =
      app.add_subcommand("cluster", "group scripts by the differences that they show");
  command->add_option("PATH", flags->paths, "scripts, or folders of them")->required();
  add_engines_option(command, flags);
  add_common(command, flags);
  command->add_option("--out,-o", flags->out,
                      "a folder for the smallest script of each group; flaky ones go to flaky/");
  command->footer("Example:\n  parallax cluster found -e openssl -e boringssl -o groups");
  command->callback([flags, status] { *status = cluster_all(*flags); });
}

void add_bisect(CLI::App& app, int* status) {
  auto flags = std::make_shared<TriageFlags>();
  CLI::App* command = app.add_subcommand(
      "bisect", "find the first engine of a row that does not behave as the first does");
  command->add_option("SCRIPT", flags->paths, "the script's file")->required()->expected(1);
  command
      ->add_option("--engines", flags->engines,
                   "engines, separated by commas, in order: versions from old to new")
      ->required()
      ->delimiter(',');
  add_common(command, flags);
  command->footer(
      "Example:\n  parallax bisect case.plx --engines "
      "python:python3.10,python:python3.11,python:python3.12,python:python3.13");
  command->callback([flags, status] { *status = bisect_one(*flags); });
}

}  // namespace parallax
