// Behaviour: what the engines did together, as something a fuzzer can be guided by.
//
// libFuzzer keeps an input that makes a counter of `__libfuzzer_extra_counters` non-zero for the first
// time. Here a counter stands for one combination: a kind of step, and what every engine answered and
// showed at it. So an input is kept when the engines do something new *together*, also where none of
// them is instrumented.
//
// Threads: the fuzzer's one. Source: Petsios, Tang, Stolfo, Keromytis and Jana, "NEZHA: Efficient
// Domain-Independent Differential Testing", 2017.
#ifndef PARALLAX_FUZZ_BEHAVIOUR_H_
#define PARALLAX_FUZZ_BEHAVIOUR_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "harness/compare/judge.h"
#include "harness/script/script.h"

namespace parallax::fuzz {

// A running hash (FNV-1a) of what makes a combination.
class Mix {
 public:
  Mix& add(std::string_view octets);
  Mix& add(std::uint64_t number);
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

// Sets the counter of this combination. PARALLAX_FUZZ_UNGUIDED in the environment leaves all alone.
void note(const Mix& combination);
// The same for a target that numbers its few combinations itself.
void note_place(std::size_t place);

// One combination a step: its kind and the one before it, and of each engine the outcome's class and
// reason and the state behind it, without counts.
void note_behaviour(const Script& script, const std::vector<Runs>& runs);

// How a script stands behind each of its steps: the state of every end seen so far, in the order of their making,
// without counts. 0 before the first.
std::vector<std::uint64_t> stages(const Script& script, const Trace& trace);

}  // namespace parallax::fuzz

#endif  // PARALLAX_FUZZ_BEHAVIOUR_H_
