#include "harness/compare/tell.h"

namespace parallax {
namespace {

Tell abc() {
  Tell t;
  t("bio x").see("x", bio(0));
  t("x.write b\"abc\"", "ok 3").see("x", bio(3));
  return t;
}

}  // namespace

void add_bio_pairs(Pairs& pairs) {
  pairs["bio-octets-in-order"] = {abc()("x.read 2", "ok b\"ab\"").see("x", bio(1)),
                                  abc()("x.read 2", "ok b\"ac\"").see("x", bio(1)), 2};
  pairs["bio-pending-is-the-balance"] = {abc()("x.pending", "ok 3"), abc()("x.pending", "ok 2"), 2};
  pairs["bio-eof-only-once-drained"] = {abc()("x.write_eof").see("x", bio(3)),
                                        abc()("x.write_eof").see("x", bio(3, true)), 2};
  pairs["bio-read-size"] = {abc()("x.read 2", "ok b\"ab\""), abc()("x.read 2", "ok b\"abc\""), 2};
  pairs["bio-write-counts-octets"] = {abc(), abc()("x.write bytearray(b\"12345678\")", "ok 2"), 2};
  pairs["bio-write-after-eof-raises"] = {
      abc()("x.write_eof")("x.write b\"\"", "SSLError message=\"cannot\""),
      abc()("x.write_eof")("x.write b\"late\"", "ok 4"), 3};
}

namespace {

bool breaks(const Tell& t, std::string_view rule) {
  RuleCounts counts;
  for (const Finding& finding : check_rules(t.script(), t.runs(), &counts)) {
    if (finding.rule == rule) return true;
  }
  return false;
}

TEST(BioRulesTest, DeliveriesCount) {
  Tell t;
  t("object a client").see("a", idle());
  t("peer p server").see("p", idle());
  t("move p a", "ok 5").moved("p", "a", "hello").see("a", idle(5));
  t("a.in.read 5", "ok b\"hello\"").see("a", idle(0));
  EXPECT_FALSE(breaks(t, "bio-octets-in-order"));
  EXPECT_FALSE(breaks(t, "bio-pending-is-the-balance"));
  t.trace().entries[3].outcome = Outcome::ok(Value::bytes("jello"));
  EXPECT_TRUE(breaks(t, "bio-octets-in-order"));
}

TEST(BioRulesTest, AnObjectThatReadsFromAnothersOutgoingBioTakesFromIt) {
  Tell t;
  t("bio x").see("x", bio(0));
  t("object a client in=x").see("a", idle());
  t("object b server out=x").see("b", idle());
  t("b.out.write b\"hello\"", "ok 5").see("x", bio(5));
  t("pump a b").did("a.do_handshake", "SSLWantReadError").moved("b", "a", "jam").see("x", bio(0));
  EXPECT_FALSE(breaks(t, "bio-octets-in-order"));
  // Without the object in between, those octets were never put in.
  t.trace().entries.back().actions.clear();
  EXPECT_TRUE(breaks(t, "bio-octets-in-order"));
}

TEST(BioRulesTest, AnObjectTakesFromTheFrontAndAddsAtTheBack) {
  Tell t;
  t("object a client").see("a", idle());
  t("a.in.write b\"abcdef\"", "ok 6").see("a", idle(6));
  t("a.do_handshake", "SSLWantReadError").see("a", idle(2, 4));
  t("a.in.read", "ok b\"ef\"").see("a", idle(0, 4));
  EXPECT_FALSE(breaks(t, "bio-octets-in-order"));
  t.trace().entries[3].outcome = Outcome::ok(Value::bytes("ab"));
  EXPECT_TRUE(breaks(t, "bio-octets-in-order"));
}

TEST(BioRulesTest, OctetsThatAppearInTheIncomingBioAreMadeUp) {
  Tell t;
  t("object a client").see("a", idle());
  t("a.do_handshake", "SSLWantReadError").see("a", idle(1, 4));
  EXPECT_TRUE(breaks(t, "bio-octets-in-order"));
}

TEST(BioRulesTest, OctetsThatVanishFromTheOutgoingBioAreLost) {
  Tell t;
  t("object a client").see("a", idle());
  t("a.do_handshake", "SSLWantReadError").see("a", idle(0, 4));
  t("a.do_handshake", "SSLWantReadError").see("a", idle(0, 3));
  EXPECT_TRUE(breaks(t, "bio-octets-in-order"));
}

TEST(BioRulesTest, ABioOfAnObjectIsOneByAllItsNames) {
  Tell t;
  t("bio x").see("x", bio(0));
  t("object a client in=x").see("a", idle());
  t("let y = a.in");
  t("y.write b\"abc\"", "ok 3").see("y", bio(3));
  t("a.in.read 3", "ok b\"abc\"").see("a", idle(0));
  t("x.pending", "ok 0").see("x", bio(0));
  EXPECT_FALSE(breaks(t, "bio-octets-in-order"));
  EXPECT_FALSE(breaks(t, "bio-pending-is-the-balance"));
}

TEST(BioRulesTest, ABioThatServesBothWaysIsNotCounted) {
  Tell t;
  t("bio x").see("x", bio(0));
  t("object a client in=x out=x").see("a", idle());
  t("a.do_handshake", "SSLWantReadError").see("a", idle(9, 9));
  t("x.read 9", "ok b\"abcdefghi\"").see("x", bio(0));
  EXPECT_FALSE(breaks(t, "bio-octets-in-order"));
}

TEST(BioRulesTest, ReactionsKeepTheBooksClosed) {
  Tell t;
  t("context c server").see("c", State());
  t("on c.sni { x.read; return None }");
  t("bio x").see("x", bio(0));
  t("x.write b\"abc\"", "ok 3").see("x", bio(1));
  EXPECT_FALSE(breaks(t, "bio-pending-is-the-balance"));
}

}  // namespace
}  // namespace parallax
