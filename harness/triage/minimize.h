// Minimize: the smallest script that still shows what a script showed.
//
// In this order: fewest objects, fewest steps, fewest arguments, then the simplest values (integers near
// 0, octets few and all `a`). Greedy: every simplification that still shows it is kept, until none does,
// so the result is a local minimum, and minimising it again changes nothing.
//
// Threads: pure, but for what `shows` does. Complexity: at most MinimizeOptions::most_runs calls of
// `shows`; for n steps about n log n where most steps can go, n squared where none can.
// Source: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002.
#ifndef PARALLAX_HARNESS_TRIAGE_MINIMIZE_H_
#define PARALLAX_HARNESS_TRIAGE_MINIMIZE_H_

#include <atomic>
#include <cstddef>
#include <functional>

#include "harness/script/script.h"

namespace parallax {

// Whether a script shows it. The same script must always get the same answer.
using Shows = std::function<bool(const Script& script)>;

struct MinimizeOptions {
  // A script of 1,000 steps that cannot shrink takes about as many; beyond, what was reached is given.
  std::size_t most_runs = 20000;
  const std::atomic<bool>* stop = nullptr;  // when set, what was reached is given
};

struct Minimized {
  Script script;
  std::size_t runs = 0;
  bool finished = true;  // false: stopped, or out of runs; smaller may be possible
};

// `script` must show it. Comments above its first step stay with the result.
Minimized minimize(const Script& script, const Shows& shows, const MinimizeOptions& options = {});

// Whether `a` is simpler than `b` by the order above.
bool simpler(const Script& a, const Script& b);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_TRIAGE_MINIMIZE_H_
