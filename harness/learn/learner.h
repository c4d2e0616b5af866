// Learner: from answers to the machine that gives them.
//
// L#: states are words known to be apart from one another (the basis); the words one input longer are
// compared with them until each is like exactly one. What comes out is a hypothesis; it is put to the test, and a
// word that it answers wrongly is cut down, by halves, to a new state. No answer is asked for twice.
//
// The search for such a word is stated and repeatable:
//   1. the `paths` that the alphabet knows, as they are, and with any one input left out or any one put in;
//   2. every transition of the hypothesis, and who its target is (harmonised state identifiers): finds any
//      engine that has no more states than the hypothesis but is another;
//   3. `random` words from a seed: a state, a few inputs, an identifier;
//   4. with `depth` d: after every state every word of up to d more inputs, then 2. This is complete: an
//      engine with at most d states more than the machine that was learned is that machine.
//
// Threads: none of its own. Complexity: O(k n^2 + n log m) words to learn n states over k inputs with a counter-example of
// m inputs; the test costs about n k^(d+1) words.
// Source: Vaandrager, Garhewal, Rot, Wissmann, "A New Approach for Active Automata Learning Based on
// Apartness", TACAS 2022; Luo, Petrenko, Bochmann, "Selecting test sequences for partially-specified
// nondeterministic finite state machines", 1995 (HSI).
#ifndef PARALLAX_HARNESS_LEARN_LEARNER_H_
#define PARALLAX_HARNESS_LEARN_LEARNER_H_

#include <cstdint>
#include <optional>

#include "harness/learn/mealy.h"
#include "harness/learn/teacher.h"

namespace parallax::learn {

struct Search {
  std::size_t depth = 0;     // extra states that are certain to be found
  std::size_t random = 200;  // words
  std::uint64_t seed = 1;
  std::vector<Word> paths = {};
};

struct Learned {
  Mealy machine;  // minimal, and right for every word that was asked
  // Why it is not known to be all; nothing: the search ended. Then the machine is what was known, and an
  // edge that was never asked for goes back to its state and says kUnknown.
  std::optional<Trouble> trouble;
  std::size_t hypotheses = 0;
};
inline constexpr const char* kUnknown = "?";

// With `guess`, a machine of the same inputs that was learned before, its words are asked first: where the
// engine is still that machine, the search has nothing left to find.
Learned learn(Teacher& teacher, const Search& search, const Mealy* guess = nullptr);

// A word that the teacher answers otherwise than the machine, or nothing within the search.
tl::expected<std::optional<Word>, Trouble> find_counterexample(Teacher& teacher,
                                                               const Mealy& machine,
                                                               const Search& search);

}  // namespace parallax::learn

#endif  // PARALLAX_HARNESS_LEARN_LEARNER_H_
