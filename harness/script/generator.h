// Generator: scripts from a seed, drawn from the step table.
//
// The same seed gives the same scripts on every machine, whatever the library and the compiler.
//
// Threads: one Generator belongs to one thread. Complexity: linear in what is made.
#ifndef PARALLAX_HARNESS_SCRIPT_GENERATOR_H_
#define PARALLAX_HARNESS_SCRIPT_GENERATOR_H_

#include <cstdint>

#include "harness/script/scope.h"
#include "harness/script/script.h"

namespace parallax {

// A sequence of numbers from a seed (SplitMix64).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  // 0 to n - 1; 0 if n is 0. The bias of the remainder is below 2^-32 for any n used here.
  std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(next() % n); }
  bool percent(unsigned p) { return below(100) < p; }
  template <typename T>
  const auto& pick(const T& items) {
    return items[below(items.size())];
  }

 private:
  std::uint64_t state_;
};

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : dice_(seed) {}

  // A script that goes somewhere: ends are made and mostly connected, then used, disturbed and
  // closed. Names mostly exist and arguments mostly fit. What fuzzing from nothing starts with.
  Script plausible(std::size_t most_steps = 40);
  // Anything that the language can say, all of the table alike: comments, reactions, every kind of
  // value, expected outcomes. What tests of parser, printer and codec are fed.
  Script anything(std::size_t most_steps = 20);

  // Pieces, for the mutator.
  Step plausible_step(const Scope& scope);
  Value argument(const StepDef& def, const Param& param, const Scope& scope);
  Value edge_integer();
  std::string octets(std::size_t most);

 private:
  Step any_step(Scope& scope, int depth);
  Step make_end(StepKind kind, std::string_view name, std::string_view role);
  Step use(const Scope& scope, std::uint8_t kind);
  Step carry(const Scope& scope);
  void add_keys(const StepDef& def, Step* step, const Scope& scope, std::size_t most);
  void add_directive_arguments(const StepDef& def, Step* step, const Scope& scope);
  void add_layout(Step* step);
  std::string name(const Scope& scope, std::uint8_t mask);
  Value value(const Scope& scope, int depth, Value (Generator::*leaf)(const Scope&));
  Value any_value(const Scope& scope);
  Value simple_value(const Scope& scope);
  Value useful_value(const StepDef& def, const Param& param, const Scope& scope);
  Value made_object(const Scope& scope);
  Expected any_expected(const Scope& scope);
  std::string any_text(std::size_t most);
  std::string any_name();

  Dice dice_;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_SCRIPT_GENERATOR_H_
