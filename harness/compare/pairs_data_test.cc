#include "harness/compare/tell.h"

namespace parallax {
namespace {

constexpr const char* kSecret = "a secret of more than sixteen octets";

Tell wrote() { return established()("p.write b\"hello\"", "ok 5"); }
Tell arrived() { return wrote()("move p a", "ok 27").moved("p", "a", sealed(22)); }
Tell said(const std::string& sent) {
  return established()("a.write b\"" + std::string(kSecret) + "\"", "ok 36")("move a p", "ok 1")
      .moved("a", "p", sent);
}

}  // namespace

void add_data_pairs(Pairs& pairs) {
  pairs["data-arrives-as-sent"] = {arrived()("a.read 9", "ok b\"hello\""),
                                   arrived()("a.read 9", "ok b\"hellp\""), 5};
  pairs["plaintext-stays-inside"] = {said(sealed()), said(record(23, kSecret)), 3};
}

namespace {

std::size_t breaches(const Tell& t, std::string_view rule, std::size_t* tested) {
  RuleCounts counts;
  std::size_t n = 0;
  for (const Finding& finding : check_rules(t.script(), t.runs(), &counts))
    n += finding.rule == rule ? 1 : 0;
  *tested = counts.find(rule)->second;
  return n;
}

TEST(DataRulesTest, MoreThanWasWrittenIsMadeUp) {
  std::size_t tested = 0;
  EXPECT_EQ(breaches(arrived()("a.read 9", "ok b\"hello!\""), "data-arrives-as-sent", &tested), 1u);
}

TEST(DataRulesTest, ReadsGoOnWhereTheLastOneEnded) {
  std::size_t tested = 0;
  EXPECT_EQ(breaches(arrived()("a.read 2", "ok b\"he\"")("a.read 9", "ok b\"llo\""),
                     "data-arrives-as-sent", &tested),
            0u);
  EXPECT_EQ(tested, 2u);
  EXPECT_EQ(breaches(arrived()("a.read 2", "ok b\"he\"")("a.read 9", "ok b\"hel\""),
                     "data-arrives-as-sent", &tested),
            1u);
}

TEST(DataRulesTest, ThePeerReadsWhatTheSubjectWrote) {
  std::size_t tested = 0;
  Tell t = established();
  t("a.write b\"hello\"", "ok 5")("move a p", "ok 27").moved("a", "p", sealed(22));
  t("p.read 9", "ok b\"help!\"");
  EXPECT_EQ(breaches(t, "data-arrives-as-sent", &tested), 1u);
}

TEST(DataRulesTest, TouchedStreamsPromiseNothing) {
  std::size_t tested = 0;
  Tell t = wrote();
  t("move p a flip=3", "ok 27")
      .moved("p", "a", sealed(22), std::string(27, 'x'))("a.read 9", "ok b\"other\"");
  EXPECT_EQ(breaches(t, "data-arrives-as-sent", &tested), 0u);
  EXPECT_EQ(tested, 0u);
}

TEST(DataRulesTest, NullCiphersHideNothing) {
  std::size_t tested = 0;
  Tell t = said(record(23, kSecret));
  for (Entry& entry : t.trace().entries) {
    for (Look& look : entry.looks)
      look.state.cipher = look.state.version.empty() ? "" : "ECDHE-RSA-NULL-SHA";
  }
  EXPECT_EQ(breaches(t, "plaintext-stays-inside", &tested), 0u);
  EXPECT_EQ(tested, 0u);
}

TEST(DataRulesTest, PlaintextAcrossTwoTransfersIsFound) {
  std::size_t tested = 0;
  Tell t = said(record(23, kSecret).substr(0, 12));
  t("move a p", "ok 1").moved("a", "p", record(23, kSecret).substr(12));
  EXPECT_EQ(breaches(t, "plaintext-stays-inside", &tested), 1u);
}

}  // namespace
}  // namespace parallax
