// Observation: what one engine showed in one step, as canonical text, level by level.
//
// A difference is normalised once for each engine and never for each pair: two engines agree at a
// level if and only if the texts of that level and of all coarser ones are equal.
//
//   accept    `ok`, `wait` (SSLWantReadError, SSLWantWriteError), `refused`, `crash`, `hang`, `oom`
//   class     `SSLEOFError`; `ok b"data"` where the value is data; data and arguments filled on the way
//   alert     alerts sent, also those under encryption; what the peer, shaking hands, says of an alert
//   reason    errno, library, reason, verify code, message; warnings, what reactions did
//   state     names of ciphers, versions, eof, whether anything is pending; values of that class
//   messages  handshake messages sent with their fields, without what is drawn; lengths of data
//   bytes     every octet sent, counts of octets, every action
//
// What is under encryption is read with the trace's key log. Where an engine gave none, and its peer none
// either, messages are not compared, and of alerts only those in plaintext.
//
// Threads: pure. Complexity: linear in the trace.
#ifndef PARALLAX_HARNESS_COMPARE_OBSERVATION_H_
#define PARALLAX_HARNESS_COMPARE_OBSERVATION_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "harness/compare/finding.h"
#include "harness/run/trace.h"
#include "harness/run/wire_view.h"
#include "harness/script/script.h"

namespace parallax {

inline constexpr std::size_t kLevels = 7;

struct Observation {
  std::array<std::string, kLevels> at;  // by Level: what that level adds to the coarser ones
  bool sealed =
      false;  // records of the subject did not open: `messages` and alerts in them are unknown
  std::string alert_in_plain;  // at level alert, what an onlooker without secrets sees
  std::string error;           // the library's reason for the subject's error, whatever the level
  bool unsupported = false;    // the step is not compared
  bool ends = false;           // nor is anything after it, which may depend on it
  const std::string& text(Level level) const { return at[static_cast<std::size_t>(level)]; }
  std::string& text(Level level) { return at[static_cast<std::size_t>(level)]; }
};

struct ObserveOptions {
  bool states = true;  // include looks
  Level finest =
      Level::kBytes;  // the texts of finer levels may be left empty: nobody compares them
};

// One a trace's entry, in order.
std::vector<Observation> observe(const Script& script, const Trace& trace,
                                 ObserveOptions options = {});
// The same where the trace's wire view is at hand; it may be empty where nothing as fine as kAlert is wanted.
std::vector<Observation> observe(const Script& script, const Trace& trace, const WireView& wire,
                                 ObserveOptions options = {});

// Whether a step only asks: one that is unsupported takes nothing from the steps after it.
bool only_asks(StepKind kind);

struct Difference {
  std::size_t entry = 0;  // index of the observation
  Level level = Level::kAccept;
  std::string left, right;  // the texts; "nothing" where one side has no such entry
};
// The earliest entry from `from` on where two engines differ at `limit` or coarser, and the
// coarsest level at which they do. Nothing after a step that ends the comparison is looked at.
std::optional<Difference> first_difference(const std::vector<Observation>& left,
                                           const std::vector<Observation>& right, Level limit,
                                           std::size_t from = 0);

// Octets longer than this are shown by length and digest: a finding is read by people.
inline constexpr std::size_t kShownOctets = 4096;

}  // namespace parallax

#endif  // PARALLAX_HARNESS_COMPARE_OBSERVATION_H_
