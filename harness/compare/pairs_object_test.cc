#include "harness/compare/tell.h"

namespace parallax {
namespace {

State with(State state, std::uint64_t pending) {
  state.pending = pending;
  return state;
}

State reused() {
  State state = up();
  state.session_reused = true;
  return state;
}

State of(std::string version, std::string cipher) {
  State state = up();
  state.version = std::move(version);
  state.cipher = std::move(cipher);
  return state;
}

constexpr std::string_view kFatal =
    "SSLError errno=1 library=\"SSL\" reason=\"DECRYPTION_FAILED_OR_BAD_RECORD_MAC\"";

Tell dead() { return established()("a.read 10", kFatal).see("a", idle()); }

// The peer has closed, and its close_notify of 24 octets is on its way.
Tell closing() {
  return established()("p.write b\"data\"", "ok 4")
      .see("p", up(0, 26))("p.unwrap", "SSLWantReadError")
      .see("p", up(0, 50));
}
Tell closed() {
  return closing()("move p a", "ok 50").moved("p", "a", std::string(50, 'c')).see("a", up(50));
}
Tell truncated() {
  return closing()("move p a 26", "ok 26")
      .moved("p", "a", std::string(26, 'c'))
      .see("a", up(26))
      .see("p", up(0, 24))("a.in.write_eof");
}

}  // namespace

void add_object_pairs(Pairs& pairs) {
  pairs["read-size"] = {established()("a.read 4", "ok b\"data\""),
                        established()("a.read 3", "ok b\"data\""), 3};
  pairs["read-one-record"] = {established()("a.read 99", "ok b\"data\""),
                              established()("a.read 20000", "ok b\"\""), 3};
  pairs["read-one-record"].broken.last().outcome =
      Outcome::ok(Value::bytes(std::string(16385, 'x')));
  pairs["short-read-leaves-nothing"] = {
      established()("a.read 9", "ok b\"data\"").see("a", up()),
      established()("a.read 9", "ok b\"data\"").see("a", with(up(), 2)), 3};
  pairs["write-takes-the-whole"] = {established()("a.write b\"data\"", "ok 4"),
                                    established()("a.write fill(0, 20000)", "ok 16384"), 3};
  pairs["write-keeps-its-argument"] = {established()("a.write bytearray(b\"data\")", "ok 4"),
                                       established()("a.write bytearray(b\"data\")", "ok 4")
                                           .noted("argument", "0 bytearray(b\"....\")"),
                                       3};
  pairs["dead-stays-dead"] = {dead()("a.read 10", "ok b\"\"").see("a", idle()),
                              dead()("a.read 10", "ok b\"data\"").see("a", idle()), 4};
  pairs["handshake-done-once"] = {established()("a.do_handshake"),
                                  established()("a.do_handshake", "SSLWantReadError"), 3};
  pairs["version-never-changes"] = {
      established()("a.version").see("a", up()),
      established()("a.version").see("a", of("TLSv1.3", "TLS_AES_128_GCM_SHA256")), 3};
  pairs["version-fits-cipher"] = {established(),
                                  established("", "", of("TLSv1.2", "TLS_AES_256_GCM_SHA384")), 2};
  Tell early;
  early("object a client").see("a", idle());
  pairs["no-data-before-the-handshake"] = {established()("a.read 4", "ok b\"data\"").see("a", up()),
                                           Tell(early)("a.read 4", "ok b\"data\"").see("a", idle()),
                                           1};
  pairs["truncation-is-not-a-clean-end"] = {truncated()("a.read 9", "SSLEOFError errno=8"),
                                            truncated()("a.read 9", "ok b\"\""), 7};
  pairs["unwrap-needs-the-peers-close"] = {established()("a.unwrap", "SSLWantReadError"),
                                           established()("a.unwrap"), 3};
  pairs["unwrap-sends-close-notify"] = {
      established()("a.unwrap", "SSLWantReadError").see("a", up(0, 24)),
      established()("a.unwrap", "SSLWantReadError").see("a", up()), 3};
  pairs["resumption-needs-a-session"] = {established(), established("", "", reused()), 2};
  pairs["documented-exceptions"] = {
      established()("a.read -1", "ValueError"),
      established()("a.read 1", "SystemError message=\"bad argument\""), 3};
}

namespace {

std::size_t count(const Tell& t, std::string_view rule, bool* broken) {
  RuleCounts counts;
  *broken = false;
  for (const Finding& finding : check_rules(t.script(), t.runs(), &counts))
    *broken |= finding.rule == rule;
  return counts.find(rule)->second;
}

void expect_untested(const Tell& t, std::string_view rule) {
  bool broken = false;
  EXPECT_EQ(count(t, rule, &broken), 0u) << rule;
  EXPECT_FALSE(broken);
}

void expect_broken(const Tell& t, std::string_view rule) {
  bool broken = false;
  EXPECT_GT(count(t, rule, &broken), 0u) << rule;
  EXPECT_TRUE(broken) << rule;
}

TEST(ObjectRulesTest, ALengthBelowZeroIsNoFaultOfTheOperation) {
  bool broken = true;
  count(Tell()("bio x")("x.write fill(0, -1)", "ValueError message=\"negative count\""),
        "documented-exceptions", &broken);
  EXPECT_FALSE(broken);
  for (const std::string octets : {"b\"a\"", "fill(0, 1)"})
    expect_broken(Tell()("bio x")("x.write " + octets, "ValueError message=\"negative count\""),
                  "documented-exceptions");
}

TEST(ObjectRulesTest, ACloseThatArrivedEndsTheStream) {
  expect_untested(closed()("a.read 9", "ok b\"\""), "truncation-is-not-a-clean-end");
  expect_untested(closed()("a.unwrap"), "unwrap-needs-the-peers-close");
}

TEST(ObjectRulesTest, ACloseThatWasCutOffDoesNot) {
  Tell t = closing();
  t("move p a 49", "ok 49").moved("p", "a", std::string(49, 'c'));
  t("a.in.write_eof")("a.read 9", "SSLZeroReturnError errno=6");
  expect_broken(t, "truncation-is-not-a-clean-end");
}

TEST(ObjectRulesTest, Option0x80AllowsTruncation) {
  Tell t = established(" options=0x80");
  t("a.in.write_eof")("a.read 9", "ok b\"\"");
  expect_untested(t, "truncation-is-not-a-clean-end");
}

TEST(ObjectRulesTest, AfterAnErrorAnEmptyReadIsNoEnd) {
  expect_untested(dead()("a.read 9", "ok b\"\""), "unwrap-needs-the-peers-close");
  bool broken = false;
  count(dead()("a.read 9", "ok b\"\""), "truncation-is-not-a-clean-end", &broken);
  EXPECT_FALSE(broken);
}

TEST(ObjectRulesTest, OctetsThatTheScriptPutInMayBeAClose) {
  Tell t = established();
  t("a.in.write b\"anything\"", "ok 8");
  t("a.read 9", "ok b\"\"");
  expect_untested(t, "truncation-is-not-a-clean-end");
}

TEST(ObjectRulesTest, APuppetSaysACloseWithoutUnwrap) {
  const auto told = [](char description) {
    const std::string alert = record(21, std::string("\x02") + description);
    Tell t;
    t("object a server")("puppet p client")("p.send alert")("move p a", "ok 7");
    t.moved("p", "a", alert);
    t("a.read 9", "ok b\"\"");
    return t;
  };
  expect_untested(told(0), "truncation-is-not-a-clean-end");
  expect_broken(told(10), "truncation-is-not-a-clean-end");
}

TEST(ObjectRulesTest, AFatalAlertIsNoClose) {
  const auto told = [](char level, char description) {
    Tell t;
    t("object a server")("puppet p client")("pump a p").did("a.do_handshake", "ok None");
    t("p.send alert")("move p a", "ok 7");
    t.moved("p", "a", record(21, std::string({level, description})));
    t("a.unwrap");
    return t;
  };
  expect_untested(told(1, 0), "unwrap-needs-the-peers-close");
  expect_broken(told(2, 20), "unwrap-needs-the-peers-close");
  expect_broken(told(1, 90), "unwrap-needs-the-peers-close");
  const auto expected = [&](char level, char description) {
    const Tell t = told(level, description);
    for (const Finding& finding : check_rules(t.script(), t.runs(), nullptr))
      if (finding.rule == "unwrap-needs-the-peers-close") return finding.expected;
    return std::string();
  };
  EXPECT_EQ(expected(2, 20), "an error: a fatal alert has come");
  EXPECT_EQ(expected(1, 90), "SSLWantReadError");
}

TEST(ObjectRulesTest, WhatGoesStraightIntoAnotherObjectIsNotCounted) {
  const auto told = [](const std::string& in) {
    Tell t;
    t("bio x")("object a client" + in)("object b server out=x")("pump a b");
    t.did("b.do_handshake", "ok None");
    t("b.unwrap", "SSLWantReadError").see("b", up());
    return t;
  };
  expect_untested(told(" in=x"), "unwrap-sends-close-notify");
  expect_broken(told(""), "unwrap-sends-close-notify");
}

TEST(ObjectRulesTest, ReadingNothingIsNoEnd) {
  expect_untested(established()("a.read 0", "ok b\"\""), "truncation-is-not-a-clean-end");
}

TEST(ObjectRulesTest, TheDeadHaveNoVersion) {
  expect_broken(dead()("a.pending", "ok 0").see("a", up()), "dead-stays-dead");
}

TEST(ObjectRulesTest, WhatTheDeadOweDependsOnWhetherTheHandshakeWasDone) {
  const auto owed = [](const Tell& t) {
    RuleCounts counts;
    for (const Finding& finding : check_rules(t.script(), t.runs(), &counts))
      if (finding.rule == "dead-stays-dead") return finding.expected;
    return std::string();
  };
  EXPECT_EQ(owed(dead()("a.do_handshake", "ok None")), "an error, or b\"\"");
  Tell refused;
  refused("object a server")("a.do_handshake", kFatal)("a.do_handshake", "ok None");
  EXPECT_EQ(owed(refused), "an error: the handshake failed");
}

TEST(ObjectRulesTest, TheDeadWriteNothing) {
  expect_broken(dead()("a.write b\"x\"", "ok 1"), "dead-stays-dead");
}

TEST(ObjectRulesTest, AnObjectOfThatNameMadeAnewIsAnother) {
  Tell t = dead();
  t("object a client").see("a", idle());
  t("a.version").see("a", up());
  bool broken = true;
  count(t, "dead-stays-dead", &broken);
  EXPECT_FALSE(broken);
}

TEST(ObjectRulesTest, ASessionGivenMayBeResumed) {
  expect_untested(established(" session=s", "", reused()), "resumption-needs-a-session");
}

TEST(ObjectRulesTest, CodeOfTheCallerMayRaiseAnything) {
  Tell t;
  t("object a client");
  t("a.read index(raises)", "KeyError message=\"mine\"");
  expect_untested(t, "documented-exceptions");
}

}  // namespace
}  // namespace parallax
