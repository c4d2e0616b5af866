// Running a bench program to its end, with what it says on stdout.
#ifndef PARALLAX_HARNESS_BENCH_RUN_PROGRAM_H_
#define PARALLAX_HARNESS_BENCH_RUN_PROGRAM_H_

#include <atomic>
#include <string>
#include <tl/expected.hpp>

#include "harness/host/process.h"

namespace parallax::bench {

// Its stdout, once it has ended with status 0. The error says which program, how it ended, and the
// end of what it said on stderr. `stop` set: the program is ended, and the error says so.
// Memory: all of its stdout. Threads: waits in the caller's.
tl::expected<std::string, std::string> run_program(const Command& command,
                                                   const std::atomic<bool>& stop);

}  // namespace parallax::bench

#endif  // PARALLAX_HARNESS_BENCH_RUN_PROGRAM_H_
