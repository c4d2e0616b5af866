// Executor: carries a script out on one engine, and writes the trace.
//
// The subject is the engine under test; peers live on another host with the fixed engine, the same for
// every subject. `move` and `pump` are made here, from engine steps; so are the ways of running a
// script that metamorphic rules compare (Variant).
//
// Threads: one Executor belongs to one thread. Errors: none; what goes wrong in an engine is an outcome.
#ifndef PARALLAX_HARNESS_RUN_EXECUTOR_H_
#define PARALLAX_HARNESS_RUN_EXECUTOR_H_

#include <cstdint>
#include <string_view>

#include "harness/host/host.h"
#include "harness/run/trace.h"
#include "harness/script/script.h"

namespace parallax {

// How a script is run. All but kPlain exist for one rule each: the trace must come out as with kPlain
// (rules.h says how equal).
enum class Variant : std::uint8_t {
  kPlain,
  kBlind,   // no state is looked at
  kRecut,   // every delivery arrives in pieces of 1 to 7 octets
  kBeside,  // an idle, established object lives beside, and is asked after each step
  kAfter,   // another object in the process has failed first, in the library's every way
};

struct RunOptions {
  Variant variant = Variant::kPlain;
  std::uint64_t seed = 1;  // of scripts that name none
};

// `peer` is needed by scripts with peers, and may be null for the others. A script's `seed` step
// overrides the option's. Complexity: linear in the steps, and in the octets carried.
Trace execute(const Script& script, std::string_view id, Host& subject, Host* peer,
              const RunOptions& options = {});

}  // namespace parallax

#endif  // PARALLAX_HARNESS_RUN_EXECUTOR_H_
