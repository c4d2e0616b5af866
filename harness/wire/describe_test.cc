#include "harness/wire/describe.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "harness/wire/handshake.h"
#include "harness/wire/names.h"

namespace parallax::wire {
namespace {

using namespace std::string_literals;
using Lines = std::vector<std::string>;

// What one side said, in plaintext; `before` is what the other said ahead of it.
Lines described(std::string_view octets, Side side = Side::kClient, std::string_view before = {}) {
  const KeyLog none;
  Conversation seen(none);
  seen.feed(other(side), before);
  Lines lines;
  for (const SeenRecord& record : seen.feed(side, octets)) lines.push_back(describe(record));
  if (std::string rest = describe_rest(seen.rest(side), seen.lost(side)); !rest.empty())
    lines.push_back(std::move(rest));
  return lines;
}

std::string number(std::size_t value, int width) {
  std::string out;
  while (width-- > 0) out += static_cast<char>(value >> (8 * width) & 0xFF);
  return out;
}
std::string vector(std::string_view octets, int width) {
  return number(octets.size(), width) + std::string(octets);
}
std::string record(int type, std::string_view fragment) {
  return number(static_cast<std::size_t>(type), 1) + "\x03\x03" + vector(fragment, 2);
}
std::string message(int type, std::string_view body) {
  return number(static_cast<std::size_t>(type), 1) + vector(body, 3);
}
std::string extension(std::size_t type, std::string_view data) {
  return number(type, 2) + vector(data, 2);
}
std::string hello_head() { return "\x03\x03"s + std::string(32, 'r') + vector("", 1); }
std::string client_hello(std::string_view name) {
  const std::string extensions = extension(0, vector("\0"s + vector(name, 2), 2)) +
                                 extension(16, vector(vector("h2", 1) + vector("http/1.1", 1), 2)) +
                                 extension(43, vector("\x7a\x7a\x03\x04\x03\x03", 1));
  return message(1,
                 hello_head() + vector("\x13\x01", 2) + vector("\0"s, 1) + vector(extensions, 2));
}
std::string retry_random() {
  return "\xCF\x21\xAD\x74\xE5\x9A\x61\x11\xBE\x1D\x8C\x02\x1E\x65\xB8\x91"
         "\xC2\xA2\x11\x16\x7A\xBB\x8C\x5E\x07\x9E\x09\xE2\xC8\xA8\x33\x9C";
}
std::string server_hello(const std::string& random, std::size_t version) {
  return message(2, "\x03\x03"s + random + vector("", 1) + "\x13\x01\0"s +
                        vector(extension(43, number(version, 2)), 2));
}

TEST(DescribeTest, ClientHelloSaysNameProtocolsAndVersionsWithoutGrease) {
  const std::string hello = client_hello("localhost");
  EXPECT_EQ(described(record(22, hello)),
            Lines{"handshake 1.2 " + std::to_string(hello.size()) +
                  ": client_hello sni=\"localhost\" alpn=\"h2\",\"http/1.1\" versions=1.3,1.2"});
}

TEST(DescribeTest, HostileNamesAreEscaped) {
  const Lines lines = described(record(22, client_hello("a\n\"\x1b[31m\xff"s)));
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_NE(lines[0].find(R"(sni="a\n\"\x1b[31m\xff")"), std::string::npos) << lines[0];
}

TEST(DescribeTest, RetryRequestIsToldFromServerHello) {
  EXPECT_NE(described(record(22, server_hello(retry_random(), 0x0304)))[0].find(
                ": hello_retry_request version=1.3 cipher=0x1301"),
            std::string::npos);
  EXPECT_NE(described(record(22, server_hello(std::string(32, 'x'), 0x0304)))[0].find(
                ": server_hello version=1.3"),
            std::string::npos);
}

TEST(DescribeTest, MessagesShareRecordsAndSpanThem) {
  const std::string certificate = message(11, std::string(100, 'c'));
  const std::string flight = certificate + message(14, "");
  EXPECT_EQ(described(record(22, flight.substr(0, 50)) + record(22, flight.substr(50))),
            (Lines{"handshake 1.2 50: certificate…",
                   "handshake 1.2 58: …certificate, server_hello_done"}));
}

TEST(DescribeTest, AfterChangeCipherSpecHandshakeAndLongAlertsAreEncrypted) {
  EXPECT_EQ(described(record(20, "\x01") + record(22, std::string(40, '\0')) +
                          record(21, std::string(26, 'x')) + record(23, "data"),
                      Side::kClient, record(22, server_hello(std::string(32, 'x'), 0x0303))),
            (Lines{"change_cipher_spec 1.2 1", "handshake 1.2 40: encrypted",
                   "alert 1.2 26: encrypted", "application_data 1.2 4: encrypted"}));
}

TEST(DescribeTest, SecondHelloAfterCompatibilityRecordIsPlain) {
  const Lines lines = described(record(20, "\x01") + record(22, client_hello("b")));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_NE(lines[1].find("client_hello sni=\"b\""), std::string::npos);
}

TEST(DescribeTest, AlertsByName) {
  EXPECT_EQ(described(record(21, "\x02\x28")), Lines{"alert 1.2 2: fatal handshake_failure"});
  EXPECT_EQ(described(record(21, "\x01\0"s)), Lines{"alert 1.2 2: warning close_notify"});
  EXPECT_EQ(described(record(21, "\x07\xfe")), Lines{"alert 1.2 2: level 7 description 254"});
  EXPECT_EQ(described(record(21, "abc")), Lines{"alert 1.2 3: malformed"});
}

TEST(DescribeTest, TailsAndGarbage) {
  EXPECT_EQ(described(record(23, "x") + "\x17\x03"),
            (Lines{"application_data 1.2 1: encrypted", "incomplete: 2 octets"}));
  EXPECT_EQ(described("GET / HTTP/1.1\r\n"), Lines{"not TLS: 16 octets"});
  EXPECT_TRUE(described("").empty());
}

TEST(DescribeTest, OverlongMessageIsCountedOffNotHeld) {
  const std::string body(200000, 'c');
  const std::string stream = message(11, body) + message(14, "");
  std::string octets;
  for (std::size_t at = 0; at < stream.size(); at += 16384)
    octets += record(22, std::string_view(stream).substr(at, 16384));
  const Lines lines = described(octets);
  EXPECT_EQ(lines.front(), "handshake 1.2 16384: certificate…");
  EXPECT_NE(lines.back().find(": server_hello_done"), std::string::npos) << lines.back();
}

TEST(HandshakeTest, EveryPrefixAndEveryFlipOfAHelloIsRead) {
  const std::string whole = client_hello("localhost").substr(kHandshakeHeader);
  ASSERT_TRUE(read_client_hello(whole));
  for (std::size_t n = 0; n < whole.size(); ++n) {
    std::string flipped = whole;
    for (int bit = 0; bit < 8; ++bit) {
      flipped[n] = static_cast<char>(whole[n] ^ 1 << bit);
      read_client_hello(flipped);
      read_server_hello(flipped);
    }
    // The one prefix that is whole ends before the extensions (RFC 5246 7.4.1.2).
    if (read_client_hello(whole.substr(0, n))) {
      EXPECT_EQ(n, 41u);
    }
  }
}

TEST(NamesTest, VersionsAreNamedAsPeopleDo) {
  EXPECT_EQ(version_name(0x0301), "1.0");
  EXPECT_EQ(version_name(0x0304), "1.3");
  EXPECT_EQ(version_name(0x0300), "3.0");
  EXPECT_EQ(version_name(0x4745), "0x4745");
}

}  // namespace
}  // namespace parallax::wire
