#include "harness/wire/key_schedule.h"

#include <gtest/gtest.h>

#include "harness/wire/hex_for_test.h"

namespace parallax::wire {
namespace {

// RFC 8448 section 3, Simple 1-RTT Handshake.
class Rfc8448Simple : public ::testing::Test {
 protected:
  const Digest digest = Digest::kSha256;
  const CipherSuite& suite = *find_suite(0x1301);
  const std::string shared =
      from_hex("8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d");
  const std::string handshake =
      from_hex("1dc826e93606aa6fdc0aadc12f741b01046aa6b99f691ed221a9f0ca043fbeac");
  const std::string hello_hash =
      from_hex("860c06edc07858ee8e78f0e7428c58edd6b43f2ca3e6e95f02ed063cf0e1cad8");
  const std::string server_traffic =
      from_hex("b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38");
};

TEST_F(Rfc8448Simple, SecretsClimbTheLadder) {
  const std::string early = early_secret(digest, "");
  EXPECT_EQ(to_hex(early), "33ad0a1c607ec03b09e6cd9893680ce210adf300aa1f2660e1b22e10f170f92a");
  EXPECT_EQ(handshake_secret(digest, early, shared), handshake);
  EXPECT_EQ(to_hex(master_secret(digest, handshake)),
            "18df06843d13a08bf2a449844c5f8a478001bc4d4c627984d5a41da8d0402919");
}

TEST_F(Rfc8448Simple, TrafficSecretsAndKeys) {
  EXPECT_EQ(to_hex(derive_secret(digest, handshake, "c hs traffic", hello_hash)),
            "b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21");
  EXPECT_EQ(derive_secret(digest, handshake, "s hs traffic", hello_hash), server_traffic);
  const TrafficKeys keys = traffic_keys(suite, server_traffic);
  EXPECT_EQ(to_hex(keys.key), "3fce516009c21727d0f2e4e86ee403bc");
  EXPECT_EQ(to_hex(keys.iv), "5d313eb2671276ee13000b30");
}

TEST_F(Rfc8448Simple, ResumptionPsk) {
  const std::string master =
      from_hex("7df235f2031d2a051287d02b0241b0bfdaf86cc856231f2d5aba46c434ec196c");
  EXPECT_EQ(to_hex(resumption_psk(digest, master, std::string(2, '\0'))),
            "4ecd0eb6ec3b4d87f5d6028f922ca4c5851a277fd41311c9e62d2c9492e1c4f3");
}

TEST_F(Rfc8448Simple, HashesOfNothing) {
  TranscriptHash transcript(digest);
  EXPECT_EQ(transcript.value(), hash(digest, ""));
  transcript.add("abc");
  const TranscriptHash copy = transcript;
  transcript.add("def");
  EXPECT_EQ(copy.value(), hash(digest, "abc"));
  EXPECT_EQ(transcript.value(), hash(digest, "abcdef"));
}

// RFC 5869 appendix A.1: more than one block of output.
TEST(Hkdf, Rfc5869TestCase1) {
  const std::string prk = hkdf_extract(Digest::kSha256, from_hex("000102030405060708090a0b0c"),
                                       std::string(22, '\x0b'));
  EXPECT_EQ(to_hex(prk), "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
  EXPECT_EQ(to_hex(hkdf_expand(Digest::kSha256, prk, from_hex("f0f1f2f3f4f5f6f7f8f9"), 42)),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
}

// The vector for P_SHA256 that the TLS working group's list settled on in 2009.
TEST(Prf12, Sha256Vector) {
  EXPECT_EQ(
      to_hex(prf(Digest::kSha256, from_hex("9bbe436ba940f017b17652849a71db35"), "test label",
                 from_hex("a0ba9f936cda311827a6f796ffd5198c"), 100)),
      "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e"
      "14baf9af0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5"
      "a72e5a5110fff70187347b66");
}

TEST(KeyBlock12, PartsHaveTheirSizes) {
  const KeyBlock gcm = key_block(*find_suite(0xC02C), std::string(48, 'm'), "c", "s");
  EXPECT_EQ(gcm.client.key.size(), 32u);
  EXPECT_EQ(gcm.client.iv.size(), 4u);
  EXPECT_TRUE(gcm.client.mac.empty());
  EXPECT_NE(gcm.client.key, gcm.server.key);
  const KeyBlock cbc = key_block(*find_suite("AES128-SHA"), std::string(48, 'm'), "c", "s");
  EXPECT_EQ(cbc.server.mac.size(), 20u);
  EXPECT_TRUE(cbc.server.iv.empty());
}

TEST(Suites, NamesAndNumbersAreEachThereOnce) {
  for (const CipherSuite& suite : cipher_suites()) {
    EXPECT_EQ(find_suite(suite.id), &suite) << suite.name;
    EXPECT_EQ(find_suite(suite.name), &suite) << suite.name;
    EXPECT_EQ(find_suite(suite.openssl), &suite) << suite.name;
  }
}

}  // namespace
}  // namespace parallax::wire
