// Mutator: a script into another script, by steps and arguments rather than by octets.
//
// Deterministic from its seed. What comes out can be printed, parsed, encoded and decoded like any
// script. Expected outcomes are dropped: they were those of another script.
//
// Threads: one Mutator belongs to one thread. Complexity: linear in the script, which is copied at
// most once.
#ifndef PARALLAX_HARNESS_SCRIPT_MUTATOR_H_
#define PARALLAX_HARNESS_SCRIPT_MUTATOR_H_

#include <span>

#include "harness/script/generator.h"

namespace parallax {

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : dice_(seed), generator_(seed ^ 0x6D75746174650000) {}

  // One change: a step inserted, deleted, doubled, moved or retargeted, one of its arguments changed,
  // added or taken away, a delivery cut otherwise, or two ends changing places. The script has at most
  // `most_steps` top-level steps afterwards.
  void mutate(Script* script, std::size_t most_steps = 200);

  // The beginning of one and the end of the other.
  Script splice(const Script& first, const Script& second, std::size_t most_steps = 200);

  // The same at a place of each where both stand alike: `first_stages[i]` says how `first` stands behind its
  // step i, in a number that is 0 where nothing was made yet. The ends of the second script are called as those
  // of the first, in the order of their making. Where no two stages are alike it is a splice.
  // Complexity: linear in the steps, and n log n in the stages.
  Script cross(const Script& first, std::span<const std::uint64_t> first_stages,
               const Script& second, std::span<const std::uint64_t> second_stages,
               std::size_t most_steps = 200);

  // Pieces of mutate(), false where the script has nothing of the kind.
  bool recut(Script* script);  // a move, a pump or a write into a BIO arrives in other pieces
  bool swap_peers(
      Script* script);  // two ends change places: their names from a step on, or who makes them

 private:
  Script join(std::span<const Step> head, std::span<const Step> tail, std::size_t most_steps);
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
