// Suites: what a cipher suite's number stands for.
//
// The suites that a TLS 1.2 or 1.3 connection can be decrypted with, once its secrets are known: every
// one that the engines of this project can agree on.
//
// Threads: a constant table. Complexity: linear in the table (about thirty rows). Errors: null for a
// suite that is not in it. Source: RFC 8446 B.4; RFC 5246 A.5 and C; RFC 5288, 5289, 6655, 7251, 7905.
#ifndef PARALLAX_HARNESS_WIRE_SUITES_H_
#define PARALLAX_HARNESS_WIRE_SUITES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace parallax::wire {

enum class Digest : std::uint8_t { kSha1, kSha256, kSha384, kSha512 };
std::size_t digest_size(Digest digest);

enum class Bulk : std::uint8_t { kGcm, kCcm, kCcm8, kChaCha20, kCbc };

// How TLS 1.2 comes to its premaster secret, and what signs it. TLS 1.3 negotiates both elsewhere.
enum class Exchange : std::uint8_t { kTls13, kRsa, kEcdheRsa, kEcdheEcdsa, kDheRsa };

struct CipherSuite {
  std::uint16_t id = 0;
  std::string_view name;     // IANA's
  std::string_view openssl;  // OpenSSL's, which cipher() gives
  Exchange exchange = Exchange::kTls13;
  Bulk bulk = Bulk::kGcm;
  std::size_t key_size = 16;      // octets
  Digest hash = Digest::kSha256;  // of HKDF or of TLS 1.2's PRF
  Digest mac = Digest::kSha1;     // of CBC suites
  bool tls13() const { return exchange == Exchange::kTls13; }
  bool aead() const { return bulk != Bulk::kCbc; }
};

std::span<const CipherSuite> cipher_suites();
const CipherSuite* find_suite(std::uint16_t id);
const CipherSuite* find_suite(std::string_view name);  // IANA's or OpenSSL's

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_SUITES_H_
