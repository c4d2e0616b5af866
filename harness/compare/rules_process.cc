// Rules of the process: an engine ends no script but by answering.
#include <fmt/format.h>

#include <tuple>

#include "harness/compare/judge.h"
#include "harness/compare/rule_checks.h"
#include "harness/compare/story.h"

namespace parallax {
namespace {

void check_kind(const Case& c, Outcome::Kind kind, std::string_view what, RuleReport& report) {
  const Trace& trace = c.story.trace();
  std::size_t last = 0;
  const auto look = [&](std::size_t step, const Outcome& outcome) {
    report.expect(outcome.kind() != kind, step, [&] {
      return std::tuple<std::string, std::string, std::string>{
          "any other outcome", print(outcome, 256), std::string(what)};
    });
  };
  for (const Entry& entry : trace.entries) {
    last = entry.step;
    if (entry.on_subject) look(entry.step, entry.outcome);
    for (const Action& action : entry.actions) {
      if (action.on_subject && action.outcome.is_fatal()) look(entry.step, action.outcome);
    }
  }
  look(last, trace.ending);
}

}  // namespace

void check_no_crash(const Case& c, RuleReport& report) {
  check_kind(c, Outcome::Kind::kCrash, "the engine's process ended", report);
}
void check_no_hang(const Case& c, RuleReport& report) {
  check_kind(c, Outcome::Kind::kHang, "the engine did not answer", report);
}
void check_no_oom(const Case& c, RuleReport& report) {
  check_kind(c, Outcome::Kind::kOutOfMemory, "the engine took more memory than it may", report);
}

}  // namespace parallax
