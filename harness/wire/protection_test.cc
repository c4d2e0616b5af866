#include "harness/wire/protection.h"

#include <gtest/gtest.h>

#include "harness/wire/hex_for_test.h"

namespace parallax::wire {
namespace {

using Way = Protection::Way;
constexpr std::uint8_t kData = 23, kAlertType = 21, kHandshakeType = 22;

Protection make(const CipherSuite& suite, Way way, bool encrypt_then_mac = false) {
  if (suite.tls13())
    return Protection::tls13(suite, std::string(digest_size(suite.hash), 's'), way);
  return Protection::tls12(suite, key_block(suite, std::string(48, 'm'), "c", "s").client,
                           encrypt_then_mac, way);
}

// RFC 8448 section 3: the client's Finished, its first 50 octets of data, its close_notify.
TEST(ProtectionTest, Rfc8448ClientFinished) {
  const CipherSuite& suite = *find_suite(0x1301);
  const std::string secret =
      from_hex("b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21");
  const std::string message =
      from_hex("14000020a8ec436d677634ae525ac1fcebe11a039ec17694fac6e98527b642f2edd5ce61");
  const std::string sealed = from_hex(
      "75ec4dc238cce60b298044a71e219c56cc77b0517fe9b93c7a4bfc44d87f38f80338ac98fc46deb384bd1caeac"
      "ab6867d726c40546");
  Protection sealing = Protection::tls13(suite, secret, Way::kSeal);
  EXPECT_EQ(to_hex(sealing.seal({.type = kHandshakeType}, message)), to_hex(sealed));
  Protection opening = Protection::tls13(suite, secret, Way::kOpen);
  const auto opened = opening.open(kData, 0x0303, sealed);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->content, message);
  EXPECT_EQ(opened->type, kHandshakeType);
}

TEST(ProtectionTest, Rfc8448ClientDataAndCloseNotify) {
  const std::string secret =
      from_hex("9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5");
  Protection sealing = Protection::tls13(*find_suite(0x1301), secret, Way::kSeal);
  std::string data;
  for (char c = 0; c < 50; ++c) data += c;
  EXPECT_EQ(
      to_hex(sealing.seal({.type = kData}, data)),
      "a23f7054b62c94d0affafe8228ba55cbefacea42f914aa66bcab3f2b9819a8a5b46b395bd54a9a20441e2b62"
      "974e1f5a6292a2977014bd1e3deae63aeebb21694915e4");
  EXPECT_EQ(to_hex(sealing.seal({.type = kAlertType}, std::string("\x01\x00", 2))),
            "c9872760655666b74d7ff1153efd6db6d0b0e3");
}

TEST(ProtectionTest, EverySuiteOpensWhatItSealed) {
  for (const CipherSuite& suite : cipher_suites()) {
    for (const bool encrypt_then_mac : {false, true}) {
      Protection sealing = make(suite, Way::kSeal, encrypt_then_mac);
      Protection opening = make(suite, Way::kOpen, encrypt_then_mac);
      for (const std::size_t length : {0u, 1u, 15u, 16u, 17u, 16384u}) {
        const std::string content(length, 'x');
        const std::string sealed =
            sealing.seal({.type = kHandshakeType, .padding = 3, .random = "iv"}, content);
        EXPECT_LE(sealed.size(), content.size() + sealing.overhead() + std::size_t{3} * 16)
            << suite.name;
        const auto opened = opening.open(suite.tls13() ? kData : kHandshakeType, 0x0303, sealed);
        ASSERT_TRUE(opened) << suite.name << ' ' << length;
        EXPECT_EQ(opened->content, content) << suite.name;
        EXPECT_EQ(opened->type, kHandshakeType) << suite.name;
        EXPECT_TRUE(!suite.tls13() || opened->padding == 3) << suite.name;
      }
    }
  }
}

TEST(ProtectionTest, NoInvertedOctetIsAccepted) {
  for (const CipherSuite& suite : cipher_suites()) {
    for (const bool encrypt_then_mac : {false, true}) {
      const std::string sealed =
          make(suite, Way::kSeal, encrypt_then_mac).seal({.type = kData}, "sixteen octets..");
      Protection opening = make(suite, Way::kOpen, encrypt_then_mac);
      for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string bent = sealed;
        bent[i] = static_cast<char>(~bent[i]);
        EXPECT_FALSE(opening.open(kData, 0x0303, bent)) << suite.name << " octet " << i;
      }
      EXPECT_FALSE(opening.open(kAlertType, 0x0303, sealed)) << suite.name << " another type";
      EXPECT_FALSE(opening.open(kData, 0x0301, sealed)) << suite.name << " another version";
      EXPECT_EQ(opening.sequence(), 0u);
      EXPECT_TRUE(opening.open(kData, 0x0303, sealed)) << suite.name << " itself, after all that";
      EXPECT_FALSE(opening.open(kData, 0x0303, sealed)) << suite.name << " replayed";
    }
  }
}

TEST(ProtectionTest, ShortFragmentsAreShort) {
  for (const CipherSuite& suite : cipher_suites()) {
    Protection opening = make(suite, Way::kOpen);
    for (std::size_t length = 0; length < 8; ++length) {
      const auto opened = opening.open(kData, 0x0303, std::string(length, '\0'));
      ASSERT_FALSE(opened);
      EXPECT_EQ(opened.error(), OpenError::kShort) << suite.name;
    }
  }
}

TEST(ProtectionTest, OnlyZerosInsideHaveNoType) {
  const CipherSuite& suite = *find_suite(0x1303);
  const std::string sealed = make(suite, Way::kSeal).seal({.type = 0, .padding = 7}, "");
  const auto opened = make(suite, Way::kOpen).open(kData, 0x0303, sealed);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error(), OpenError::kNoType);
}

}  // namespace
}  // namespace parallax::wire
