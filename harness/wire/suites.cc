#include "harness/wire/suites.h"

#include <algorithm>

namespace parallax::wire {
namespace {

constexpr auto kTls13 = Exchange::kTls13;
constexpr auto kRsa = Exchange::kRsa;
constexpr auto kDhe = Exchange::kDheRsa;
constexpr auto kEcdheRsa = Exchange::kEcdheRsa;
constexpr auto kEcdheEcdsa = Exchange::kEcdheEcdsa;
constexpr auto kSha1 = Digest::kSha1;
constexpr auto kSha256 = Digest::kSha256;
constexpr auto kSha384 = Digest::kSha384;

// clang-format off
constexpr CipherSuite kSuites[] = {
    // RFC 8446 B.4
    {0x1301, "TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256", kTls13, Bulk::kGcm, 16, kSha256},
    {0x1302, "TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384", kTls13, Bulk::kGcm, 32, kSha384},
    {0x1303, "TLS_CHACHA20_POLY1305_SHA256", "TLS_CHACHA20_POLY1305_SHA256", kTls13, Bulk::kChaCha20, 32, kSha256},
    {0x1304, "TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_SHA256", kTls13, Bulk::kCcm, 16, kSha256},
    {0x1305, "TLS_AES_128_CCM_8_SHA256", "TLS_AES_128_CCM_8_SHA256", kTls13, Bulk::kCcm8, 16, kSha256},
    // RFC 5289
    {0xC02B, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256", kEcdheEcdsa, Bulk::kGcm, 16, kSha256},
    {0xC02C, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "ECDHE-ECDSA-AES256-GCM-SHA384", kEcdheEcdsa, Bulk::kGcm, 32, kSha384},
    {0xC02F, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256", kEcdheRsa, Bulk::kGcm, 16, kSha256},
    {0xC030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "ECDHE-RSA-AES256-GCM-SHA384", kEcdheRsa, Bulk::kGcm, 32, kSha384},
    {0xC023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "ECDHE-ECDSA-AES128-SHA256", kEcdheEcdsa, Bulk::kCbc, 16, kSha256, kSha256},
    {0xC024, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", "ECDHE-ECDSA-AES256-SHA384", kEcdheEcdsa, Bulk::kCbc, 32, kSha384, kSha384},
    {0xC027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "ECDHE-RSA-AES128-SHA256", kEcdheRsa, Bulk::kCbc, 16, kSha256, kSha256},
    {0xC028, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "ECDHE-RSA-AES256-SHA384", kEcdheRsa, Bulk::kCbc, 32, kSha384, kSha384},
    // RFC 7905
    {0xCCA8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-RSA-CHACHA20-POLY1305", kEcdheRsa, Bulk::kChaCha20, 32, kSha256},
    {0xCCA9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305", kEcdheEcdsa, Bulk::kChaCha20, 32, kSha256},
    {0xCCAA, "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "DHE-RSA-CHACHA20-POLY1305", kDhe, Bulk::kChaCha20, 32, kSha256},
    // RFC 8422 5.7
    {0xC009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "ECDHE-ECDSA-AES128-SHA", kEcdheEcdsa, Bulk::kCbc, 16, kSha256, kSha1},
    {0xC00A, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "ECDHE-ECDSA-AES256-SHA", kEcdheEcdsa, Bulk::kCbc, 32, kSha256, kSha1},
    {0xC013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "ECDHE-RSA-AES128-SHA", kEcdheRsa, Bulk::kCbc, 16, kSha256, kSha1},
    {0xC014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "ECDHE-RSA-AES256-SHA", kEcdheRsa, Bulk::kCbc, 32, kSha256, kSha1},
    // RFC 5288, RFC 5246 A.5
    {0x009C, "TLS_RSA_WITH_AES_128_GCM_SHA256", "AES128-GCM-SHA256", kRsa, Bulk::kGcm, 16, kSha256},
    {0x009D, "TLS_RSA_WITH_AES_256_GCM_SHA384", "AES256-GCM-SHA384", kRsa, Bulk::kGcm, 32, kSha384},
    {0x009E, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "DHE-RSA-AES128-GCM-SHA256", kDhe, Bulk::kGcm, 16, kSha256},
    {0x009F, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", "DHE-RSA-AES256-GCM-SHA384", kDhe, Bulk::kGcm, 32, kSha384},
    {0x002F, "TLS_RSA_WITH_AES_128_CBC_SHA", "AES128-SHA", kRsa, Bulk::kCbc, 16, kSha256, kSha1},
    {0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA", "AES256-SHA", kRsa, Bulk::kCbc, 32, kSha256, kSha1},
    {0x003C, "TLS_RSA_WITH_AES_128_CBC_SHA256", "AES128-SHA256", kRsa, Bulk::kCbc, 16, kSha256, kSha256},
    {0x003D, "TLS_RSA_WITH_AES_256_CBC_SHA256", "AES256-SHA256", kRsa, Bulk::kCbc, 32, kSha256, kSha256},
    {0x0033, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "DHE-RSA-AES128-SHA", kDhe, Bulk::kCbc, 16, kSha256, kSha1},
    {0x0039, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA", "DHE-RSA-AES256-SHA", kDhe, Bulk::kCbc, 32, kSha256, kSha1},
    {0x0067, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "DHE-RSA-AES128-SHA256", kDhe, Bulk::kCbc, 16, kSha256, kSha256},
    {0x006B, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256", "DHE-RSA-AES256-SHA256", kDhe, Bulk::kCbc, 32, kSha256, kSha256},
    // RFC 6655, RFC 7251
    {0xC09C, "TLS_RSA_WITH_AES_128_CCM", "AES128-CCM", kRsa, Bulk::kCcm, 16, kSha256},
    {0xC09D, "TLS_RSA_WITH_AES_256_CCM", "AES256-CCM", kRsa, Bulk::kCcm, 32, kSha256},
    {0xC0AC, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM", "ECDHE-ECDSA-AES128-CCM", kEcdheEcdsa, Bulk::kCcm, 16, kSha256},
    {0xC0AD, "TLS_ECDHE_ECDSA_WITH_AES_256_CCM", "ECDHE-ECDSA-AES256-CCM", kEcdheEcdsa, Bulk::kCcm, 32, kSha256},
    {0xC0AE, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", "ECDHE-ECDSA-AES128-CCM8", kEcdheEcdsa, Bulk::kCcm8, 16, kSha256},
};
// clang-format on

}  // namespace

std::size_t digest_size(Digest digest) {
  switch (digest) {
    case Digest::kSha1:
      return 20;
    case Digest::kSha256:
      return 32;
    case Digest::kSha384:
      return 48;
    case Digest::kSha512:
      return 64;
  }
  return 0;
}

std::span<const CipherSuite> cipher_suites() { return kSuites; }

const CipherSuite* find_suite(std::uint16_t id) {
  const auto* suite = std::find_if(std::begin(kSuites), std::end(kSuites),
                                   [&](const CipherSuite& s) { return s.id == id; });
  return suite == std::end(kSuites) ? nullptr : suite;
}

const CipherSuite* find_suite(std::string_view name) {
  const auto* suite =
      std::find_if(std::begin(kSuites), std::end(kSuites),
                   [&](const CipherSuite& s) { return s.name == name || s.openssl == name; });
  return suite == std::end(kSuites) ? nullptr : suite;
}

}  // namespace parallax::wire
