// Suites: the cipher suites that both name spaces know, with the parts GnuTLS chooses them by.
//
// Source: IANA, "TLS Cipher Suites"; openssl-ciphers(1), names, protocol versions and bits;
// GnuTLS manual, "Supported ciphersuites".
#ifndef PARALLAX_ENGINES_GNUTLS_SUITES_H_
#define PARALLAX_ENGINES_GNUTLS_SUITES_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "harness/contract/value.h"

namespace parallax::gnutls {

struct Suite {
  std::uint16_t code;
  std::string_view openssl;   // what Python shows
  std::string_view iana;      // what gnutls_ciphersuite_get() shows
  std::string_view protocol;  // the first version that has it, as Python's cipher()[1]
  int bits;
  std::string_view kx;  // parts of a priority string; TLS 1.3 suites have no kx
  std::string_view cipher;
  std::string_view mac;
};

// In OpenSSL's order of preference.
std::span<const Suite> suites();
const Suite* suite_by_code(std::uint16_t code);
const Suite* suite_by_openssl(std::string_view name);
const Suite* suite_by_iana(std::string_view name);

// (name, protocol, bits), as SSLObject.cipher().
Value describe(const Suite& suite);

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_SUITES_H_
