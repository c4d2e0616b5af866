#include "harness/loopback/bogo_flags.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace parallax::loopback {
namespace {

tl::expected<BogoRun, std::string> parse(std::vector<std::string> arguments) {
  return parse_bogo_flags(arguments);
}

TEST(BogoFlagsTest, AreReadForBothConnections) {
  const auto run = parse({"-port", "4433", "-shim-id", "7", "-server", "-resume-count", "1",
                          "-on-resume-expect-session-miss", "-on-initial-expect-version", "771"});
  ASSERT_TRUE(run) << run.error();
  EXPECT_EQ(run->first.port, 4433);
  EXPECT_EQ(run->resumed.shim_id, 7);
  EXPECT_TRUE(run->first.server);
  EXPECT_FALSE(run->first.expect_session_miss);
  EXPECT_TRUE(run->resumed.expect_session_miss);
  EXPECT_EQ(run->first.expect_version, 771);
  EXPECT_EQ(run->resumed.expect_version, -1);
}

TEST(BogoFlagsTest, WhatIsNotKnownIsNamed) {
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"-dtls"},
                                                {"-port"},
                                                {"-port", "x"},
                                                {"-on-retry-server"},
                                                {"server"}}) {
    const auto run = parse(wrong);
    ASSERT_FALSE(run) << wrong[0];
    EXPECT_NE(run.error().find(wrong[0].substr(1, 4)), std::string::npos) << run.error();
  }
}

TEST(BogoFlagsTest, MakeAContext) {
  BogoFlags flags;
  EXPECT_EQ(*bogo_context(flags, "", "", "another"),
            "tls=1.0-1.3 cert=none ca=none verify=none check_hostname=False options=3255959636 "
            "ciphers=\"ALL\"");
  flags.server = flags.verify_peer = flags.no_tls1 = true;
  flags.max_version = 0x0303;
  flags.advertise_alpn =
      "\x03"
      "foo"
      "\x02"
      "h2";
  const auto keys = bogo_context(flags, "own", "root", "openssl");
  ASSERT_TRUE(keys);
  EXPECT_NE(keys->find("tls=1.1-1.2 cert=own ca=root verify=optional"), std::string::npos);
  EXPECT_NE(keys->find("ciphers=\"ALL:@SECLEVEL=0\" alpn=foo,h2"), std::string::npos) << *keys;
}

TEST(BogoFlagsTest, AnOrderOfCiphersIsAServers) {
  BogoFlags flags;
  flags.cipher = "[A|B]:C";
  EXPECT_FALSE(bogo_context(flags, "", "", "openssl"));
  const auto keys = bogo_context(flags, "", "", "boringssl");
  ASSERT_TRUE(keys);
  EXPECT_NE(keys->find(fmt::format("options={}", 0x82520050 | 0x4 | 0x40000000)), std::string::npos)
      << *keys;
}

TEST(BogoFlagsTest, GnutlsHasItsOwnSuitesAndVersions) {
  BogoFlags flags;
  const auto keys = bogo_context(flags, "", "", "gnutls");
  ASSERT_TRUE(keys);
  EXPECT_NE(keys->find("AES256-SHA:AES128-SHA\""), std::string::npos) << *keys;
  flags.max_version = 0x0302;
  EXPECT_FALSE(bogo_context(flags, "", "", "gnutls"));
}

TEST(BogoFlagsTest, WhatPythonCannotSayIsRefused) {
  BogoFlags flags;
  flags.no_tls12 = true;
  EXPECT_FALSE(bogo_context(flags, "", "", "openssl"));
  flags = {};
  flags.curves = {29, 23};
  EXPECT_FALSE(bogo_context(flags, "", "", "openssl"));
  flags = {};
  flags.max_version = 0x0300;
  EXPECT_FALSE(bogo_context(flags, "", "", "openssl"));
  EXPECT_FALSE(protocol_names(std::string("\0", 1)));
  EXPECT_FALSE(
      protocol_names("\x05"
                     "foo"));
  EXPECT_FALSE(
      protocol_names("\x03"
                     "a,b"));
}

}  // namespace
}  // namespace parallax::loopback
