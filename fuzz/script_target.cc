// Target `script`: whole scripts over all engines. Any octets are a script (docs/language.md).

#include "fuzz/laboratory.h"
#include "fuzz/target.h"
#include "harness/script/mutator.h"

using parallax::fuzz::Laboratory;

namespace {
parallax::Script bounded(const std::uint8_t* data, std::size_t size) {
  parallax::Script script = parallax::decode(parallax::fuzz::text(data, size));
  parallax::fuzz::bound(&script);
  return script;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Laboratory::get().examine(bounded(data, size));
  return 0;
}

// One in five mutations is of octets, which reaches what the mutator of steps never makes.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  if (seed % 5 == 0) return LLVMFuzzerMutate(data, size, most);
  parallax::Script script = parallax::decode(parallax::fuzz::text(data, size));
  // From nothing, steps alone seldom become a connection.
  if (script.steps.size() < 3 || seed / 5 % 50 == 0) script = parallax::Generator(seed).plausible();
  parallax::Mutator mutator(seed);
  for (unsigned n = 0; n <= seed / 5 % 4; ++n) mutator.mutate(&script);
  return parallax::fuzz::put(encode(script), data, size, most);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* first, std::size_t first_size,
                                                 const std::uint8_t* second,
                                                 std::size_t second_size, std::uint8_t* out,
                                                 std::size_t most, unsigned seed) {
  const parallax::Script one = bounded(first, first_size), other = bounded(second, second_size);
  parallax::Mutator mutator(seed);
  // Running both to see where they stand alike costs as much as an input does: two in three times only.
  const parallax::Script crossed = seed % 3 == 0
                                       ? mutator.splice(one, other)
                                       : mutator.cross(one, Laboratory::get().stages(one), other,
                                                       Laboratory::get().stages(other));
  return parallax::fuzz::put(encode(crossed), out, 0, most);
}
