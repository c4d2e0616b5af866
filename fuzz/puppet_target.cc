// Target `puppet`: handshakes between a puppet and every engine, with messages, records and order changed.

#include <algorithm>
#include <random>

#include "fuzz/laboratory.h"
#include "fuzz/puppeteer.h"
#include "fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  parallax::fuzz::Laboratory::get().examine(parallax::fuzz::puppet_script(data, size));
  return 0;
}

// One in three mutations begins anew: a few octets are a whole conversation, and changing those of one that was kept
// seldom comes to another kind of puppet that does another kind of thing.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  if (seed % 3 != 0) return LLVMFuzzerMutate(data, size, most);
  std::mt19937 random(seed);
  const std::size_t fresh = std::min<std::size_t>(most, 3 + random() % 6);
  std::generate_n(data, fresh, [&] { return static_cast<std::uint8_t>(random()); });
  return fresh;
}
