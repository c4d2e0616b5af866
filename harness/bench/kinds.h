// Every kind of buffer at hand: the plain ones, and those of each library's shared object in
// lib/parallax/bench. Threads: call once, from one.
#ifndef PARALLAX_HARNESS_BENCH_KINDS_H_
#define PARALLAX_HARNESS_BENCH_KINDS_H_

#include <vector>

#include "harness/bench/buffer_kind.h"

namespace parallax::bench {

// What cannot be loaded is named on stderr and left out.
std::vector<BufferKind> all_kinds();

}  // namespace parallax::bench

#endif  // PARALLAX_HARNESS_BENCH_KINDS_H_
