#include "harness/script/script.h"

#include <fmt/format.h>

namespace parallax {
namespace {

// Octets and their digest are one thing seen at two lengths.
bool same_octets(const Bytes& octets, const Digest& digest) {
  return octets.octets.size() == digest.length && digest_of(octets.octets) == digest;
}

// `fill(OCTET, N)` stands for what it makes.
bool is_filled(const Call& fill, std::string_view octets) {
  if (fill.kind != "fill" || fill.arguments.size() != 2) return false;
  const auto* octet = fill.arguments[0].as<std::int64_t>();
  const auto* count = fill.arguments[1].as<std::int64_t>();
  return octet != nullptr && count != nullptr && *count >= 0 &&
         octets.size() == static_cast<std::size_t>(*count) &&
         octets.find_first_not_of(static_cast<char>(*octet)) == std::string_view::npos;
}

bool same_value(const Value& expected, const Value& actual) {
  if (const auto* call = expected.as<Call>(); call != nullptr && actual.is<Bytes>()) {
    return is_filled(*call, actual.as<Bytes>()->octets);
  }
  if (const auto* digest = expected.as<Digest>(); digest != nullptr && actual.is<Bytes>()) {
    return same_octets(*actual.as<Bytes>(), *digest);
  }
  if (const auto* digest = actual.as<Digest>(); digest != nullptr && expected.is<Bytes>()) {
    return same_octets(*expected.as<Bytes>(), *digest);
  }
  return expected == actual;
}

bool within(const std::string& expected, const std::string& actual) {
  return expected.empty() || expected == actual;
}

template <typename T>
bool within(const std::optional<T>& expected, const std::optional<T>& actual) {
  return !expected || expected == actual;
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// The text of a comment line, or nothing for an empty line.
std::string_view comment_text(std::string_view line) {
  return line.empty() ? line : trim(line.substr(1));
}

template <typename Visit>
void each_comment(const std::vector<Step>& steps, const Visit& visit) {
  for (const Step& step : steps) {
    for (const std::string& comment : step.comments) visit(comment_text(comment));
    each_comment(step.body, visit);
    for (const std::string& comment : step.end_comments) visit(comment_text(comment));
  }
}

template <typename Visit>
void each_comment(const Script& script, const Visit& visit) {
  each_comment(script.steps, visit);
  for (const std::string& comment : script.trailing_comments) visit(comment_text(comment));
}

}  // namespace

bool matches(const Expected& expected, const Outcome& outcome) {
  if (expected.outcome.kind() != outcome.kind()) return false;
  if (outcome.is_raised()) {
    const PythonError& want = expected.outcome.error();
    const PythonError& got = outcome.error();
    return want.type == got.type && within(want.error_no, got.error_no) &&
           within(want.library, got.library) && within(want.reason, got.reason) &&
           within(want.message, got.message) && within(want.verify_code, got.verify_code) &&
           within(want.verify_message, got.verify_message);
  }
  return expected.any_value || same_value(expected.outcome.value(), outcome.value());
}

const Value* Step::find(std::string_view key) const {
  for (const Argument& argument : arguments) {
    if (argument.key == key) return &argument.value;
  }
  const auto params = argument_params(step_def(kind));
  for (std::size_t i = 0; i < params.size() && i < arguments.size(); ++i) {
    if (!arguments[i].key.empty()) break;
    if (params[i].name == key) return &arguments[i].value;
  }
  return nullptr;
}

bool Step::operator==(const Step& other) const {
  return kind == other.kind && target == other.target && arguments == other.arguments &&
         body == other.body && expected == other.expected;
}

std::vector<std::string> Script::notes(std::string_view key) const {
  std::vector<std::string> found;
  each_comment(*this, [&](std::string_view text) {
    if (text.size() > key.size() && text.starts_with(key) && text[key.size()] == ':') {
      found.emplace_back(trim(text.substr(key.size() + 1)));
    }
  });
  return found;
}

std::string Script::title() const {
  std::string title;
  each_comment(*this, [&](std::string_view text) {
    if (title.empty()) title = text;
  });
  return title;
}

std::string print(const SyntaxError& error) {
  return fmt::format("{}:{}:{}: {}", error.file, error.line, error.column, error.message);
}

}  // namespace parallax
