#include "engines/gnutls/client_hello.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace parallax::gnutls {

std::vector<const Suite*> offered_suites(std::string_view body) {
  const auto octet = [&](std::size_t at) { return static_cast<unsigned char>(body[at]); };
  std::vector<const Suite*> result;
  constexpr std::size_t kSessionId = 2 + 32;  // behind legacy_version and random
  if (body.size() <= kSessionId) return result;
  std::size_t at = kSessionId + 1 + octet(kSessionId);
  if (body.size() < at + 2) return result;
  const std::size_t length = static_cast<std::size_t>(octet(at)) << 8 | octet(at + 1);
  at += 2;
  const std::size_t end = std::min(body.size(), at + length);
  for (; at + 1 < end; at += 2) {
    const auto code = static_cast<std::uint16_t>(octet(at) << 8 | octet(at + 1));
    if (const Suite* const suite = suite_by_code(code)) result.push_back(suite);
  }
  return result;
}

}  // namespace parallax::gnutls
