// What benchmarks share: the installation that they belong to, and engines in their own process.
#ifndef PARALLAX_HARNESS_BENCH_ENGINES_H_
#define PARALLAX_HARNESS_BENCH_ENGINES_H_

#include <cstdio>
#include <memory>

#include "harness/host/installation.h"
#include "harness/host/library.h"
#include "harness/peer/fixed_peer.h"

namespace parallax {

inline const Installation& bench_installation() {
  static const Installation found = Installation::find();
  return found;
}

// Null, and a sentence on stderr, where there is no such engine.
inline std::unique_ptr<Engine> bench_engine(const char* name) {
  auto made =
      load_engine(bench_installation().engine_library(name).string(),
                  {.pki = bench_installation().pki().string(), .semantics = {}, .buffer = {}});
  if (!made) std::fprintf(stderr, "%s\n", made.error().c_str());
  return made ? std::move(*made) : nullptr;
}

}  // namespace parallax

#endif  // PARALLAX_HARNESS_BENCH_ENGINES_H_
