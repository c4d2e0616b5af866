// Mutator: a script into another script, by steps and arguments rather than by octets.
//
// Deterministic from its seed. What comes out can be printed, parsed, encoded and decoded like any
// script. Expected outcomes are dropped: they were those of another script.
//
// Threads: one Mutator belongs to one thread. Complexity: linear in the script, which is copied at
// most once.
#ifndef PARALLAX_HARNESS_SCRIPT_MUTATOR_H_
#define PARALLAX_HARNESS_SCRIPT_MUTATOR_H_

#include "harness/script/generator.h"

namespace parallax {

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : dice_(seed), generator_(seed ^ 0x6D75746174650000) {}

  // One change: a step inserted, deleted, doubled, moved or retargeted, or one of its arguments
  // changed, added or taken away. The script has at most `most_steps` top-level steps afterwards.
  void mutate(Script* script, std::size_t most_steps = 200);

  // The beginning of one and the end of the other.
  Script splice(const Script& first, const Script& second, std::size_t most_steps = 200);

 private:
  void insert(Script* script);
  void change_argument(Step* step, const Scope& scope);
  void change_target(Step* step, const Scope& scope);
  void change_keys(Step* step, const Scope& scope);
  void change_value(Value* value, const Scope& scope, int depth);
  void change_octets(std::string* octets);

  Dice dice_;
  Generator generator_;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_SCRIPT_MUTATOR_H_
