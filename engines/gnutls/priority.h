// Priority: context options as a GnuTLS priority string.
//
// GnuTLS chooses suites by their parts (key exchange, cipher, MAC), one choice for all versions, so
// an OpenSSL cipher list can be said only where it is the full product of its parts, the TLS 1.3
// ciphers included; every other list is refused with a reason, never approximated.
//
// Source: GnuTLS manual, "Priority strings"; openssl-ciphers(1); Python documentation, ssl.OP_*.
#ifndef PARALLAX_ENGINES_GNUTLS_PRIORITY_H_
#define PARALLAX_ENGINES_GNUTLS_PRIORITY_H_

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "engines/gnutls/suites.h"
#include "harness/contract/options.h"
#include "harness/contract/outcome.h"

namespace parallax::gnutls {

// SSLContext.options, OpenSSL 3's numbers, as far as this engine has a use for them.
namespace option {
inline constexpr std::uint64_t kLegacyServerConnect = 0x4;
inline constexpr std::uint64_t kEnableKtls = 0x8;
inline constexpr std::uint64_t kTlsextPadding = 0x10;
inline constexpr std::uint64_t kSafariEcdheBug = 0x40;
inline constexpr std::uint64_t kIgnoreUnexpectedEof = 0x80;
inline constexpr std::uint64_t kDontInsertEmptyFragments = 0x800;
inline constexpr std::uint64_t kNoTicket = 0x4000;
inline constexpr std::uint64_t kNoCompression = 0x20000;
inline constexpr std::uint64_t kNoEncryptThenMac = 0x80000;
inline constexpr std::uint64_t kEnableMiddleboxCompat = 0x100000;
inline constexpr std::uint64_t kCipherServerPreference = 0x400000;
inline constexpr std::uint64_t kNoSslV3 = 0x2000000;
inline constexpr std::uint64_t kNoTls10 = 0x4000000;
inline constexpr std::uint64_t kNoTls12 = 0x8000000;
inline constexpr std::uint64_t kNoTls11 = 0x10000000;
inline constexpr std::uint64_t kNoTls13 = 0x20000000;
inline constexpr std::uint64_t kNoRenegotiation = 0x40000000;
inline constexpr std::uint64_t kCryptoproTlsextBug = 0x80000000;
}  // namespace option

std::uint64_t effective_options(const ContextOptions& options);

struct Priority {
  std::string text;                  // for gnutls_priority_init()
  std::vector<const Suite*> suites;  // what it allows, in its order as asked for
};

// The priority string, or the outcome that says why there is none.
tl::expected<Priority, Outcome> priority_of(const ContextOptions& options);

// The names of SSLContext.set_ecdh_curve() that GnuTLS has, as its groups; empty for others.
std::string group_of(std::string_view curve);

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_PRIORITY_H_
