#include "engines/gnutls/hostname.h"

#include <arpa/inet.h>
#include <gnutls/gnutls.h>

#include <algorithm>
#include <array>

#include "engines/gnutls/errors.h"

namespace parallax::gnutls {
namespace {

using Unexpected = tl::unexpected<Outcome>;

constexpr std::size_t kLongestLabel = 63;
constexpr std::size_t kLongestName = 255;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

bool is_address(const std::string& name) {
  std::array<unsigned char, 16> out{};
  return inet_pton(AF_INET, name.c_str(), out.data()) == 1 ||
         inet_pton(AF_INET6, name.c_str(), out.data()) == 1;
}

tl::expected<std::string, Outcome> encode_hostname(std::string_view utf8) {
  if (utf8.empty()) {
    return Unexpected(Outcome::raised(
        "ValueError", "server_hostname cannot be an empty string or start with a leading dot."));
  }
  std::string name(utf8);
  if (!is_ascii(utf8)) {
    gnutls_datum_t mapped{};
    if (gnutls_idna_map(name.data(), static_cast<unsigned>(name.size()), &mapped, 0) < 0) {
      return Unexpected(Outcome::raised("UnicodeEncodeError", "the name has no A-label form"));
    }
    name.assign(reinterpret_cast<const char*>(mapped.data), mapped.size);
    gnutls_free(mapped.data);
  }
  // A final dot is allowed; every label before it has 1 to 63 octets.
  std::string_view rest = name;
  if (rest.ends_with('.')) rest.remove_suffix(1);
  for (;;) {
    const std::size_t dot = rest.find('.');
    const std::string_view label = rest.substr(0, dot);
    if (label.empty() || label.size() > kLongestLabel) {
      return Unexpected(Outcome::raised(
          "UnicodeEncodeError", label.empty() ? "'idna' codec can't encode: label empty"
                                              : "'idna' codec can't encode: label too long"));
    }
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  if (name.find('\0') != std::string::npos) {
    return Unexpected(Outcome::raised(
        "TypeError", "argument must be encoded string without null bytes, not str"));
  }
  if (name.size() > kLongestName) return Unexpected(ssl_error(GNUTLS_E_RECEIVED_DISALLOWED_NAME));
  return name;
}

}  // namespace parallax::gnutls
