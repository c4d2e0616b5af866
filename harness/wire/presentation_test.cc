#include "harness/wire/presentation.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace parallax::wire {
namespace {

using namespace std::string_literals;

constexpr Setting kTls13{};
constexpr Setting kTls12{Dialect::kTls12, KeyExchange::kEcdhe};

std::string hex(std::string_view digits) {
  std::string octets;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    octets += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  return octets;
}

// RFC 8448 section 3, the client's and the server's hello.
std::string client_hello() {
  return hex(
      "010000c00303cb34ecb1e78163ba1c38c6dacb196a6dffa21a8d9912ec18a2ef6283024dece70000061301130313"
      "02010000"
      "910000000b0009000006736572766572ff01000100000a00140012001d0017001800190100010101020103010400"
      "230000"
      "00330026002400"
      "1d002099381de560e4bd43d23d8e435a7dbafeb3c06e51c13cae4d5413691e529aaf2c002b0003020304"
      "000d0020001e040305030603020308040805080604010501060102010402050206020202002d00020101001c0002"
      "4001");
}
std::string server_hello() {
  return hex(
      "020000560303a6af06a4121860dc5e6e60249cd34c95930c8ac5cb1434dac155772ed3e2692800130100002e0033"
      "0024001d"
      "0020c9828876112095fe66762bdbf7c672e156d6cc253b833df1dd69b1b04e751f0f002b00020304");
}

rc::Gen<std::string> octets() {
  return rc::gen::container<std::string>(rc::gen::weightedOneOf<char>(
      {{3, rc::gen::arbitrary<char>()}, {5, rc::gen::inRange<char>(0, 8)}}));
}

TEST(PresentationTest, FieldsHaveTheNamesOfTheRfc) {
  const Field hello = read_message(client_hello(), kTls13);
  EXPECT_TRUE(whole(hello));
  EXPECT_EQ(hello.name, "client_hello");
  EXPECT_EQ(number(hello, "legacy_version"), 0x0303u);
  EXPECT_EQ(number(hello, "cipher_suites.0"), 0x1301u);
  EXPECT_EQ(number(hello, "cipher_suites.-1"), 0x1302u);
  EXPECT_EQ(content(hello, "extensions.server_name.server_name_list.0.host_name"), "server");
  EXPECT_EQ(print(to_value(*find(hello, "extensions.key_share.client_shares.0.group"))), "x25519");
  EXPECT_EQ(print(to_value(*find(hello, "extensions.supported_versions"))),
            R"({"extension_type": supported_versions, "extension_data": {"versions": [tls13]}})");
  EXPECT_EQ(find(hello, "extensions.cookie"), nullptr);
}

TEST(PresentationTest, OneExtensionReadsByTheMessageAroundIt) {
  const Field hello = read_message(server_hello(), kTls13);
  EXPECT_TRUE(whole(hello));
  EXPECT_EQ(number(hello, "extensions.key_share.server_share.group"), 29u);
  EXPECT_EQ(number(hello, "extensions.supported_versions.selected_version"), 0x0304u);
  std::string retry = server_hello();
  retry.replace(6, 32, hex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c"));
  const Field request = read_message(retry, kTls13);
  EXPECT_EQ(request.name, "hello_retry_request");
  EXPECT_FALSE(whole(request)) << "a share where only its group belongs";
  EXPECT_EQ(number(request, "extensions.key_share.selected_group"), 29u);
  EXPECT_EQ(content(request, "extensions.key_share.trailing").value_or("").size(), 34u);
  EXPECT_EQ(print(request), retry);
}

TEST(PresentationTest, VersionAndKeyExchangeDecideTheForm) {
  const std::string certificate = hex("0b00000900000600000301") + "ab";
  EXPECT_EQ(content(read_message(certificate, kTls12), "certificate_list.0"), "\x01"s + "ab");
  EXPECT_FALSE(whole(read_message(certificate, kTls13)));
  const std::string exchange = hex("0c00000b03001d02aabb04030001cc");
  EXPECT_EQ(number(read_message(exchange, kTls12), "namedcurve"), 29u);
  EXPECT_EQ(content(read_message(exchange, {Dialect::kTls10, KeyExchange::kEcdhe}), "trailing"),
            std::nullopt);
  EXPECT_FALSE(whole(read_message(exchange, {Dialect::kTls12, KeyExchange::kUnknown})));
  EXPECT_EQ(content(read_message(hex("10000003020102"), kTls12), "ecdh_Yc"), "\x01\x02");
}

TEST(PresentationTest, WhatDoesNotFitIsKept) {
  Field cut = read_message(client_hello().substr(0, 100), kTls13);
  EXPECT_EQ(find(cut, "body")->length, 192u);
  EXPECT_FALSE(whole(cut));
  EXPECT_EQ(number(cut, "cipher_suites.1"), 0x1303u) << "what was read before stays";
  const Field behind = read_message(server_hello() + "more", kTls13);
  EXPECT_EQ(content(behind, "trailing"), "more");
  Field longer = read_message(hex("18000001") + "\x01", kTls13);
  EXPECT_TRUE(set(longer, "trailing", Value::bytes("more")));
  EXPECT_EQ(print(longer), hex("18000005") + "\x01more");
  const Field odd = read_message("\x77\x00\x00\x02hi"s, kTls13);
  EXPECT_EQ(odd.name, "message_119");
  EXPECT_EQ(content(odd, "body"), "hi");
}

RC_GTEST_PROP(PresentationLaw, PrintingUndoesReading, ()) {
  const std::string any = *octets();
  const Setting setting{*rc::gen::element(Dialect::kTls10, Dialect::kTls12, Dialect::kTls13),
                        *rc::gen::element(KeyExchange::kUnknown, KeyExchange::kEcdhe,
                                          KeyExchange::kDhe, KeyExchange::kRsa)};
  RC_ASSERT(print(read_message(any, setting)) == any);
  // With a header that fits, so that bodies of every kind are met.
  const auto& messages = tls().messages();
  const auto& forms = messages[*rc::gen::inRange<std::size_t>(0, messages.size())];
  std::string message(1, static_cast<char>(forms.number));
  message +=
      "\0"s + static_cast<char>(any.size() >> 8) + static_cast<char>(any.size() & 0xFF) + any;
  RC_ASSERT(print(read_message(message, setting)) == message);
}

RC_GTEST_PROP(PresentationLaw, AnyHarmToAHelloIsReadBack, ()) {
  std::string hello = *rc::gen::element(client_hello(), server_hello());
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
    hello[*rc::gen::inRange<std::size_t>(0, hello.size())] = *rc::gen::arbitrary<char>();
  hello.resize(*rc::gen::inRange<std::size_t>(0, hello.size() + 1));
  RC_ASSERT(print(read_message(hello, kTls13)) == hello);
}

// Every message that the table has, filled from its own value, comes out the same.
TEST(PresentationTest, ValuesMakeTheMessageAgain) {
  for (const std::string& octets : {client_hello(), server_hello()}) {
    const Field read = read_message(octets, kTls13);
    Field made = *blank_message(read.name, kTls13);
    const Edit edit = set(made, "", to_value(*find(read, "body")));
    ASSERT_TRUE(edit) << edit.error();
    EXPECT_EQ(print(made), octets);
  }
  for (const Forms& forms : tls().messages()) {
    for (const Setting& setting : {kTls13, kTls12, Setting{Dialect::kTls10, KeyExchange::kDhe}}) {
      const Field blank = *blank_message(forms.name, setting);
      if (forms.name == "hello_retry_request") continue;  // so called by its Random
      const Field again = read_message(print(blank), setting);
      EXPECT_EQ(print(again), print(blank)) << forms.name;
      EXPECT_EQ(again.name, forms.name);
    }
  }
}

TEST(PresentationEditTest, LengthsFollowTheContent) {
  Field hello = read_message(client_hello(), kTls13);
  ASSERT_TRUE(set(hello, "extensions.server_name.server_name_list.0.host_name", Value::bytes("x")));
  EXPECT_EQ(print(hello).size(), client_hello().size() - 5);
  EXPECT_TRUE(whole(read_message(print(hello), kTls13)));
  ASSERT_TRUE(set(hello, "cipher_suites",
                  List{{Value::name("TLS_AES_256_GCM_SHA384"), Value::integer(0x5a5a)}}));
  EXPECT_EQ(content(hello, "cipher_suites"), "\x13\x02\x5a\x5a");
  ASSERT_TRUE(set(hello, "extensions.key_share.client_shares",
                  List{{Dict{{{Value::text("group"), Value::name("secp256r1")},
                              {Value::text("key_exchange"), Value::bytes("k")}}}}}));
  EXPECT_EQ(content(hello, "extensions.key_share.client_shares"), "\x00\x17\x00\x01k"s);
}

TEST(PresentationEditTest, AddedRemovedDoubledReorderedOfWrongLength) {
  Field hello = read_message(client_hello(), kTls13);
  const std::size_t count = find(hello, "extensions")->fields.size();
  ASSERT_TRUE(
      add(hello, "extensions.cookie", Dict{{{Value::text("cookie"), Value::bytes("c")}}}, 0));
  EXPECT_EQ(find(hello, "extensions.0")->name, "cookie");
  ASSERT_TRUE(add(hello, "extensions.extension_2570", Value::bytes("")));
  ASSERT_TRUE(repeat(hello, "extensions.key_share"));
  EXPECT_EQ(find(hello, "extensions")->fields.size(), count + 3);
  ASSERT_TRUE(move_to(hello, "extensions.supported_versions", 0));
  EXPECT_EQ(find(hello, "extensions.0")->name, "supported_versions");
  ASSERT_TRUE(remove(hello, "extensions.cookie"));
  EXPECT_EQ(find(hello, "extensions.cookie"), nullptr);
  ASSERT_TRUE(whole(read_message(print(hello), kTls13)));
  ASSERT_TRUE(set_length(hello, "extensions.key_share", 3));
  EXPECT_FALSE(whole(read_message(print(hello), kTls13)));
  ASSERT_TRUE(remove(hello, "legacy_compression_methods"));
  ASSERT_TRUE(set(hello, "", Value::bytes("\x03")));
  EXPECT_EQ(print(hello), "\x01\x00\x00\x01\x03"s);
}

TEST(PresentationEditTest, AnEditThatCannotBeMadeSaysWhyAndChangesNothing) {
  Field hello = read_message(client_hello(), kTls13);
  const Field before = hello;
  EXPECT_EQ(
      set(hello, "random_octets", Value::bytes("x")).error(),
      "client_hello has no field random_octets; it has: legacy_version, random, legacy_session_id, "
      "cipher_suites, legacy_compression_methods, extensions");
  EXPECT_EQ(set(hello, "legacy_version", Value::integer(65536)).error(),
            "legacy_version takes a number up to 65535 or a name of ProtocolVersion, not 65536");
  EXPECT_EQ(set(hello, "cipher_suites", Value::integer(1)).error(),
            "cipher_suites takes octets or a list, not 1");
  EXPECT_EQ(set_length(hello, "random", 3).error(), "random has no length");
  EXPECT_EQ(set_length(hello, "legacy_session_id", 256).error(),
            "the length of legacy_session_id has 1 octets; 256 needs more");
  EXPECT_EQ(move_to(hello, "cipher_suites.0", 3).error(),
            "cipher_suites.0 has 2 neighbours; there is no place 3");
  EXPECT_FALSE(remove(hello, "extensions.9.nothing"));
  EXPECT_FALSE(add(hello, "random", Value::integer(1)));
  EXPECT_EQ(hello, before);
  EXPECT_NE(blank_message("hello", kTls13)
                .error()
                .find("no message is called hello; there are hello_request"),
            std::string::npos);
}

// Edits at any place of any message leave a tree that can be printed, and read again without loss.
RC_GTEST_PROP(PresentationLaw, EditsKeepTheTreePrintable, ()) {
  Field message = read_message(*rc::gen::element(client_hello(), server_hello()), kTls13);
  const auto paths = {"extensions.0",         "extensions.-1",
                      "cipher_suites",        "random",
                      "extensions.key_share", "body",
                      "legacy_version",       "extensions.key_share.0",
                      "cipher_suite",         "extensions.3.extension_data"};
  for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
    const std::string path =
        *rc::gen::elementOf(std::vector<std::string>(paths.begin(), paths.end()));
    switch (*rc::gen::inRange(0, 6)) {
      case 0:
        (void)set(message, path, Value::bytes(*octets()));
        break;
      case 1:
        (void)set(message, path, Value::integer(*rc::gen::inRange(0, 70000)));
        break;
      case 2:
        (void)remove(message, path);
        break;
      case 3:
        (void)repeat(message, path);
        break;
      case 4:
        (void)move_to(message, path, *rc::gen::inRange<std::size_t>(0, 4));
        break;
      default:
        (void)set_length(message, path, *rc::gen::inRange<std::uint64_t>(0, 300));
    }
  }
  const std::string printed = print(message);
  RC_ASSERT(print(read_message(printed, kTls13)) == printed);
}

TEST(PresentationTest, AHugeMessageCostsBoundedFields) {
  std::string body =
      "\x03\x03"s + std::string(32, 'r') + "\0"s + "\xff\xfe"s + std::string(0xFFFE, 'c');
  body += "\xff" + std::string(255, 'd') + "\xff\xff"s + std::string(0xFFFF, '\0');
  const std::string octets = "\x01"s + static_cast<char>(body.size() >> 16) +
                             static_cast<char>(body.size() >> 8 & 0xFF) +
                             static_cast<char>(body.size() & 0xFF) + body;
  const Field hello = read_message(octets, kTls13);
  EXPECT_EQ(print(hello), octets);
  EXPECT_EQ(find(hello, "cipher_suites")->fields.size(), 0x7FFFu);
}

}  // namespace
}  // namespace parallax::wire
