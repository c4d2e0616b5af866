#include <fmt/format.h>

#include "harness/script/value_reader.h"

namespace parallax {
namespace {

bool read_text(Lexer& lexer, std::string* text) {
  if (lexer.peek() != '"') return lexer.fail("expected a text, got " + lexer.got());
  return lexer.text(text);
}

bool read_integer(Lexer& lexer, std::int64_t* number) {
  const std::size_t at = lexer.position();
  Value value;
  if (!lexer.number(&value)) return false;
  const auto* n = value.as<std::int64_t>();
  if (n == nullptr) return lexer.fail_at(at, "expected a 64-bit integer");
  *number = *n;
  return true;
}

bool read_fields(Lexer& lexer, PythonError* error) {
  static constexpr std::string_view kFields[] = {"errno",   "library",     "reason",
                                                 "message", "verify_code", "verify_message"};
  for (;;) {
    lexer.skip_space();
    if (!is_name_start(lexer.peek())) return true;
    const std::size_t at = lexer.position();
    const std::string_view field = lexer.name();
    std::string* const text = field == "library"          ? &error->library
                              : field == "reason"         ? &error->reason
                              : field == "message"        ? &error->message
                              : field == "verify_message" ? &error->verify_message
                                                          : nullptr;
    std::optional<std::int64_t>* const number = field == "errno"         ? &error->error_no
                                                : field == "verify_code" ? &error->verify_code
                                                                         : nullptr;
    if (text == nullptr && number == nullptr) {
      return lexer.fail_at(at, fmt::format("expected a field of an exception, got `{}`{}", field,
                                           did_you_mean(field, kFields)));
    }
    if (!lexer.expect('=', "after a field")) return false;
    if (number != nullptr ? !read_integer(lexer, &number->emplace()) : !read_text(lexer, text))
      return false;
  }
}

// True where an expected outcome may end.
bool at_stop(const Lexer& lexer) {
  return lexer.at_line_end() || lexer.peek() == '|' || lexer.peek() == ';' || lexer.peek() == '}';
}

}  // namespace

bool read_outcome(Lexer& lexer, Outcome* outcome, bool* any_value) {
  const std::size_t start = lexer.position();
  const std::string_view word = lexer.name();
  if (word.empty() || is_reserved(word)) {
    return lexer.fail_at(start,
                         fmt::format("expected an outcome (`ok`, or an exception's class), got {}",
                                     word.empty() ? lexer.got() : fmt::format("`{}`", word)));
  }
  lexer.skip_space();
  const bool any = any_value != nullptr && at_stop(lexer);
  if (word == "ok") {
    Value value;
    if (any)
      *any_value = true;
    else if (!read_value(lexer, Kinds::kAny, &value))
      return false;
    *outcome = Outcome::ok(std::move(value));
  } else if (word == "unsupported") {
    std::string why;
    if (any)
      *any_value = true;
    else if (!read_text(lexer, &why))
      return false;
    *outcome = Outcome::unsupported(why);
  } else if (word == "crash") {
    std::string signal;
    if (lexer.looking_at("SIG"))
      signal = lexer.name();
    else if (!read_text(lexer, &signal))
      return false;
    *outcome = Outcome::crash(signal);
  } else if (word == "hang") {
    std::int64_t seconds = 0;
    if (!read_integer(lexer, &seconds)) return false;
    *outcome = Outcome::hang(seconds);
  } else if (word == "oom") {
    *outcome = Outcome::out_of_memory();
  } else {
    PythonError error;
    error.type = word;
    if (!read_fields(lexer, &error)) return false;
    *outcome = Outcome::raised(std::move(error));
  }
  return true;
}

}  // namespace parallax
