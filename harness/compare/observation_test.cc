#include "harness/compare/observation.h"

#include <gtest/gtest.h>

#include "harness/compare/tell.h"
#include "harness/wire/presentation.h"
#include "harness/wire/protection.h"

namespace parallax {
namespace {

Observation last(const Tell& t) { return observe(t.script(), t.trace()).back(); }

// The coarsest level at which the last steps of two runs differ.
std::optional<Level> apart(const Tell& a, const Tell& b) {
  const auto difference = first_difference(observe(a.script(), a.trace()),
                                           observe(b.script(), b.trace()), Level::kBytes);
  return difference ? std::optional(difference->level) : std::nullopt;
}

Tell read(std::string_view outcome) { return established()("a.read 9", outcome); }

TEST(ObservationTest, EachLevelHasItsOwnDifferences) {
  EXPECT_EQ(apart(read("ok b\"x\""), read("ok b\"x\"")), std::nullopt);
  EXPECT_EQ(apart(read("ok b\"x\""), read("SSLWantReadError")), Level::kAccept);
  EXPECT_EQ(apart(read("SSLError"), read("SSLWantReadError")), Level::kAccept);
  EXPECT_EQ(apart(read("SSLError"), read("SSLEOFError")), Level::kClass);
  EXPECT_EQ(apart(read("ok b\"x\""), read("ok b\"y\"")), Level::kClass);
  EXPECT_EQ(apart(read("SSLError reason=\"A\""), read("SSLError reason=\"B\"")), Level::kReason);
  EXPECT_EQ(apart(read("SSLError message=\"a\""), read("SSLError message=\"b\"")), Level::kReason);
  EXPECT_EQ(apart(read("ok b\"x\"").see("a", up()), read("ok b\"x\"").see("a", idle())),
            Level::kState);
  EXPECT_EQ(apart(read("ok b\"x\"").see("a", up(3)), read("ok b\"x\"").see("a", up(4))),
            Level::kBytes);
  EXPECT_EQ(apart(read("ok b\"x\"").see("a", up(3)), read("ok b\"x\"").see("a", up(0))),
            Level::kState);
}

TEST(ObservationTest, WhatIsNotAskedForIsLeftOutAndNothingElse) {
  Tell t = read("SSLError reason=\"A\" message=\"a\"").see("a", up(3));
  t("a.version", "ok \"TLSv1.3\"")
      .see("a", up())("a.out.read", "ok b\"\\x15\\x03\\x03\\x00\\x02\\x02\\x0a\"");
  const auto full = observe(t.script(), t.trace());
  for (std::size_t finest = 0; finest < kLevels; ++finest) {
    const auto some = observe(t.script(), t.trace(), {.finest = static_cast<Level>(finest)});
    ASSERT_EQ(some.size(), full.size());
    for (std::size_t i = 0; i < full.size(); ++i) {
      EXPECT_EQ(some[i].error, full[i].error);
      for (std::size_t level = 0; level <= finest; ++level)
        EXPECT_EQ(some[i].at[level], full[i].at[level]) << i << " " << level;
      // Up to alerts a text costs nothing.
      const auto dear = static_cast<std::size_t>(Level::kReason);
      for (std::size_t level = std::max(finest + 1, dear); level < kLevels; ++level)
        EXPECT_EQ(some[i].at[level], "") << i << " " << level;
    }
  }
}

TEST(ObservationTest, ValuesCountFromTheirClassOn) {
  const auto answers = [](std::string_view step, std::string_view one, std::string_view other) {
    return apart(established()("bio x")(step, one), established()("bio x")(step, other));
  };
  EXPECT_EQ(answers("a.version", "ok \"TLSv1.2\"", "ok \"TLSv1.3\""), Level::kState);
  EXPECT_EQ(answers("a.get_channel_binding", "ok b\"x\"", "ok b\"y\""), Level::kBytes);
  EXPECT_EQ(answers("x.read", "ok b\"x\"", "ok b\"y\""), Level::kClass);
  EXPECT_EQ(answers("a.out.read", "ok b\"x\"", "ok b\"y\""), Level::kBytes);
}

TEST(ObservationTest, ABioThatServesAnObjectHoldsTlsByAnyName) {
  const auto reading = [](std::string_view name, std::string_view outcome) {
    Tell t;
    t("bio x")("bio y")("object a client in=x");
    t("let z = a.out");
    t(std::string(name) + ".read", outcome);
    return t;
  };
  EXPECT_EQ(apart(reading("x", "ok b\"x\""), reading("x", "ok b\"y\"")), Level::kBytes);
  EXPECT_EQ(apart(reading("z", "ok b\"x\""), reading("z", "ok b\"y\"")), Level::kBytes);
  EXPECT_EQ(apart(reading("y", "ok b\"x\""), reading("y", "ok b\"y\"")), Level::kClass);
}

TEST(ObservationTest, AlertsInPlaintextAreSeenOnTheWire) {
  const auto told = [](const std::string& octets) {
    return established()("move a p", "ok 7").moved("a", "p", octets);
  };
  const std::string fatal40 = record(21, std::string("\x02\x28", 2)),
                    fatal42 = record(21, std::string("\x02\x2a", 2));
  EXPECT_EQ(apart(told(fatal40), told(fatal42)), Level::kAlert);
  EXPECT_NE(last(told(fatal40)).text(Level::kAlert).find("handshake_failure"), std::string::npos);
}

TEST(ObservationTest, AnAlertTakenInTwoPiecesIsOne) {
  const std::string alert = record(21, std::string("\x02\x28", 2));
  Tell t = established();
  t("move a p 3", "ok 3").moved("a", "p", alert.substr(0, 3));
  t("move a p", "ok 4").moved("a", "p", alert.substr(3));
  EXPECT_NE(last(t).text(Level::kAlert).find("handshake_failure"), std::string::npos);
}

TEST(ObservationTest, AlertsInCiphertextShowInWhatThePeerSays) {
  const auto told = [](std::string_view reason) {
    return established()("p.read 9", "SSLError reason=\"" + std::string(reason) + "\"");
  };
  EXPECT_EQ(apart(told("TLSV1_ALERT_UNKNOWN_CA"), told("SSLV3_ALERT_BAD_CERTIFICATE")),
            Level::kAlert);
  EXPECT_EQ(apart(told("BAD_RECORD_MAC"), told("DIGEST_CHECK_FAILED")), Level::kReason);
}

// A TLS 1.3 client that says `content` under its handshake key; the log has the key, or has not.
Tell under_encryption(std::uint8_t type, const std::string& content, bool logged) {
  const std::string secret(32, 'h');
  const auto hello = wire::blank_message("client_hello", {});
  auto answer = wire::blank_message("server_hello", {});
  EXPECT_TRUE(wire::set(*answer, "cipher_suite", Value::integer(0x1301)));
  EXPECT_TRUE(wire::add(*answer, "extensions.supported_versions", Value::integer(0x0304)));
  wire::Protection seals =
      wire::Protection::tls13(*wire::find_suite(0x1301), secret, wire::Protection::Way::kSeal);
  Tell t;
  t("object a client")("peer p server")("pump a p")
      .moved("a", "p", record(22, wire::print(*hello)))
      .moved("p", "a", record(22, wire::print(*answer)));
  t("move a p", "ok 7").moved("a", "p", record(23, seals.seal({.type = type}, content)));
  if (logged) {
    t.trace().key_log = {"CLIENT_HANDSHAKE_TRAFFIC_SECRET " + std::string(64, '0') + " " +
                         to_hex(secret)};
  }
  return t;
}

TEST(ObservationTest, AlertsUnderEncryptionCountWhereSecretsOpenThem) {
  const std::string one = "\x02\x28", other = "\x02\x32";
  EXPECT_EQ(apart(under_encryption(21, one, true), under_encryption(21, other, true)),
            Level::kAlert);
  EXPECT_NE(last(under_encryption(21, one, true)).text(Level::kAlert).find("handshake_failure"),
            std::string::npos);
  // Without a log on either side nobody knows, and nothing is made of it.
  EXPECT_EQ(apart(under_encryption(21, one, false), under_encryption(21, other, true)),
            Level::kBytes);
  EXPECT_TRUE(last(under_encryption(21, one, false)).sealed);
}

TEST(ObservationTest, MessagesCountWithoutWhatIsDrawn) {
  const std::string finished("\x14\0\0\x02xx", 6), drawn("\x14\0\0\x02yy", 6),
      update("\x18\0\0\x01\0", 5);
  const auto says = [](const std::string& message, bool logged = true) {
    return under_encryption(22, message, logged);
  };
  EXPECT_EQ(apart(says(finished), says(drawn)), Level::kBytes);
  EXPECT_EQ(apart(says(finished), says(update)), Level::kMessages);
  EXPECT_EQ(apart(says(finished), says(update, false)), Level::kBytes);
}

TEST(ObservationTest, OctetsSentCountAtTheFinestLevelOnly) {
  const auto moved = [](const std::string& octets) {
    return established()("move a p", "ok 1").moved("a", "p", octets);
  };
  EXPECT_EQ(apart(moved(sealed(20)), moved(sealed(21))), Level::kBytes);
}

TEST(ObservationTest, RoundsOfAPumpDoNotMatterWhereItEndsDoes) {
  Tell more = established();
  more.last().actions.insert(more.last().actions.begin(),
                             {"a.do_handshake", true, Outcome::raised("SSLWantReadError", "")});
  EXPECT_EQ(apart(established(), more), Level::kBytes);
  Tell other = established();
  other.last().actions[2].outcome = Outcome::raised("SSLError", "");
  EXPECT_EQ(apart(established(), other), Level::kAccept);
}

TEST(ObservationTest, DataReadOnTheWayCountsAsData) {
  const auto reading = [](std::string_view one, std::string_view two) {
    return established()("move p a each=read", "ok 9").did("a.read", one).did("a.read", two);
  };
  EXPECT_EQ(apart(reading("ok b\"ab\"", "ok b\"c\""), reading("ok b\"a\"", "ok b\"bc\"")),
            Level::kBytes);
  EXPECT_EQ(apart(reading("ok b\"ab\"", "ok b\"c\""), reading("ok b\"ab\"", "ok b\"d\"")),
            Level::kClass);
}

TEST(ObservationTest, NotesHaveLevels) {
  EXPECT_EQ(apart(read("ok b\"x\""), read("ok b\"x\"").noted("warning", "DeprecationWarning: old")),
            Level::kReason);
  EXPECT_EQ(apart(read("ok b\"x\""), read("ok b\"x\"").noted("argument", "1 bytearray(b\"x\")")),
            Level::kClass);
  EXPECT_EQ(apart(read("ok b\"x\""), read("ok b\"x\"").noted("callback", "sni \"localhost\"")),
            Level::kClass);
  EXPECT_EQ(apart(read("ok b\"x\""), read("ok b\"x\"").noted("callback", "keylog \"SECRET\"")),
            Level::kBytes);
}

TEST(ObservationTest, NothingBehindAnUnsupportedStepIsCompared) {
  EXPECT_EQ(apart(read("ok b\"x\"")("a.read 1", "ok b\"a\""),
                  read("unsupported \"no\"")("a.read 1", "ok b\"b\"")),
            std::nullopt);
}

TEST(ObservationTest, AQuestionThatIsUnsupportedTakesNothingFromTheRest) {
  const auto asks = [](std::string_view answer, std::string_view data) {
    return established()("a.shared_ciphers", answer)("a.read 1", data);
  };
  EXPECT_EQ(apart(asks("ok None", "ok b\"a\""), asks("unsupported \"no\"", "ok b\"a\"")),
            std::nullopt);
  EXPECT_EQ(apart(asks("ok None", "ok b\"a\""), asks("unsupported \"no\"", "ok b\"b\"")),
            Level::kClass);
}

TEST(ObservationTest, ATraceThatEndsEarlyDiffersWhereItEnds) {
  const auto difference =
      first_difference(observe(read("ok b\"\"").script(), read("ok b\"\"").trace()),
                       observe(established().script(), established().trace()), Level::kClass);
  ASSERT_TRUE(difference);
  const Difference first = difference.value_or(Difference());
  EXPECT_EQ(first.entry, 3u);
  EXPECT_EQ(first.right, "nothing");
}

}  // namespace
}  // namespace parallax
