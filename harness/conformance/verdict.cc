#include "harness/conformance/verdict.h"

#include <fmt/format.h>

#include <algorithm>

namespace parallax {
namespace {

// More of a value than this in a report hides the rest of it.
constexpr std::size_t kShown = 200;

bool refuses(const Outcome& outcome) {
  return outcome.is_raised() && !outcome.is_raised("SSLWantReadError") &&
         !outcome.is_raised("SSLWantWriteError");
}

// Whether one class is the other, or one below it. The documentation names classes, and no reasons.
bool is_a(std::string_view type, std::string_view wanted) {
  return type == wanted ||
         (wanted == "SSLError" && type.starts_with("SSL") && type.ends_with("Error"));
}

std::string wanted_text(const Step& step) {
  std::string text;
  for (const Expected& expected : step.expected)
    text += (text.empty() ? "" : " | ") + print(expected);
  return text;
}

bool is_alert(const Step& step) {
  if (step.kind != StepKind::kExpect || step.arguments.empty()) return false;
  const Name* name = step.arguments[0].value.as<Name>();
  const Text* text = step.arguments[0].value.as<Text>();
  return (name != nullptr && name->text == "alert") || (text != nullptr && text->utf8 == "alert");
}

// What it means that the puppet did not receive what it was to.
Mark mark_of_expect(const Step& step, const Outcome& outcome) {
  if (!is_alert(step)) return Mark::kPartly;
  const Text* came = outcome.is_ok() ? outcome.value().as<Text>() : nullptr;
  if (came != nullptr) return came->utf8.starts_with("fatal ") ? Mark::kAsMeant : Mark::kPartly;
  const std::string& message = outcome.error().message;
  return message.starts_with("alert came, but description is ") ? Mark::kAsMeant : Mark::kPartly;
}

Mark mark_of(const Step& step, const Entry& entry, bool exactly) {
  const Outcome& outcome = entry.outcome;
  if (outcome.is_fatal()) return Mark::kFailed;
  if (outcome.is_unsupported()) return Mark::kUnsupported;
  if (step.expected.empty()) {
    // A puppet that could not say what the script has it say: the engine went another way before.
    const bool says = step.kind == StepKind::kSend || step.kind == StepKind::kFlight;
    return says && outcome.is_raised() ? Mark::kFailed : Mark::kStrictly;
  }
  if (std::any_of(step.expected.begin(), step.expected.end(),
                  [&](const Expected& expected) { return matches(expected, outcome); }))
    return Mark::kStrictly;
  if (step.kind == StepKind::kExpect) return mark_of_expect(step, outcome);
  if (!entry.on_subject) return Mark::kPartly;
  const bool refused =
      refuses(outcome) &&
      std::any_of(step.expected.begin(), step.expected.end(), [&](const Expected& expected) {
        return refuses(expected.outcome) &&
               (!exactly || is_a(outcome.error().type, expected.outcome.error().type));
      });
  return refused ? Mark::kStrictly : Mark::kFailed;
}

}  // namespace

std::string_view mark_word(Mark mark) {
  static constexpr std::string_view kWords[] = {"strictly", "as-meant", "partly", "failed",
                                                "unsupported"};
  return kWords[static_cast<std::size_t>(mark)];
}

SentenceVerdict judge_sentence(const Script& script, const Trace& trace, bool exactly) {
  SentenceVerdict verdict;
  for (const Entry& entry : trace.entries) {
    const Step& step = script.steps[entry.step];
    const Mark mark = mark_of(step, entry, exactly);
    if (mark <= verdict.mark) continue;
    verdict = {mark, print(step, false), wanted_text(step), print(entry.outcome, kShown),
               step.line};
    // What follows a step that cannot be done, or that ended otherwise, follows from it.
    if (mark >= Mark::kFailed) return verdict;
  }
  if (trace.ending.is_fatal())
    verdict = {Mark::kFailed, "the script's end", "ok", print(trace.ending), 0};
  return verdict;
}

}  // namespace parallax
