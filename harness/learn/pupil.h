// Pupil: an engine that is being learned: its hosts, its oracle, and all that is known of it.
//
// Threads: one thread at a time; it uses as many as its lesson has jobs. Ownership: it owns its hosts; the child processes end with it.
#ifndef PARALLAX_HARNESS_LEARN_PUPIL_H_
#define PARALLAX_HARNESS_LEARN_PUPIL_H_

#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "harness/host/installation.h"
#include "harness/host/registry.h"
#include "harness/learn/engine_oracle.h"
#include "harness/learn/learner.h"
#include "harness/learn/machine_file.h"

namespace parallax::learn {

struct Lesson {
  std::string alphabet;  // a name, or a path
  Detail detail = Detail::kClass;
  Search search;
  Limits limits;
  HostOptions hosts;
  unsigned jobs = 1;  // engines that are asked side by side; 0 counts as 1
};

class Pupil {
 public:
  // The error is a sentence: the engine does not start, there is no such alphabet.
  static tl::expected<std::unique_ptr<Pupil>, std::string> make(const std::string& engine,
                                                                const Lesson& lesson,
                                                                const Installation& installation);

  // Learns, or goes on where it has been told something new. `guess` as of learn().
  const MachineFile& learn(const Mealy* guess = nullptr);
  const std::optional<Trouble>& trouble() const { return trouble_; }
  const MachineFile& file() const { return file_; }
  const Alphabet& alphabet() const { return desks_[0].oracle->alphabet(); }
  Teacher& teacher() { return *teacher_; }
  // The word as the engine itself answers it now, beside what is known.
  tl::expected<Answers, std::string> ask_again(const Word& word) {
    return desks_[0].oracle->ask(word);
  }

 private:
  struct Desk {  // one engine of those that are asked side by side, and its own peer
    std::unique_ptr<Host> subject, peer;
    std::unique_ptr<EngineOracle> oracle;
  };
  std::vector<Desk> desks_;
  std::unique_ptr<Teacher> teacher_;
  MachineFile file_;
  std::optional<Trouble> trouble_;
};

// A sentence, with the word and both answers where there are two.
std::string print(const Trouble& trouble, const std::vector<std::string>& inputs);

// Where two pupils part.
struct Parting {
  std::optional<Word> word;  // nothing: the machines are the same
  Answers first, second;     // as the engines themselves gave them
};
// The shortest word that the two answer differently, as far as their machines are known: each candidate is
// put to both engines, and teaches the one whose machine was wrong of it.
tl::expected<Parting, std::string> part(Pupil& one, Pupil& other);

// The word as a script of its own, its differing outcome said in the first lines.
std::string parting_script(const Parting& parting, const Alphabet& alphabet,
                           const std::string& first, const std::string& second);

// Where two machines differ, a paragraph a difference, shortest first, at most `limit`; empty: nowhere.
std::string describe_changes(const Mealy& one, const Mealy& other, std::string_view first,
                             std::string_view second, std::size_t limit);

}  // namespace parallax::learn

#endif  // PARALLAX_HARNESS_LEARN_PUPIL_H_
