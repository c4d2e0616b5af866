#include "harness/compare/observation.h"

#include <gtest/gtest.h>

#include "harness/compare/tell.h"

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
  EXPECT_EQ(difference->entry, 3u);
  EXPECT_EQ(difference->right, "nothing");
}

}  // namespace
}  // namespace parallax
