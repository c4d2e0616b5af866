// Severity: how bad a finding is if nobody explains it away; an order to read them in, no verdict.
//
//   high    what guards people is broken (a rule about names, trust, plaintext, truncation or another
//           object), the process died, hung or ran out of memory, or one engine accepts what the other
//           refuses
//   medium  a documented promise is broken, or the outcome's class or the data differ
//   low     the same refusal with another alert, reason or state; what did not come back
//   note    only octets or messages on the wire differ
//
// Known differences keep their severity, and are counted apart. The words are those of
// docs/findings.md.
//
// Threads: pure.
#ifndef PARALLAX_REPORTS_SEVERITY_H_
#define PARALLAX_REPORTS_SEVERITY_H_

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "harness/compare/finding.h"

namespace parallax {

enum class Severity : std::uint8_t { kHigh, kMedium, kLow, kNote };
inline constexpr std::size_t kSeverities = 4;
std::string_view severity_name(Severity severity);  // "high", "medium", "low", "note"

Severity severity_of(const Finding& finding);

// How a finding stands: "new", "baseline" (an earlier run had it), "bug", "explained" or "flaky".
std::string_view status_of(const Finding& finding, const std::set<std::string>& baseline);

}  // namespace parallax

#endif  // PARALLAX_REPORTS_SEVERITY_H_
