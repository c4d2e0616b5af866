#include "harness/compare/finding.h"

#include <array>
#include <cctype>

namespace parallax {
namespace {

constexpr std::array<std::string_view, 7> kLevelNames = {"accept", "class",    "alert", "reason",
                                                         "state",  "messages", "bytes"};

// A signature is a line of words; beyond this many octets it would only repeat a certificate.
constexpr std::size_t kLongestPart = 80;

// Text without what varies from script to script: quoted octets and texts, digits, what is between
// `<>`.
std::string words_of(std::string_view text) {
  std::string words;
  char quote = 0;
  for (std::size_t i = 0; i < text.size() && words.size() < kLongestPart; ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\' && quote == '"')
        ++i;
      else if (c == quote)
        quote = 0;
      continue;
    }
    if (c == '"' || c == '<')
      quote = c == '<' ? '>' : c;
    else if (std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_')
      words += c;
    else if (!words.empty() && words.back() != ' ')
      words += ' ';
  }
  while (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

// "a.in.read 100" → "read"; "move a p" → "move"; "a.context = c" → "context".
std::string_view operation_of(std::string_view step) {
  const std::string_view word = step.substr(0, step.find(' '));
  const std::size_t dot = word.rfind('.');
  return dot == std::string_view::npos ? word : word.substr(dot + 1);
}

}  // namespace

std::string_view level_name(Level level) { return kLevelNames[static_cast<std::size_t>(level)]; }

std::optional<Level> parse_level(std::string_view word) {
  for (std::size_t i = 0; i < kLevelNames.size(); ++i) {
    if (kLevelNames[i] == word) return static_cast<Level>(i);
  }
  return std::nullopt;
}

std::string Finding::signature() const {
  std::string words = rule;
  if (kind != Kind::kRule) (words += ' ') += level_name(level);
  (words += ' ') += operation_of(step_text);
  (words += ": ") += words_of(expected);
  (words += " / ") += words_of(seen);
  if (!errors.empty()) ((words += " (") += errors) += ")";
  return words;
}

}  // namespace parallax
