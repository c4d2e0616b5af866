#include "harness/contract/outcome.h"

#include <fmt/format.h>

namespace parallax {

Outcome Outcome::raised(PythonError error) {
  Outcome outcome;
  outcome.kind_ = Kind::kRaised;
  outcome.error_ = std::move(error);
  return outcome;
}

Outcome Outcome::raised(std::string_view type, std::string_view message) {
  PythonError error;
  error.type = type;
  error.message = message;
  return raised(std::move(error));
}

std::string_view class_word(const Outcome& outcome) {
  switch (outcome.kind()) {
    case Outcome::Kind::kOk:
      return "ok";
    case Outcome::Kind::kRaised:
      return outcome.error().type;
    case Outcome::Kind::kUnsupported:
      return "unsupported";
    case Outcome::Kind::kCrash:
      return "crash";
    case Outcome::Kind::kHang:
      return "hang";
    case Outcome::Kind::kOutOfMemory:
      return "oom";
  }
  return "oom";
}

std::string print(const Outcome& outcome, std::size_t bytes_limit) {
  std::string out{class_word(outcome)};
  const auto field = [&out](std::string_view name, std::string_view text) {
    if (text.empty()) return;
    out += ' ';
    out += name;
    out += '=';
    print_text_to(out, text);
  };
  const auto number = [&out](std::string_view name, std::int64_t n) {
    fmt::format_to(std::back_inserter(out), " {}={}", name, n);
  };
  switch (outcome.kind()) {
    case Outcome::Kind::kOk:
    case Outcome::Kind::kUnsupported:
    case Outcome::Kind::kHang:
      out += ' ';
      print_to(out, outcome.value(), bytes_limit);
      break;
    case Outcome::Kind::kCrash:
      // A signal's name stands bare; anything else that ended the process is a sentence.
      if (const Text* text = outcome.value().as<Text>();
          text != nullptr && text->utf8.starts_with("SIG")) {
        out += ' ';
        out += text->utf8;
      } else {
        out += ' ';
        print_to(out, outcome.value(), bytes_limit);
      }
      break;
    case Outcome::Kind::kRaised: {
      const PythonError& error = outcome.error();
      if (error.error_no) number("errno", *error.error_no);
      field("library", error.library);
      field("reason", error.reason);
      field("message", error.message);
      if (error.verify_code) number("verify_code", *error.verify_code);
      field("verify_message", error.verify_message);
      break;
    }
    case Outcome::Kind::kOutOfMemory:
      break;
  }
  return out;
}

}  // namespace parallax
