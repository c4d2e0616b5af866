// parallax learn: the state machine that an engine is.

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "harness/cli/commands.h"
#include "harness/cli/report_files.h"
#include "harness/fmt/print.h"
#include "harness/learn/draw.h"
#include "harness/learn/pupil.h"

namespace parallax {
namespace {

using learn::Lesson;
using learn::MachineFile;
using learn::Pupil;

struct LearnFlags {
  std::vector<std::string> engines, check, inputs;
  std::string alphabet = "api-client", detail = "class", out, svg, host = "child";
  std::size_t depth = 0, random = 500, queries = 0;
  std::uint64_t seed = 1;
  unsigned jobs = 0;
  double minutes = 0;
  bool compare = false, quiet = false;
};

// Differences of one machine that are shown: the first says most of what there is to say.
constexpr std::size_t kChangesShown = 20;

Lesson lesson_of(const LearnFlags& flags) {
  Lesson lesson;
  lesson.alphabet = flags.alphabet;
  lesson.detail = learn::parse_detail(flags.detail).value_or(lesson.detail);
  lesson.search = {flags.depth, flags.random, flags.seed};
  lesson.limits.queries = flags.queries;
  lesson.limits.seconds = std::chrono::duration<double>(flags.minutes * 60);
  lesson.limits.stop = &interrupted();
  if (!flags.quiet && on_terminal(STDERR_FILENO)) {
    lesson.limits.progress = [](std::size_t queries, std::size_t symbols) {
      print_err("\r\x1b[K{} queries, {} inputs", queries, symbols);
    };
  }
  lesson.jobs = workers(flags.jobs);
  lesson.hosts.where = flags.host == "in-process" ? Where::kInProcess : Where::kChild;
  return lesson;
}

// Learns, and says on stderr what it took.
int learn_one(Pupil& pupil, const LearnFlags& flags, const learn::Mealy* guess = nullptr) {
  const auto began = std::chrono::steady_clock::now();
  const MachineFile& file = pupil.learn(guess);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  const learn::Teacher& teacher = pupil.teacher();
  if (!flags.quiet) {
    print_err("{}{}, {}: {} states, {} queries ({} inputs, {} answered from memory), {:.1f} s\n",
              on_terminal(STDERR_FILENO) ? "\r\x1b[K" : "", file.engine, file.alphabet,
              file.machine.states.size(), teacher.queries(), teacher.symbols(), teacher.spared(),
              took.count());
  }
  const auto& trouble = pupil.trouble();
  if (!trouble) return kExitOk;
  complain(fmt::format("{}: {}; the machine is partial", file.engine, file.partial));
  switch (trouble->kind) {
    case learn::Trouble::Kind::kStopped:
      return kExitInterrupted;
    case learn::Trouble::Kind::kFault:
      return kExitOwnFault;
    case learn::Trouble::Kind::kNondeterministic:
      return kExitDifferences;
    default:
      return kExitOk;  // a limit that was asked for
  }
}

int keep(const std::string& path, const std::string& text) {
  if (path.empty() || path == "-") {
    write_out(text);
    return kExitOk;
  }
  if (const auto written = write_file(path, text); !written) {
    complain(written.error());
    return kExitMisuse;
  }
  return kExitOk;
}

int draw(const std::string& path, const tl::expected<std::string, std::string>& svg) {
  if (!svg) {
    complain(svg.error());
    return kExitOwnFault;
  }
  return keep(path, *svg);
}

std::unique_ptr<Pupil> pupil_of(const std::string& engine, const Lesson& lesson) {
  auto pupil = Pupil::make(engine, lesson, Installation::find());
  if (pupil) return std::move(*pupil);
  complain(pupil.error());
  return nullptr;
}

// A machine for the eye: under the inputs that were asked for.
MachineFile shown(MachineFile file, const LearnFlags& flags) {
  if (!flags.inputs.empty()) file.machine = learn::restricted(file.machine, flags.inputs);
  return file;
}

bool is_file(const std::string& operand) { return operand.ends_with(".machine"); }

// Machines that were learned before: nothing is asked.
int from_files(const LearnFlags& flags) {
  std::vector<MachineFile> files;
  for (const std::string& path : flags.engines) {
    auto file = learn::load_machine(path);
    if (!file) {
      complain(file.error());
      return kExitMisuse;
    }
    files.push_back(shown(std::move(*file), flags));
  }
  if (!flags.compare) {
    if (flags.svg.empty()) return keep(flags.out, print(files[0]));
    return draw(flags.svg, learn::draw_machine(files[0]));
  }
  if (files[0].machine.inputs != files[1].machine.inputs || files[0].detail != files[1].detail) {
    complain("the two machines are of different alphabets, or told apart differently");
    return kExitMisuse;
  }
  if (!flags.svg.empty()) {
    if (const int drawn = draw(flags.svg, learn::draw_together(files[0], files[1]));
        drawn != kExitOk)
      return drawn;
  }
  const std::string changes = describe_changes(files[0].machine, files[1].machine, files[0].engine,
                                               files[1].engine, kChangesShown);
  if (const int kept = keep(flags.out, changes); kept != kExitOk) return kept;
  return changes.empty() ? kExitOk : kExitDifferences;
}

int learn_engine(const LearnFlags& flags) {
  const auto pupil = pupil_of(flags.engines[0], lesson_of(flags));
  if (pupil == nullptr) return kExitMisuse;
  int status = learn_one(*pupil, flags);
  if (!flags.out.empty() || flags.svg.empty()) {
    if (const int kept = keep(flags.out, print(pupil->file())); kept != kExitOk) status = kept;
  }
  if (!flags.svg.empty()) {
    if (const int drawn = draw(flags.svg, learn::draw_machine(shown(pupil->file(), flags)));
        drawn != kExitOk)
      status = drawn;
  }
  return status;
}

int compare(const LearnFlags& flags) {
  const Lesson lesson = lesson_of(flags);
  const auto one = pupil_of(flags.engines[0], lesson), other = pupil_of(flags.engines[1], lesson);
  if (one == nullptr || other == nullptr) return kExitMisuse;
  if (const int status = learn_one(*one, flags); one->trouble() && status != kExitOk) return status;
  // What tells the states of one is the first thing to ask the other.
  if (const int status = learn_one(*other, flags, &one->file().machine);
      other->trouble() && status != kExitOk)
    return status;
  const auto parting = learn::part(*one, *other);
  if (!parting) {
    complain(parting.error());
    return interrupted() ? kExitInterrupted : kExitOwnFault;
  }
  if (!flags.svg.empty()) {
    if (const int drawn = draw(flags.svg, learn::draw_together(shown(one->file(), flags),
                                                               shown(other->file(), flags)));
        drawn != kExitOk)
      return drawn;
  }
  if (!parting->word) {
    if (!flags.quiet)
      print_err("no difference: {} states each, to a depth of {}\n",
                one->file().machine.states.size(), flags.depth);
    return kExitOk;
  }
  const int kept = keep(
      flags.out, parting_script(*parting, one->alphabet(), flags.engines[0], flags.engines[1]));
  return kept == kExitOk ? kExitDifferences : kept;
}

// Relearns what a file says, with the file for a guess.
int check_one(const std::string& path, const LearnFlags& flags) {
  const auto before = learn::load_machine(path);
  if (!before) {
    complain(before.error());
    return kExitMisuse;
  }
  LearnFlags own = flags;
  own.alphabet = before->alphabet;
  own.detail = before->detail;
  Lesson lesson = lesson_of(own);
  lesson.search = {flags.depth, flags.random, flags.seed};
  const auto pupil = pupil_of(flags.engines.empty() ? before->engine : flags.engines[0], lesson);
  if (pupil == nullptr) return kExitMisuse;
  if (pupil->teacher().inputs() != before->machine.inputs) {
    complain(fmt::format("{}: the alphabet {} has other inputs now; learn it anew", path,
                         before->alphabet));
    return kExitDifferences;
  }
  if (const int status = learn_one(*pupil, flags, &before->machine); status != kExitOk)
    return status;
  const MachineFile& now = pupil->file();
  const std::string changes =
      describe_changes(before->machine, now.machine, "was", "now", kChangesShown);
  if (changes.empty()) return kExitOk;
  if (now.library != before->library)
    print_out("{}: was {}, now {}\n", path, before->library, now.library);
  print_out("{}: {} behaves otherwise\n{}", path, now.engine, changes);
  if (!flags.out.empty()) keep(flags.out, print(now));
  return kExitDifferences;
}

int learn_command(const LearnFlags& flags) {
  const std::size_t wanted = flags.compare ? 2 : 1;
  if (flags.check.empty() ? flags.engines.size() != wanted
                          : flags.engines.size() > 1 || flags.compare) {
    complain("give one ENGINE, or two with --compare; --check FILE names its own");
    return kExitMisuse;
  }
  const auto files = std::count_if(flags.engines.begin(), flags.engines.end(), is_file);
  if (files > 0 && flags.check.empty()) {
    if (static_cast<std::size_t>(files) == wanted) return from_files(flags);
    complain("give two engines, or two files of machines; --check compares a file with an engine");
    return kExitMisuse;
  }
  watch_signals();
  if (flags.compare) return compare(flags);
  if (flags.check.empty()) return learn_engine(flags);
  int status = kExitOk;
  for (const std::string& path : flags.check) status = std::max(status, check_one(path, flags));
  return status;
}

}  // namespace

void add_learn(CLI::App& app, int* status) {
  auto flags = std::make_shared<LearnFlags>();
  CLI::App* command = app.add_subcommand(
      "learn", "infer the state machine that an engine is, and compare machines");
  command->add_option("ENGINE", flags->engines,
                      "an engine, or a .machine file; two with --compare");
  command->add_flag("--compare", flags->compare,
                    "print the shortest sequence that tells two engines apart, as a script; status "
                    "1 if there is one");
  command->add_option("--check", flags->check,
                      "learn what a machine's file says again; status 1 if it changed");
  command
      ->add_option("--alphabet,-a", flags->alphabet,
                   "what may be done: a file, or a name of corpus/machines/alphabets")
      ->capture_default_str();
  command
      ->add_option("--detail", flags->detail,
                   "how finely outcomes are told apart: accept, class or reason")
      ->check(CLI::IsMember({"accept", "class", "reason"}))
      ->capture_default_str();
  command
      ->add_option("--depth", flags->depth,
                   "states beyond those learned that are certain to be found; each costs a factor "
                   "of the alphabet")
      ->capture_default_str();
  command->add_option("--random", flags->random, "random words that a machine is tested by")
      ->capture_default_str();
  command->add_option("--seed", flags->seed, "of the random words")->capture_default_str();
  command->add_option("--jobs,-j", flags->jobs,
                      "engines that are asked side by side (default: one a processor); what is "
                      "learned is the same");
  command->add_option("--max-queries", flags->queries,
                      "stop after so many words, with what is known (default: none)");
  command->add_option("--minutes", flags->minutes,
                      "stop after so long, with what is known (default: none)");
  command->add_option("--out", flags->out,
                      "file for the machine, or for the script of --compare (default: stdout)");
  command->add_option("--svg", flags->svg, "file for a picture of it (needs Graphviz)");
  command
      ->add_option("--inputs", flags->inputs,
                   "what the picture shows, separated by commas (default: all)")
      ->delimiter(',');
  command->add_option("--host", flags->host, "where engines live: child or in-process")
      ->check(CLI::IsMember({"child", "in-process"}))
      ->capture_default_str();
  command->add_flag("--quiet,-q", flags->quiet, "say nothing of the progress");
  command->footer(
      "Examples:\n"
      "  parallax learn openssl --alphabet tls13-server --depth 1 --out openssl.machine --svg "
      "openssl.svg\n"
      "  parallax learn --compare openssl boringssl --alphabet tls12-client --out parting.plx\n"
      "  parallax learn --check corpus/machines/openssl-api-client.machine");
  command->callback([flags, status] { *status = learn_command(*flags); });
}

}  // namespace parallax
