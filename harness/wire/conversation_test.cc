#include "harness/wire/conversation.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "harness/wire/describe.h"
#include "harness/wire/hex_for_test.h"
#include "harness/wire/names.h"

namespace parallax::wire {
namespace {

using namespace std::string_literals;
using Way = Protection::Way;

std::string record(std::uint8_t type, std::string_view fragment) {
  return std::string{static_cast<char>(type), 3, 3, static_cast<char>(fragment.size() >> 8),
                     static_cast<char>(fragment.size() & 0xFF)} +
         std::string(fragment);
}

std::string line(std::string_view label, std::string_view random, std::string_view secret) {
  return std::string(label) + " " + to_hex(random) + " " + to_hex(secret);
}

std::string message(std::string_view name, const Value& body, const Setting& setting = {}) {
  Field made = *blank_message(name, setting);
  const Edit edit = set(made, "", body);
  EXPECT_TRUE(edit) << name << ": " << edit.error();
  return print(made);
}

Value dict(std::vector<std::pair<std::string, Value>> items) {
  Dict made;
  for (auto& [name, value] : items) made.items.emplace_back(Value::text(name), std::move(value));
  return made;
}

std::string client_hello(char random) {
  return message("client_hello", dict({{"legacy_version", Value::name("tls12")},
                                       {"random", Value::bytes(std::string(32, random))}}));
}

std::string server_hello(std::uint16_t suite, bool tls13, bool etm = false) {
  Field made = *blank_message("server_hello", {});
  EXPECT_TRUE(set(made, "",
                  dict({{"legacy_version", Value::name("tls12")},
                        {"random", Value::bytes(std::string(32, 's'))},
                        {"cipher_suite", Value::integer(suite)}})));
  if (tls13) {
    EXPECT_TRUE(add(made, "extensions.supported_versions", Value::name("tls13")));
  }
  if (etm) {
    EXPECT_TRUE(add(made, "extensions.encrypt_then_mac", Value::bytes("")));
  }
  return print(made);
}

// What was said, a word each, records apart by bars.
std::string told(const std::vector<SeenRecord>& records) {
  std::string text;
  for (const SeenRecord& seen : records) {
    text += std::string(text.empty() ? "" : " | ") + std::string(epoch_name(seen.epoch));
    if (seen.sealed) text += " sealed";
    for (const Said& said : seen.said) {
      text += " ";
      if (said.type == kHandshake)
        text += read_message(said.octets, said.setting).name;
      else if (said.type == kAlert && said.octets.size() == 2)
        text += alert_description_name(static_cast<std::uint8_t>(said.octets[1]));
      else
        text += std::string(record_type_name(said.type)) + ":" + std::to_string(said.octets.size());
    }
    if (seen.unfinished) text += " …";
  }
  return text;
}

// A TLS 1.3 connection whose two ends write as told.
struct Pair13 {
  const CipherSuite& suite = *find_suite(0x1301);
  std::string random = std::string(32, 'r');
  std::string secret(char which) const { return std::string(32, which); }
  Protection writes(char which) const {
    return Protection::tls13(suite, secret(which), Way::kSeal);
  }
  KeyLog log{{line("CLIENT_EARLY_TRAFFIC_SECRET", random, secret('e')),
              line("CLIENT_HANDSHAKE_TRAFFIC_SECRET", random, secret('h')),
              line("SERVER_HANDSHAKE_TRAFFIC_SECRET", random, secret('H')),
              line("CLIENT_TRAFFIC_SECRET_0", random, secret('a')),
              line("SERVER_TRAFFIC_SECRET_0", random, secret('A'))}};
  Conversation seen{log};
  std::string say(Side side, Protection& with, std::uint8_t type, std::string_view content,
                  std::size_t padding = 0) {
    return told(seen.feed(
        side, record(kApplicationData, with.seal({.type = type, .padding = padding}, content))));
  }
};

const std::string kFinishedMessage = "\x14\x00\x00\x20"s + std::string(32, 'f');

TEST(ConversationTest, Tls13FromHelloToCloseNotify) {
  Pair13 pair;
  EXPECT_EQ(told(pair.seen.feed(Side::kClient, record(kHandshake, client_hello('r')))),
            "plain client_hello");
  EXPECT_EQ(told(pair.seen.feed(Side::kServer, record(kHandshake, server_hello(0x1301, true)) +
                                                   record(kChangeCipherSpec, "\x01"))),
            "plain server_hello | plain change_cipher_spec:1");
  Protection server = pair.writes('H'), client = pair.writes('h');
  const std::string flight = message("encrypted_extensions", dict({})) + kFinishedMessage;
  EXPECT_EQ(pair.say(Side::kServer, server, kHandshake, flight.substr(0, 9)),
            "handshake encrypted_extensions …");
  EXPECT_EQ(pair.say(Side::kServer, server, kHandshake, flight.substr(9)), "handshake finished");
  EXPECT_EQ(pair.say(Side::kClient, client, kHandshake, kFinishedMessage), "handshake finished");
  server = pair.writes('A');
  client = pair.writes('a');
  EXPECT_EQ(pair.say(Side::kServer, server, kHandshake, message("new_session_ticket", dict({}))),
            "application new_session_ticket");
  EXPECT_EQ(pair.say(Side::kClient, client, kApplicationData, "hello", 7),
            "application application_data:5");
  // KeyUpdate: its sender's keys change behind it, the other's do not.
  EXPECT_EQ(pair.say(Side::kClient, client, kHandshake, message("key_update", dict({}))),
            "application key_update");
  client = Protection::tls13(pair.suite, next_traffic_secret(pair.suite.hash, pair.secret('a')),
                             Way::kSeal);
  EXPECT_EQ(pair.say(Side::kClient, client, kApplicationData, "more"),
            "application application_data:4");
  EXPECT_EQ(pair.say(Side::kServer, server, kAlert, "\x01\x00"s), "application close_notify");
}

TEST(ConversationTest, RecordsAreDescribedWithWhatIsInside) {
  Pair13 pair;
  pair.seen.feed(Side::kClient, record(kHandshake, client_hello('r')));
  pair.seen.feed(Side::kServer, record(kHandshake, server_hello(0x1301, true)));
  Protection server = pair.writes('H');
  const auto line = [&](std::uint8_t type, std::string_view content, std::size_t padding = 0) {
    return describe(pair.seen.feed(
        Side::kServer,
        record(kApplicationData, server.seal({.type = type, .padding = padding}, content)))[0]);
  };
  const std::string flight = message("encrypted_extensions", dict({})) + kFinishedMessage;
  EXPECT_EQ(line(kHandshake, flight.substr(0, 9)),
            "application_data 1.2 26 (handshake) handshake: encrypted_extensions, finished…");
  EXPECT_EQ(line(kHandshake, flight.substr(9)),
            "application_data 1.2 50 (handshake) handshake: …finished");
  server = pair.writes('A');
  EXPECT_EQ(line(kApplicationData, "hello", 3),
            "application_data 1.2 25 (application): 5 octets, padding 3");
  EXPECT_EQ(line(kAlert, "\x02\x32"),
            "application_data 1.2 19 (application) alert: fatal decode_error");
  EXPECT_EQ(line(99, "x"), "application_data 1.2 18 (application) type 99: 1 octet");
  server = pair.writes('x');
  EXPECT_EQ(line(kAlert, "\x02\x32"), "application_data 1.2 19: encrypted");
}

TEST(ConversationTest, PaddingAndLengthsAreTold) {
  Pair13 pair;
  pair.seen.feed(Side::kClient, record(kHandshake, client_hello('r')));
  pair.seen.feed(Side::kServer, record(kHandshake, server_hello(0x1301, true)));
  Protection server = pair.writes('H');
  const auto seen = pair.seen.feed(
      Side::kServer,
      record(kApplicationData, server.seal({.type = kAlert, .padding = 11}, "\x02\x28")));
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].inner_type, kAlert);
  EXPECT_EQ(seen[0].padding, 11u);
  EXPECT_EQ(seen[0].content, 2u);
}

TEST(ConversationTest, EarlyDataAcceptedAndRefused) {
  for (const bool accepted : {true, false}) {
    Pair13 pair;
    pair.seen.feed(Side::kClient, record(kHandshake, client_hello('r')));
    Protection early = pair.writes('e'), client = pair.writes('h');
    EXPECT_EQ(pair.say(Side::kClient, early, kApplicationData, "0rtt"), "early application_data:4");
    pair.seen.feed(Side::kServer, record(kHandshake, server_hello(0x1301, true)));
    if (accepted) {
      EXPECT_EQ(pair.say(Side::kClient, early, kHandshake, "\x05\0\0\0"s),
                "early end_of_early_data");
    }
    EXPECT_EQ(pair.say(Side::kClient, client, kHandshake, kFinishedMessage), "handshake finished");
  }
}

TEST(ConversationTest, WhatDoesNotOpenChangesNothing) {
  Pair13 pair;
  pair.seen.feed(Side::kClient, record(kHandshake, client_hello('r')));
  pair.seen.feed(Side::kServer, record(kHandshake, server_hello(0x1301, true)));
  Protection server = pair.writes('H'), stranger = pair.writes('x');
  EXPECT_EQ(pair.say(Side::kServer, stranger, kHandshake, kFinishedMessage), "plain sealed");
  const std::string sealed = server.seal({.type = kHandshake}, kFinishedMessage);
  std::string broken = sealed;
  broken.back() = static_cast<char>(broken.back() ^ 1);
  EXPECT_EQ(told(pair.seen.feed(Side::kServer, record(kApplicationData, broken))), "plain sealed");
  EXPECT_EQ(told(pair.seen.feed(Side::kServer, record(kApplicationData, sealed))),
            "handshake finished");
  EXPECT_EQ(told(pair.seen.feed(Side::kServer, record(kApplicationData, sealed))),
            "application sealed")
      << "replayed";
  KeyLog none;
  Conversation blind(none);
  blind.feed(Side::kServer, record(kHandshake, server_hello(0x1301, true)));
  EXPECT_EQ(told(blind.feed(Side::kServer, record(kApplicationData, sealed))), "plain sealed");
}

TEST(ConversationTest, Tls12AllBulkCiphersAndEncryptThenMac) {
  const std::string master(48, 'm'), random(32, 'r'), server_random(32, 's');
  for (const CipherSuite& suite : cipher_suites()) {
    if (suite.tls13()) continue;
    for (const bool etm : {false, true}) {
      KeyLog log{{line("CLIENT_RANDOM", random, master)}};
      Conversation seen(log);
      seen.feed(Side::kClient, record(kHandshake, client_hello('r')));
      seen.feed(Side::kServer, record(kHandshake, server_hello(suite.id, false, etm)));
      EXPECT_EQ(told(seen.feed(Side::kClient, record(kChangeCipherSpec, "\x01"))),
                "plain change_cipher_spec:1");
      const KeyBlock keys = key_block(suite, master, random, server_random);
      Protection client = Protection::tls12(suite, keys.client, etm, Way::kSeal);
      EXPECT_EQ(told(seen.feed(Side::kClient, record(kHandshake, client.seal({.type = kHandshake},
                                                                             kFinishedMessage)))),
                "protected finished")
          << suite.name;
      EXPECT_EQ(told(seen.feed(Side::kClient,
                               record(kAlert, client.seal({.type = kAlert}, "\x01\x00"s)))),
                "protected close_notify");
    }
  }
}

TEST(ConversationTest, ChangeCipherSpecBeforeTheServerHelloChangesKeysWhereTheServerResumes) {
  const CipherSuite& suite = *find_suite(0xC02F);
  KeyLog log{{line("CLIENT_RANDOM", std::string(32, 'r'), std::string(48, 'm'))}};
  Conversation seen(log);
  seen.feed(Side::kClient, record(kHandshake, client_hello('r')));
  seen.feed(Side::kClient, record(kChangeCipherSpec, "\x01"));
  seen.feed(Side::kServer, record(kHandshake, server_hello(suite.id, false)));
  EXPECT_EQ(told(seen.feed(Side::kClient, record(kHandshake, kFinishedMessage))), "plain finished")
      << "the rest of a full handshake is read as before";
  seen.feed(Side::kServer, record(kChangeCipherSpec, "\x01"));
  const KeyBlock keys =
      key_block(suite, std::string(48, 'm'), std::string(32, 'r'), std::string(32, 's'));
  Protection client = Protection::tls12(suite, keys.client, false, Way::kSeal);
  EXPECT_EQ(told(seen.feed(Side::kClient, record(kHandshake, client.seal({.type = kHandshake},
                                                                         kFinishedMessage)))),
            "protected finished");
  // In TLS 1.3 it means nothing.
  Conversation tls13(log);
  tls13.feed(Side::kClient, record(kHandshake, client_hello('r')));
  tls13.feed(Side::kClient, record(kChangeCipherSpec, "\x01"));
  tls13.feed(Side::kServer, record(kHandshake, server_hello(0x1301, true)));
  EXPECT_EQ(told(tls13.feed(Side::kClient, record(kHandshake, kFinishedMessage))),
            "plain finished");
}

TEST(ConversationTest, WhatTheClientSaysUnderKeysIsUnknownWhereTheServerCouldNotBeRead) {
  KeyLog none;
  Conversation seen(none);
  seen.feed(Side::kClient, record(kHandshake, client_hello('r')));
  seen.feed(Side::kServer, "a" + record(kHandshake, server_hello(0xC02F, false)));
  ASSERT_TRUE(seen.lost(Side::kServer));
  EXPECT_EQ(told(seen.feed(Side::kClient, record(kHandshake, kFinishedMessage))), "plain finished");
  seen.feed(Side::kClient, record(kChangeCipherSpec, "\x01"));
  EXPECT_EQ(told(seen.feed(Side::kClient, record(kHandshake, std::string(40, 's')))),
            "plain sealed");
}

TEST(ConversationTest, RenegotiationTakesNewKeysFromTheInnerHellos) {
  const CipherSuite& suite = *find_suite(0xC02F);
  KeyLog log{{line("CLIENT_RANDOM", std::string(32, 'r'), std::string(48, 'm')),
              line("CLIENT_RANDOM", std::string(32, 'q'), std::string(48, 'n'))}};
  Conversation seen(log);
  seen.feed(Side::kClient, record(kHandshake, client_hello('r')));
  seen.feed(Side::kServer, record(kHandshake, server_hello(suite.id, false)));
  seen.feed(Side::kClient, record(kChangeCipherSpec, "\x01"));
  seen.feed(Side::kServer, record(kChangeCipherSpec, "\x01"));
  const auto keys = [&](char random, char master) {
    return key_block(suite, std::string(48, master), std::string(32, random), std::string(32, 's'));
  };
  Protection client = Protection::tls12(suite, keys('r', 'm').client, false, Way::kSeal);
  Protection server = Protection::tls12(suite, keys('r', 'm').server, false, Way::kSeal);
  const auto say = [&](Side side, Protection& with, std::uint8_t type, std::string_view content) {
    return told(seen.feed(side, record(type, with.seal({.type = type}, content))));
  };
  EXPECT_EQ(say(Side::kClient, client, kHandshake, client_hello('q')), "protected client_hello");
  EXPECT_EQ(say(Side::kServer, server, kHandshake, server_hello(suite.id, false)),
            "protected server_hello");
  EXPECT_EQ(say(Side::kClient, client, kChangeCipherSpec, "\x01"),
            "protected change_cipher_spec:1");
  client = Protection::tls12(suite, keys('q', 'n').client, false, Way::kSeal);
  EXPECT_EQ(say(Side::kClient, client, kHandshake, kFinishedMessage), "protected finished");
}

TEST(ConversationTest, OverlongMessageIsCountedOff) {
  KeyLog none;
  Conversation seen(none);
  std::string stream = "\x0b\x03\x0d\x40"s + std::string(200000, 'c') + "\x0e\0\0\0"s, last;
  for (std::size_t at = 0; at < stream.size(); at += 16384)
    last = told(
        seen.feed(Side::kServer, record(kHandshake, std::string_view(stream).substr(at, 16384))));
  EXPECT_EQ(last, "plain server_hello_done");
}

// Octets of both sides, in any pieces, with any secrets: nothing is lost, and the pieces do not matter.
RC_GTEST_PROP(ConversationLaw, TotalAndBlindToCutting, ()) {
  const auto octets = rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  Pair13 one, two;
  std::vector<std::pair<Side, std::string>> flights;
  for (int i = *rc::gen::inRange(0, 8); i > 0; --i) {
    const Side side = *rc::gen::element(Side::kClient, Side::kServer);
    std::string flight;
    switch (*rc::gen::inRange(0, 5)) {
      case 0:
        flight = record(kHandshake, client_hello('r'));
        break;
      case 1:
        flight = record(kHandshake, server_hello(*rc::gen::element<std::uint16_t>(0x1301, 0xC02F),
                                                 *rc::gen::arbitrary<bool>()));
        break;
      case 2: {
        Protection any = one.writes(*rc::gen::element('e', 'h', 'H', 'a', 'A'));
        flight = record(kApplicationData,
                        any.seal({.type = *rc::gen::arbitrary<std::uint8_t>()}, *octets));
        break;
      }
      case 3:
        flight = record(*rc::gen::inRange<std::uint8_t>(20, 24), *octets);
        break;
      default:
        flight = *octets;
    }
    flights.emplace_back(side, flight);
  }
  std::string whole, cut;
  std::size_t in = 0, out = 0;
  for (const auto& [side, flight] : flights) {
    const auto records = one.seen.feed(side, flight);
    in += flight.size();
    for (const SeenRecord& seen : records) out += kRecordHeader + seen.length;
    whole += told(records) + ";";
    std::vector<SeenRecord> pieces;
    for (std::size_t at = 0; at < flight.size();) {
      const auto n = *rc::gen::inRange<std::size_t>(1, 40);
      for (SeenRecord& seen : two.seen.feed(side, std::string_view(flight).substr(at, n)))
        pieces.push_back(std::move(seen));
      at += n;
    }
    cut += told(pieces) + ";";
  }
  RC_ASSERT(out + one.seen.rest(Side::kClient) + one.seen.rest(Side::kServer) == in);
  RC_ASSERT(cut == whole);
}

TEST(KeyLogTest, OnlyLinesOfTheFormatAreTaken) {
  const std::string random(64, 'a');
  KeyLog log;
  EXPECT_TRUE(log.add("CLIENT_RANDOM " + random + " 00FF\n"));
  EXPECT_TRUE(log.add("CLIENT_RANDOM " + random + " 00ff"));
  for (const std::string& bad :
       {"# a comment"s, ""s, "CLIENT_RANDOM"s, "CLIENT_RANDOM " + random, "X abc 00"s,
        "X " + random + " 0"s, "X " + random + " zz"s, "X " + random + " 00 00"s,
        "X " + random + " " + std::string(200, '0')})
    EXPECT_FALSE(log.add(bad)) << bad;
  EXPECT_EQ(log.lines().size(), 1u);
  EXPECT_EQ(log.find("CLIENT_RANDOM", std::string(32, '\xaa')),
            std::vector<std::string>{"\x00\xff"s});
  EXPECT_TRUE(log.find("CLIENT_RANDOM", "").empty());
}

}  // namespace
}  // namespace parallax::wire
