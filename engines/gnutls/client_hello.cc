#include "engines/gnutls/client_hello.h"

#include <gnutls/gnutls.h>

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

std::optional<std::string> requested_name(std::string_view body) {
  std::optional<std::string> name;
  const auto look = [](void* found, unsigned type, const unsigned char* data, unsigned size) {
    constexpr unsigned kServerName = 0;  // the extension, and its only name type
    constexpr unsigned kHead = 2 + 1 + 2;
    if (type != kServerName || size < kHead || data[2] != 0) return 0;
    const unsigned length = static_cast<unsigned>(data[3]) << 8 | data[4];
    if (length != 0 && length <= size - kHead) {
      static_cast<std::optional<std::string>*>(found)->emplace(
          reinterpret_cast<const char*>(data) + kHead, length);
    }
    return 0;
  };
  const gnutls_datum_t whole{reinterpret_cast<unsigned char*>(const_cast<char*>(body.data())),
                             static_cast<unsigned>(body.size())};
  gnutls_ext_raw_parse(&name, look, &whole, GNUTLS_EXT_RAW_FLAG_TLS_CLIENT_HELLO);
  return name;
}

}  // namespace parallax::gnutls
