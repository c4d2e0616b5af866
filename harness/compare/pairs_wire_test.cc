#include "harness/compare/tell.h"

namespace parallax {
namespace {

// A client that has sent this, all of it.
Tell sent(const std::string& octets, const std::string& role = "client") {
  Tell t;
  t("object a " + role).see("a", idle());
  t("peer p server").see("p", idle());
  t("move a p", "ok 1").moved("a", "p", octets).see("a", idle());
  return t;
}

State speaking(std::string alpn) {
  State state = up();
  state.alpn = std::move(alpn);
  return state;
}

State old_version() {
  State state = up();
  state.version = "TLSv1.2";
  state.cipher = "ECDHE-ECDSA-AES256-GCM-SHA384";
  return state;
}

}  // namespace

void add_wire_pairs(Pairs& pairs) {
  const std::string alert = record(21, std::string("\x02\x28", 2));
  pairs["sent-whole-records"] = {sent(client_hello()), sent(client_hello() + "HTTP/1.1 400"), 2};
  pairs["record-length"] = {sent(client_hello()),
                            sent(client_hello() + record(23, std::string(18433 - 1, 'x'))), 2};
  pairs["record-length"].broken.see("a", up());
  pairs["plaintext-alert-form"] = {sent(alert), sent(record(21, "\x02")), 2};
  pairs["begins-with-a-hello"] = {sent(client_hello()), sent(server_hello()), 2};
  pairs["no-ciphertext-before-a-handshake"] = {sent(client_hello() + sealed()),
                                               sent(sealed() + client_hello()), 2};
  pairs["version-was-asked-for"] = {established(" tls=1.3"),
                                    established(" tls=1.3", "", old_version()), 2};
  pairs["alpn-was-offered"] = {established(" alpn=h2,http/1.1", " alpn=h2", speaking("h2")),
                               established(" alpn=h2,http/1.1", " alpn=h2", speaking("http/1.1")),
                               2};
  pairs["bounded-output"] = {sent(client_hello()),
                             sent(client_hello() + std::string(17u << 20, 'x')), 2};
}

namespace {

bool breaks(const Tell& t, std::string_view rule) {
  RuleCounts counts;
  for (const Finding& finding : check_rules(t.script(), t.runs(), &counts)) {
    if (finding.rule == rule) return true;
  }
  return false;
}

TEST(WireRulesTest, AnUnfinishedRecordMayStillBeInTheBio) {
  Tell t = sent(client_hello().substr(0, 7));
  EXPECT_TRUE(breaks(t, "sent-whole-records"));
  t.last().looks.back().state.out.pending = 2;
  EXPECT_FALSE(breaks(t, "sent-whole-records"));
}

TEST(WireRulesTest, WhatTheScriptWroteIsNotTheEnginesDoing) {
  Tell t;
  t("object a client").see("a", idle());
  t("peer p server");
  t("a.out.write b\"junk!\"", "ok 5").see("a", idle(0, 5));
  t("move a p", "ok 5").moved("a", "p", "junk!").see("a", idle());
  EXPECT_FALSE(breaks(t, "sent-whole-records"));
}

TEST(WireRulesTest, ServersBeginWithTheirOwnHello) {
  EXPECT_FALSE(breaks(sent(server_hello(), "server"), "begins-with-a-hello"));
  EXPECT_TRUE(breaks(sent(client_hello(), "server"), "begins-with-a-hello"));
}

TEST(WireRulesTest, ThePeersLimitsCountToo) {
  EXPECT_TRUE(breaks(established("", " tls=1.2"), "version-was-asked-for"));
}

TEST(WireRulesTest, LimitsThatTheScriptChangedAreNotKnown) {
  Tell t;
  t("context c client tls=1.2")("c.maximum_version = 772");
  t("object a client context=c").see("a", up());
  EXPECT_FALSE(breaks(t, "version-was-asked-for"));
}

}  // namespace
}  // namespace parallax
