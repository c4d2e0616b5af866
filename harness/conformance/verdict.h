// Verdict: how far one engine keeps the sentence that a script tests.
//
//   strictly   every outcome is as the script says
//   as meant   the same refusal, by a fatal alert of another description
//   partly     the engine itself ends as it should, but the other end is not told so: no alert, a mild one, or
//              a message of it is not what it must be
//   failed     it accepts what must be refused, refuses what must be accepted, crashes or hangs
//
// What an engine cannot do is *unsupported*, with its reason, and is never a pass. A refusal is any exception but
// SSLWantReadError and SSLWantWriteError; its class, or one below it, matters only to sentences of Python's
// documentation, which names no reasons.
//
// Threads: pure. Complexity: linear in the steps.
#ifndef PARALLAX_HARNESS_CONFORMANCE_VERDICT_H_
#define PARALLAX_HARNESS_CONFORMANCE_VERDICT_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "harness/run/trace.h"
#include "harness/script/script.h"

namespace parallax {

// From best to worst; kUnsupported aside.
enum class Mark : std::uint8_t { kStrictly, kAsMeant, kPartly, kFailed, kUnsupported };
inline constexpr std::array<Mark, 5> kMarks = {Mark::kStrictly, Mark::kAsMeant, Mark::kPartly,
                                               Mark::kFailed, Mark::kUnsupported};
std::string_view mark_word(Mark mark);  // "strictly", "as-meant", "partly", "failed", "unsupported"

struct SentenceVerdict {
  Mark mark = Mark::kStrictly;
  // The step that decided it, what it was to come to and what it came to; empty if strictly.
  std::string step, wanted, seen;
  int line = 0;  // of the step in the script's text
  bool operator==(const SentenceVerdict&) const = default;
};

// `exactly`: the class of an exception counts.
SentenceVerdict judge_sentence(const Script& script, const Trace& trace, bool exactly);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONFORMANCE_VERDICT_H_
