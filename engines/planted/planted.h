// Planted engines: an engine with one small, deliberate bug.
//
// Each bug is a switch on a thin wrapper around an honest engine. They exist so that every detector can
// be seen to fail: a rule or a comparison without a planted bug that it finds does not count.
#ifndef PARALLAX_ENGINES_PLANTED_PLANTED_H_
#define PARALLAX_ENGINES_PLANTED_PLANTED_H_

#include <memory>
#include <span>
#include <string_view>

#include "harness/contract/engine.h"

namespace parallax {

struct Plant {
  std::string_view name;      // "lose-octet"
  std::string_view sentence;  // what is wrong with it
};
std::span<const Plant> plants();

// Wraps `inner`, which it owns, with the bug of that name. Null when there is no such bug.
// Threads and errors as of the engine inside.
std::unique_ptr<Engine> plant(std::string_view bug, std::unique_ptr<Engine> inner);

}  // namespace parallax

#endif  // PARALLAX_ENGINES_PLANTED_PLANTED_H_
