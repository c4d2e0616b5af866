// The rule of exceptions: only those that are documented leave an operation.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "harness/compare/rule_checks.h"
#include "harness/compare/story.h"

namespace parallax {
namespace {

using Words = std::span<const std::string_view>;

// Of any operation, on what the script never made or what has no such operation; and of any call.
constexpr std::array<std::string_view, 4> kAlways = {"NameError", "AttributeError", "TypeError",
                                                     "MemoryError"};
constexpr std::array<std::string_view, 8> kTls = {
    "SSLError",        "SSLZeroReturnError", "SSLWantReadError",         "SSLWantWriteError",
    "SSLSyscallError", "SSLEOFError",        "SSLCertVerificationError", "CertificateError"};
constexpr std::array<std::string_view, 3> kArguments = {"ValueError", "OverflowError",
                                                        "BufferError"};
// wrap_bio: the name is encoded by IDNA, and looked at for its length.
constexpr std::array<std::string_view, 3> kNames = {"UnicodeError", "UnicodeEncodeError",
                                                    "UnicodeDecodeError"};
// SSLContext: files are read.
constexpr std::array<std::string_view, 5> kFiles = {
    "OSError", "FileNotFoundError", "PermissionError", "IsADirectoryError", "NotImplementedError"};
constexpr std::array<std::string_view, 1> kNotImplemented = {"NotImplementedError"};

bool among(Words words, std::string_view type) {
  return std::find(words.begin(), words.end(), type) != words.end();
}

bool documented(const Act& act, std::string_view type) {
  if (among(kAlways, type)) return true;
  if (act.pipe != kNowhere) {
    switch (act.kind) {
      case StepKind::kRead:
        return type == "OverflowError" || type == "ValueError";
      case StepKind::kWrite:
        return type == "SSLError" || type == "OverflowError" || type == "BufferError";
      default:
        return false;
    }
  }
  if (act.kind == StepKind::kPostHandshake && among(kNotImplemented, type)) return true;
  return among(kTls, type) || among(kArguments, type);
}

bool documented_of_making(StepKind kind, std::string_view type) {
  if (among(kAlways, type) || among(kTls, type) || among(kArguments, type)) return true;
  return among(kNames, type) || (kind != StepKind::kSet && among(kFiles, type));
}

// An argument whose own code runs, and may raise what it likes.
bool runs_code(const Step& step) {
  return std::any_of(step.arguments.begin(), step.arguments.end(), [](const Argument& argument) {
    const Call* call = argument.value.as<Call>();
    return call != nullptr && call->kind != "bytearray" && call->kind != "fill" &&
           call->kind != "memoryview" && call->kind != "readonly" && call->kind != "strided" &&
           call->kind != "array";
  });
}

// A length below zero: bytes(-1) raises ValueError before the operation begins.
bool has_negative_length(const Step& step) {
  const auto negative = [](const Value& value) {
    const auto* number = value.as<std::int64_t>();
    return number != nullptr && *number < 0;
  };
  return std::any_of(step.arguments.begin(), step.arguments.end(), [&](const Argument& argument) {
    const Call* call = argument.value.as<Call>();
    return call != nullptr && std::any_of(call->arguments.begin(), call->arguments.end(), negative);
  });
}

void judge(RuleReport& report, std::size_t step, const Outcome& outcome, bool holds) {
  report.expect(holds, step, [&] {
    return std::tuple<std::string, std::string, std::string>{
        "a documented exception", print(outcome, 64),
        fmt::format("{} is no exception of this operation", outcome.error().type)};
  });
}

}  // namespace

void check_exceptions(const Case& c, RuleReport& report) {
  // An exception of a reaction may come through, or be what the library makes of it.
  if (c.story.has_reactions()) return;
  for (const Act& act : c.story.acts()) {
    const bool subject = act.party != kNowhere ? c.story.parties()[act.party].subject
                                               : c.story.pipes()[act.pipe].subject;
    if (!subject || !act.outcome->is_raised() || (act.own != nullptr && runs_code(*act.own)))
      continue;
    const std::string_view type = act.outcome->error().type;
    const bool argument =
        type == "ValueError" && act.own != nullptr && has_negative_length(*act.own);
    judge(report, act.step, *act.outcome, argument || documented(act, type));
  }
  for (const Entry& entry : c.story.trace().entries) {
    const Step& step = c.script.steps[entry.step];
    const bool makes = step.kind == StepKind::kContext || step.kind == StepKind::kObject ||
                       step.kind == StepKind::kSet || step.kind == StepKind::kSetCiphers ||
                       step.kind == StepKind::kSetAlpn;
    if (!makes || !entry.on_subject || !entry.outcome.is_raised() || runs_code(step)) continue;
    judge(report, entry.step, entry.outcome,
          documented_of_making(step.kind, entry.outcome.error().type));
  }
}

}  // namespace parallax
