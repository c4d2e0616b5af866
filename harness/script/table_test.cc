#include <gtest/gtest.h>

#include <algorithm>

#include "harness/script/script.h"

namespace parallax {
namespace {

TEST(TableTest, EveryStepSaysWhatItIsAndWhereItComesFrom) {
  for (const StepDef& def : step_table()) {
    EXPECT_FALSE(def.doc.empty()) << def.word;
    EXPECT_FALSE(def.source.empty()) << def.word;
    for (const Param& param : def.params)
      EXPECT_FALSE(param.doc.empty()) << def.word << " " << param.name;
    EXPECT_EQ(&step_def(def.kind), &def);
    const bool member = def.on != 0;
    EXPECT_EQ(member, def.form == Form::kMethod || def.form == Form::kAttribute) << def.word;
    if (member) {
      EXPECT_EQ(find_member(def.word), &def);
    } else if (def.form != Form::kSet) {
      EXPECT_EQ(find_directive(def.word), &def);
    }
  }
}

TEST(TableTest, EveryWordReadsInItsPlace) {
  for (const StepDef& def : step_table()) {
    if (def.on == 0) continue;
    const auto step = parse_step("a." + std::string(def.word));
    ASSERT_TRUE(step.has_value()) << print(step.error());
    EXPECT_EQ(step->kind, def.kind);
  }
}

TEST(TableTest, NearestCountsSwappedNeighboursOnce) {
  const auto words = all_words();
  EXPECT_EQ(nearest("mvoe", words), "move");
  EXPECT_EQ(nearest("do_handshak", words), "do_handshake");
  EXPECT_EQ(nearest("wirte", words), "write");
  EXPECT_EQ(nearest("something_else", words), "");
  EXPECT_EQ(nearest("q", words), "");
}

TEST(TableTest, CompletionFollowsTheTable) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(complete("a.re"), Words{"a.read"});
  EXPECT_EQ(complete("object a "), (Words{"client", "server"}));
  EXPECT_EQ(complete("object a client chec"), Words{"check_hostname="});
  EXPECT_EQ(complete("object a client check_hostname="),
            (Words{"check_hostname=False", "check_hostname=True"}));
  EXPECT_EQ(complete("a.read 5 -> SSLW"), (Words{"SSLWantReadError", "SSLWantWriteError"}));
  EXPECT_EQ(complete("on c.s"), Words{"c.sni"});
  EXPECT_EQ(complete("move a p each="), (Words{"each=do_handshake", "each=read"}));
  const auto keys = complete("object a client tls=1.3 ");
  EXPECT_EQ(std::count(keys.begin(), keys.end(), "tls="), 0);
  EXPECT_EQ(std::count(keys.begin(), keys.end(), "cert="), 1);
}

TEST(TableTest, ReferencePageNamesEveryWord) {
  const std::string page = reference_page();
  for (const std::string_view word : all_words())
    EXPECT_NE(page.find(word), std::string::npos) << word;
  for (const WordDoc& kind : object_kinds())
    EXPECT_NE(page.find(kind.doc.substr(0, 8)), std::string::npos) << kind.word;
}

}  // namespace
}  // namespace parallax
