#include "harness/learn/pupil.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/peer/fixed_peer.h"

namespace parallax::learn {
namespace {

// Every word but the last teaches an engine something, so this many are a fault of the harness.
constexpr int kMostRounds = 1000;

std::string folder_of(const Installation& installation) {
  return (installation.corpus() / "machines" / "alphabets").string();
}

}  // namespace

tl::expected<std::unique_ptr<Pupil>, std::string> Pupil::make(const std::string& engine,
                                                              const Lesson& lesson,
                                                              const Installation& installation) {
  const auto spec = parse_engine_spec(engine);
  if (!spec) return tl::unexpected(spec.error());
  const auto alphabet = load_alphabet(lesson.alphabet, folder_of(installation));
  if (!alphabet) return tl::unexpected(alphabet.error());
  auto pupil = std::make_unique<Pupil>();
  std::vector<Oracle*> oracles;
  while (oracles.size() < std::max(lesson.jobs, 1U)) {
    auto subject = make_host(*spec, installation, lesson.hosts);
    if (!subject) return tl::unexpected(subject.error());
    auto peer = make_peer(installation);
    if (!peer) return tl::unexpected(peer.error());
    auto oracle = std::make_unique<EngineOracle>(*alphabet, **subject, **peer, lesson.detail);
    oracles.push_back(oracle.get());
    pupil->desks_.push_back({std::move(*subject), std::move(*peer), std::move(oracle)});
  }
  pupil->file_ = {engine,
                  pupil->desks_[0].subject->identity().library,
                  alphabet->name,
                  std::string(detail_name(lesson.detail)),
                  lesson.search,
                  {},
                  {}};
  pupil->file_.search.paths = alphabet->paths;
  pupil->teacher_ = std::make_unique<Teacher>(std::move(oracles), lesson.limits);
  return pupil;
}

const MachineFile& Pupil::learn(const Mealy* guess) {
  Learned learned = learn::learn(*teacher_, file_.search, guess);
  trouble_ = std::move(learned.trouble);
  file_.machine = std::move(learned.machine);
  file_.partial = trouble_ ? print(*trouble_, teacher_->inputs()) : "";
  return file_;
}

std::string print(const Trouble& trouble, const std::vector<std::string>& inputs) {
  switch (trouble.kind) {
    case Trouble::Kind::kNondeterministic:
      return fmt::format(
          "nondeterministic: `{}` was answered by `{}` once and by `{}` another time",
          print(trouble.word, inputs), trouble.first.back(), trouble.second.back());
    case Trouble::Kind::kQueries:
      return "the limit of queries was reached";
    case Trouble::Kind::kTime:
      return "the limit of time was reached";
    case Trouble::Kind::kStopped:
      return "it was interrupted";
    case Trouble::Kind::kFault:
      return fmt::format("after `{}`: {}", print(trouble.word, inputs), trouble.text);
  }
  return {};
}

tl::expected<Parting, std::string> part(Pupil& one, Pupil& other) {
  for (int round = 0; round < kMostRounds; ++round) {
    const auto word = tell_apart(one.file().machine, other.file().machine);
    if (!word) return Parting{};
    // Known words are not asked again, so a word that teaches nobody has been answered differently.
    auto first = one.teacher().ask(*word);
    auto second = other.teacher().ask(*word);
    if (!first) return tl::unexpected(print(first.error(), one.teacher().inputs()));
    if (!second) return tl::unexpected(print(second.error(), one.teacher().inputs()));
    if (*first != *second) {
      Word shortest;
      for (std::size_t i = 0; i < word->size(); ++i) {
        shortest.push_back((*word)[i]);
        if ((*first)[i] != (*second)[i]) break;
      }
      first->resize(shortest.size());
      second->resize(shortest.size());
      // A prefix that differs already is news to one of the machines.
      if (shortest == *word) return Parting{shortest, std::move(*first), std::move(*second)};
    }
    for (Pupil* pupil : {&one, &other}) {
      if (pupil->teacher().known().against(pupil->file().machine)) pupil->learn();
      if (pupil->trouble()) return tl::unexpected(pupil->file().partial);
    }
  }
  return tl::unexpected(std::string("the two machines do not come to rest"));
}

std::string parting_script(const Parting& parting, const Alphabet& alphabet,
                           const std::string& first, const std::string& second) {
  const Word word = parting.word.value_or(Word());
  if (word.empty()) return {};
  Script script = alphabet.script(word);
  const std::string& last = alphabet.inputs[word.back()].name;
  if (!script.steps.empty()) {
    script.steps[0].comments = {
        fmt::format("# {} and {} part at `{}`, after {} inputs in which they are alike.", first,
                    second, last, word.size() - 1),
        fmt::format("# {}: {}", first, parting.first.back()),
        fmt::format("# {}: {}", second, parting.second.back()),
        fmt::format("# alphabet: {}", alphabet.name), ""};
  }
  return print(script);
}

std::string describe_changes(const Mealy& one, const Mealy& other, std::string_view first,
                             std::string_view second, std::size_t limit) {
  std::string text;
  for (const Word& word : differences(one, other, limit)) {
    text += fmt::format("{}\n  {}: {}\n  {}: {}\n", print(word, one.inputs), first,
                        one.run(word).back(), second, other.run(word).back());
  }
  return text;
}

}  // namespace parallax::learn
