#include "reports/severity.h"

#include <algorithm>
#include <array>

#include "reports/results.h"

namespace parallax {
namespace {

// Rules whose breach lets someone in, lets something out, or hurts who is not concerned.
constexpr std::array<std::string_view, 13> kGuards = {"no-data-before-the-handshake",
                                                      "truncation-is-not-a-clean-end",
                                                      "resumption-needs-a-session",
                                                      "plaintext-stays-inside",
                                                      "wrong-name-is-refused",
                                                      "untrusted-server-is-refused",
                                                      "untrusted-client-is-refused",
                                                      "bystander-stays-the-same",
                                                      "failure-elsewhere-changes-nothing",
                                                      "bounded-output",
                                                      "no-crash",
                                                      "no-hang",
                                                      "no-exhaustion"};

}  // namespace

std::string_view severity_name(Severity severity) {
  constexpr std::array<std::string_view, kSeverities> kNames = {"high", "medium", "low", "note"};
  return kNames[static_cast<std::size_t>(severity)];
}

Severity severity_of(const Finding& finding) {
  if (finding.flaky) return Severity::kLow;
  for (const std::string_view end : {"crash", "hang", "oom"}) {
    if (finding.seen.starts_with(end)) return Severity::kHigh;
  }
  if (finding.kind == Finding::Kind::kRule) {
    const bool guard = std::find(kGuards.begin(), kGuards.end(), finding.rule) != kGuards.end();
    return guard ? Severity::kHigh : Severity::kMedium;
  }
  switch (finding.level) {
    case Level::kAccept:
      return Severity::kHigh;
    case Level::kClass:
      return Severity::kMedium;
    case Level::kAlert:
    case Level::kReason:
    case Level::kState:
      return Severity::kLow;
    case Level::kMessages:
    case Level::kBytes:
      break;
  }
  return Severity::kNote;
}

std::string_view status_of(const Finding& finding, const std::set<std::string>& baseline) {
  if (finding.flaky) return "flaky";
  if (finding.known_kind == "bug") return "bug";
  if (finding.explained()) return "explained";
  return !baseline.empty() && baseline.contains(finding_key(finding)) ? "baseline" : "new";
}

}  // namespace parallax
