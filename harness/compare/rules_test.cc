#include "harness/compare/rules.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "harness/compare/tell.h"

namespace parallax {
namespace {

Pairs make_pairs() {
  Pairs pairs;
  add_bio_pairs(pairs);
  add_object_pairs(pairs);
  add_data_pairs(pairs);
  add_wire_pairs(pairs);
  add_handshake_pairs(pairs);
  add_verify_pairs(pairs);
  add_process_pairs(pairs);
  return pairs;
}

class RuleTest : public testing::TestWithParam<Rule> {};

TEST_P(RuleTest, IsTestedAndHolds) {
  static const Pairs pairs = make_pairs();
  const auto pair = pairs.find(GetParam().id);
  ASSERT_NE(pair, pairs.end()) << "a rule without a pair of traces shows nothing";
  RuleCounts counts;
  const Tell& t = pair->second.holds;
  for (const Finding& f : check_rules(t.script(), t.runs(), &counts)) {
    EXPECT_NE(f.rule, GetParam().id) << f.what << ": " << f.expected << " / " << f.seen;
  }
  EXPECT_GT(counts[std::string(GetParam().id)], 0u);
}

TEST_P(RuleTest, ABreachIsCaughtWhereItIs) {
  static const Pairs pairs = make_pairs();
  const auto pair = pairs.find(GetParam().id);
  ASSERT_NE(pair, pairs.end());
  RuleCounts counts;
  const Tell& t = pair->second.broken;
  bool caught = false;
  for (const Finding& f : check_rules(t.script(), t.runs(), &counts)) {
    if (f.rule != GetParam().id) continue;
    caught = true;
    EXPECT_EQ(f.kind, Finding::Kind::kRule);
    EXPECT_EQ(f.step, pair->second.step);
    EXPECT_FALSE(f.flaky);
    EXPECT_FALSE(f.expected.empty());
    EXPECT_FALSE(f.seen.empty());
    EXPECT_FALSE(f.what.empty());
  }
  EXPECT_TRUE(caught);
}

INSTANTIATE_TEST_SUITE_P(All, RuleTest, testing::ValuesIn(rules().begin(), rules().end()),
                         [](const auto& param) {
                           std::string name;
                           for (const char c : param.param.id) name += c == '-' ? '_' : c;
                           return name;
                         });

TEST(RulesTest, IdsAreKebabCaseAndUnique) {
  std::set<std::string_view> ids;
  for (const Rule& rule : rules()) {
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    EXPECT_EQ(rule.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"),
              std::string_view::npos)
        << rule.id;
    EXPECT_TRUE(rule.sentence.ends_with('.')) << rule.id;
    EXPECT_FALSE(rule.source.empty()) << rule.id;
    EXPECT_FALSE(rule.advice.empty()) << rule.id;
    EXPECT_EQ(find_rule(rule.id), &rule);
  }
  EXPECT_GE(ids.size(), 24u);
  EXPECT_EQ(find_rule("no-such-rule"), nullptr);
}

TEST(RulesTest, EveryRuleIsCountedEvenWhenItWasNotTested) {
  RuleCounts counts;
  check_rules(Script(), Runs(), &counts);
  EXPECT_EQ(counts.size(), rules().size());
}

TEST(RulesTest, ThePageInDocsIsTheTable) {
  std::ifstream stream(PARALLAX_SOURCE_DIR "/docs/rules.md");
  const std::string page((std::istreambuf_iterator<char>(stream)),
                         std::istreambuf_iterator<char>());
  EXPECT_EQ(page, rules_page()) << "write docs/rules.md anew with `parallax reference --rules`";
}

}  // namespace
}  // namespace parallax
