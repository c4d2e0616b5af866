#include "harness/parity/score.h"

#include <gtest/gtest.h>

namespace parallax {
namespace {

Row row(const std::string& script, const std::string& engine, const std::string& known = "same",
        const std::string& outcome = "ok None") {
  Row r;
  r.script = "out/corpus/parity/" + script + ".plx";
  r.topic = script.substr(0, script.find('/'));
  r.engine = engine;
  r.identity.name = engine;
  r.identity.version = "Version of " + engine;
  r.reference = "ref";
  StepRow step;
  step.outcome = outcome;
  step.on_subject = true;
  r.steps.push_back(step);
  if (known != "same") {
    Finding f;
    f.script = r.script;
    f.engine = engine;
    f.step_text = "x.read 1.5";
    f.expected = "TypeError";
    f.seen = "<ok>";
    if (known == "flaky")
      f.flaky = true;
    else if (known != "fresh")
      f.known_kind = known;
    r.findings.push_back(f);
  }
  return r;
}

TEST(ScoreTest, EachProbeCountsOnceByTheWorstFoundInIt) {
  std::vector<Row> rows = {row("bio.read/a", "ref"),
                           row("bio.read/a", "new"),
                           row("bio.write/b", "new", "difference"),
                           row("bio.write/c", "new", "bug"),
                           row("object/d", "new", "fresh"),
                           row("object/e", "new", "flaky"),
                           row("object/f", "new", "same", "unsupported \"no\"")};
  rows[3].findings.push_back(row("x/x", "new", "difference").findings[0]);
  const auto all = scores(rows);
  ASSERT_EQ(all.size(), 1u);
  const Count& c = all[0].total;
  EXPECT_EQ(c.probes(), 6u);
  EXPECT_EQ(c.same, 1u);
  EXPECT_EQ(c.differences, 1u);
  EXPECT_EQ(c.bugs, 1u);
  EXPECT_EQ(c.fresh, 1u);
  EXPECT_EQ(c.flaky, 1u);
  EXPECT_EQ(c.unsupported, 1u);
  EXPECT_DOUBLE_EQ(c.score(), 60.0);  // three of the five that could be asked
  EXPECT_EQ(all[0].areas.at("bio").probes(), 3u);
  EXPECT_EQ(all[0].rows.size(), 4u);
}

TEST(ScoreTest, WhatTheReferenceCannotBeAskedIsNoPoint) {
  const auto all = scores({row("bio/a", "ref", "same", "unsupported \"no\""), row("bio/a", "new")});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].total.same, 0u);
  EXPECT_EQ(all[0].total.unsupported, 1u);
  EXPECT_DOUBLE_EQ(all[0].total.score(), 100.0);
}

TEST(ScoreTest, ThePageHoldsWhatEnginesSayAsText) {
  const std::string page = score_page(scores({row("bio.read/a", "new", "fresh")}), {"a < b"});
  EXPECT_NE(page.find("&lt;ok&gt;"), std::string::npos);
  EXPECT_EQ(page.find("<ok>"), std::string::npos);
  EXPECT_NE(page.find("a &lt; b"), std::string::npos);
  EXPECT_NE(page.find("bio.read/a"), std::string::npos);
  EXPECT_EQ(page.find("src="), std::string::npos);
  EXPECT_EQ(page.find("href="), std::string::npos);
}

TEST(ScoreTest, SeveralInterpretersAreAMatrix) {
  const std::string text = score_text(scores({row("bio/a", "one"), row("bio/a", "two", "fresh")}));
  EXPECT_NE(text.find("Version of one"), std::string::npos);
  EXPECT_NE(text.find("  0.0%"), std::string::npos);
}

TEST(ScoreTest, ProbesGoByTheirNames) {
  EXPECT_EQ(probe_name("out/corpus/parity/bio.read/float.plx"), "bio.read/float");
}

}  // namespace
}  // namespace parallax
