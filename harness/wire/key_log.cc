#include "harness/wire/key_log.h"

#include <algorithm>
#include <optional>

namespace parallax::wire {
namespace {

// Longer than any secret of TLS (48 octets): bounds what one line can make us keep.
constexpr std::size_t kLongestSecret = 64;
constexpr std::size_t kRandom = 32;

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> octets_of(std::string_view hex) {
  if (hex.empty() || hex.size() % 2 != 0 || hex.size() > 2 * kLongestSecret) return std::nullopt;
  std::string octets;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = digit(hex[i]), low = digit(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    octets += static_cast<char>(high << 4 | low);
  }
  return octets;
}

std::string_view next_word(std::string_view* line) {
  const std::string_view word = line->substr(0, line->find(' '));
  line->remove_prefix(std::min(word.size() + 1, line->size()));
  return word;
}

}  // namespace

KeyLog::KeyLog(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) add(line);
}

bool KeyLog::add(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  std::string_view rest = line;
  const std::string_view label = next_word(&rest);
  const auto random = octets_of(next_word(&rest));
  const auto secret = octets_of(next_word(&rest));
  if (label.empty() || label[0] == '#' || !random || random->size() != kRandom || !secret ||
      !rest.empty())
    return false;
  std::vector<std::string>& known = secrets_[{std::string(label), *random}];
  if (std::find(known.begin(), known.end(), *secret) != known.end()) return true;
  known.push_back(*secret);
  lines_.emplace_back(line);
  return true;
}

const std::vector<std::string>& KeyLog::find(std::string_view label,
                                             std::string_view client_random) const {
  static const std::vector<std::string> kNone;
  const auto it = secrets_.find(std::pair(std::string(label), std::string(client_random)));
  return it == secrets_.end() ? kNone : it->second;
}

}  // namespace parallax::wire
