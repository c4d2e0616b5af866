#include "harness/compare/tell.h"

namespace parallax {
namespace {

// An empty handshake message of that type, in the clear.
std::string message(int type) {
  return record(22, std::string{static_cast<char>(type), '\0', '\0', '\0'});
}

const std::string kExchange = message(16), kFinished = message(20), kVerify = message(15);
const std::string kChange = record(20, "\x01"), kData = record(23, "data");

// A server_hello of TLS 1.2 whose random is zeros: TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, without extensions.
std::string hello12() {
  return record(22, std::string("\x02\0\0\x26\x03\x03", 6) + std::string(32, '\0') +
                        std::string("\0\xc0\x2b\0", 4));
}

// Finished under keys that nobody logged.
std::string sealed_finished() { return record(22, std::string(40, '\xe7')); }

State up12(const std::string& cipher = "ECDHE-ECDSA-AES128-GCM-SHA256") {
  State state = up();
  state.version = "TLSv1.2";
  state.cipher = cipher;
  return state;
}

// A TLS 1.2 server that heard this after a client_hello, and says that it is done.
Tell server(const std::string& heard, const State& state = up12()) {
  Tell t;
  t("object a server").see("a", idle());
  t("peer p client").see("p", idle());
  t("move p a", "ok 1").moved("p", "a", client_hello());
  if (state.version == "TLSv1.2") t.moved("a", "p", hello12());
  t.see("a", idle());
  t("move p a", "ok 1").moved("p", "a", heard).see("a", idle());
  t("a.do_handshake").see("a", state);
  return t;
}

Tell reader(const std::string& heard) {
  Tell t = server(heard);
  t("a.read 100", "ok b\"data\"").see("a", up12());
  return t;
}

bool breaks(const Tell& t, std::string_view rule, RuleCounts* counts) {
  bool found = false;
  for (const Finding& finding : check_rules(t.script(), t.runs(), counts))
    found |= finding.rule == rule;
  return found;
}

}  // namespace

void add_handshake_pairs(Pairs& pairs) {
  pairs["no-message-is-skipped"] = {server(kExchange + kChange + sealed_finished()),
                                    server(kChange + sealed_finished()), 4};
  pairs["data-comes-after-finished"] = {reader(kExchange + kFinished + kData),
                                        reader(kData + kExchange + kFinished), 5};
}

namespace {

TEST(HandshakeRulesTest, MessagesOutOfOrderOrTwiceAreNoHandshake) {
  RuleCounts counts;
  const std::string end = kChange + sealed_finished();
  EXPECT_FALSE(breaks(server(kExchange + end), "no-message-is-skipped", &counts));
  EXPECT_TRUE(breaks(server(kExchange + kExchange + end), "no-message-is-skipped", &counts));
  EXPECT_TRUE(breaks(server(kExchange + kVerify + end), "no-message-is-skipped", &counts));
  EXPECT_TRUE(
      breaks(server(kChange + kExchange + sealed_finished()), "no-message-is-skipped", &counts));
  EXPECT_TRUE(breaks(server(kExchange + kFinished), "no-message-is-skipped", &counts));
}

TEST(HandshakeRulesTest, WhatDoesNotOpenIsNotJudged) {
  RuleCounts counts;
  EXPECT_FALSE(breaks(server(sealed(), up()), "no-message-is-skipped", &counts));
  EXPECT_EQ(counts["no-message-is-skipped"], 0u);
  EXPECT_FALSE(breaks(reader(kExchange + kChange + sealed_finished() + sealed()),
                      "data-comes-after-finished", &counts));
  EXPECT_EQ(counts["data-comes-after-finished"], 0u);
}

TEST(HandshakeRulesTest, NothingHeardIsNoHandshake) {
  const auto done = [](Tell t) {
    t("a.do_handshake").see("a", up());
    t("a.read 4", "ok b\"data\"").see("a", up());
    return t;
  };
  RuleCounts counts;
  Tell deaf, untold, short_hello, born;
  deaf("object a client").see("a", idle());
  for (const std::string rule : {"no-message-is-skipped", "data-comes-after-finished"})
    EXPECT_TRUE(breaks(done(deaf), rule, &counts)) << rule;
  // Octets that the script wrote under another name are in no dialogue.
  untold("object a client").see("a", idle());
  untold("let v = fill(0, 9)")("a.in.write v", "ok 9");
  for (const std::string rule : {"no-message-is-skipped", "data-comes-after-finished"})
    EXPECT_FALSE(breaks(done(untold), rule, &counts)) << rule;
  short_hello("object a client").see("a", idle());
  short_hello("peer p server").see("p", idle());
  short_hello("move p a", "ok 1").moved("p", "a", server_hello()).see("a", idle());
  EXPECT_TRUE(breaks(done(short_hello), "no-message-is-skipped", &counts));
  // An object that has a version from its birth on is judged when its handshake is done.
  born("object a client").see("a", up());
  counts.clear();
  EXPECT_FALSE(breaks(born, "no-message-is-skipped", &counts));
  EXPECT_EQ(counts["no-message-is-skipped"], 0u);
  EXPECT_TRUE(breaks(done(born), "no-message-is-skipped", &counts));
}

TEST(HandshakeRulesTest, AnonymousSuitesHaveNoCertificates) {
  RuleCounts counts;
  EXPECT_FALSE(breaks(server(kChange + sealed_finished(), up12("PSK-AES128-CBC-SHA")),
                      "no-message-is-skipped", &counts));
  EXPECT_EQ(counts["no-message-is-skipped"], 0u);
}

}  // namespace
}  // namespace parallax
