// Exit statuses of the `parallax` command; docs/stability.md promises them.
#ifndef PARALLAX_HARNESS_CLI_EXIT_CODES_H_
#define PARALLAX_HARNESS_CLI_EXIT_CODES_H_

namespace parallax {

inline constexpr int kExitOk = 0;             // all as expected
inline constexpr int kExitDifferences = 1;    // new findings, or stale expectations
inline constexpr int kExitMisuse = 2;         // flags, paths, scripts, engines that cannot be used
inline constexpr int kExitOwnFault = 3;       // the harness itself failed
inline constexpr int kExitInterrupted = 130;  // SIGINT or SIGTERM; what was done is kept

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CLI_EXIT_CODES_H_
