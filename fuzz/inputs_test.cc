// What octets become: the scripts of the targets on streams and puppets.

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/laboratory.h"
#include "fuzz/puppeteer.h"
#include "fuzz/stream.h"

namespace parallax::fuzz {
namespace {

std::string stream(std::string_view octets) {
  return print(
      stream_script("server", reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()));
}
std::string puppet(std::string_view octets) {
  return print(puppet_script(reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()));
}
std::size_t count(const std::string& text, std::string_view words) {
  std::size_t found = 0;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
    ++found;
  return found;
}

TEST(Bounds, ClocksStandWhereCertificatesCanBe) {
  auto script = parse("clock -9223372036854775808\nclock 1\nclock 9223372036854775807\n");
  ASSERT_TRUE(script);
  bound(&*script);
  EXPECT_EQ(print(*script), "clock 0\nclock 1\nclock 253402300799\n");
}

TEST(StreamScript, ArrivesAtOnceForHalfOfTheFirstOctets) {
  const std::string text =
      stream(std::string_view("\0"
                              "abcdef",
                              7));
  EXPECT_NE(text.find("a.in.write b\"abcdef\""), std::string::npos) << text;
  EXPECT_EQ(text.find("a.in.write_eof"), std::string::npos) << text;
  int at_once = 0;
  for (int how = 0; how < 256; ++how)
    at_once += count(stream(std::string(1, static_cast<char>(how)) + "abcdef"), "a.in.write b") == 1
                   ? 1
                   : 0;
  EXPECT_GE(at_once, 128);
}

TEST(StreamScript, ArrivesInEightPiecesAtMost) {
  const std::string text = stream(
      "\x08"
      "abcdefghijklm");
  EXPECT_EQ(count(text, "a.in.write b"), 8U) << text;
  EXPECT_NE(text.find("a.in.write b\"hijklm\""), std::string::npos) << text;
}

TEST(StreamScript, ArrivesInTwo) {
  const std::string text = stream(
      "\x8C"
      "0123456789abcdefg");
  EXPECT_NE(text.find("a.in.write b\"012345678\""), std::string::npos) << text;
  EXPECT_NE(text.find("a.in.write b\"9abcdefg\""), std::string::npos) << text;
}

TEST(StreamScript, EndsWhereBothBitsSay) {
  EXPECT_NE(stream("\x03"
                   "a")
                .find("a.in.write_eof"),
            std::string::npos);
  EXPECT_EQ(stream("\x02"
                   "a")
                .find("a.in.write_eof"),
            std::string::npos);
}

TEST(PuppetScript, OfNothingIsAnHonestHandshake) {
  const std::string text = puppet("");
  EXPECT_NE(text.find("object a server tls=1.2-1.3\npuppet p client tls=1.2-1.3\npump p a"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("p.send"), std::string::npos) << text;
}

TEST(PuppetScript, OfAFewOctetsBreaksOneRule) {
  EXPECT_NE(puppet("\x03\x0E")
                .find("p.flight until=\"certificate_verify\"\np.send certificate_verify "
                      "set={\"signature\": b\"xxx"),
            std::string::npos)
      << puppet("\x03\x0E");
  EXPECT_NE(puppet("\x04\x01\x04").find("p.flight skip=\"finished\""), std::string::npos)
      << puppet("\x04\x01\x04");
}

TEST(PuppetScript, ReachesTheSecondFlightInOneAction) {
  const std::string text = puppet("\x12\x41\x02");
  EXPECT_NE(
      text.find(
          "p.flight\nmove p a\na.do_handshake\nmove a p\np.flight skip=\"certificate_verify\""),
      std::string::npos)
      << text;
  EXPECT_NE(text.find("verify=optional"), std::string::npos) << text;
}

TEST(PuppetScript, NamesItsOwnMessagesInTheirPlace) {
  for (int message = 0; message < 256; ++message) {
    const std::string text = puppet(std::string("\x02\x1C", 2) + static_cast<char>(message));
    EXPECT_EQ(text.find("server_hello"), std::string::npos) << "a client has none to say\n" << text;
  }
}

TEST(PuppetScript, AddsWhatBelongsInAMessageMoreOften) {
  const std::string server_whose_groups_differ = "\x0B";
  int cookies = 0;
  for (int extension = 0; extension < 256; ++extension) {
    const std::string text = puppet(server_whose_groups_differ + std::string("\x12\x01\0", 3) +
                                    static_cast<char>(extension));
    EXPECT_NE(text.find("p.send hello_retry_request add={\"extensions."), std::string::npos)
        << text;
    if (text.find("extensions.cookie\"") != std::string::npos) ++cookies;
  }
  EXPECT_GE(cookies, 256 / 6);
}

TEST(PuppetScript, AsksForKeyUpdatesAsWell) {
  int updates = 0, asked = 0;
  for (int message = 0; message < 16; ++message) {
    for (const char* how : {"\xC0", "\xC1"}) {
      const std::string text = puppet(std::string("\x02\x8B") + static_cast<char>(message) + how);
      updates += text.find("p.send key_update\n") != std::string::npos ? 1 : 0;
      asked +=
          text.find("p.send key_update set={\"request_update\": 1}") != std::string::npos ? 1 : 0;
    }
  }
  EXPECT_EQ(updates, 1);
  EXPECT_EQ(asked, 1);
}

TEST(PuppetScript, ResumesWhatAnHonestConnectionLeft) {
  const std::string text = puppet("\x82");
  EXPECT_NE(text.find("session=w"), std::string::npos) << text;
  EXPECT_NE(text.find("pump w o"), std::string::npos) << text;
}

}  // namespace
}  // namespace parallax::fuzz
