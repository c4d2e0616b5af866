#include "harness/compare/judge.h"

#include <gtest/gtest.h>

#include "harness/compare/tell.h"

namespace parallax {
namespace {

// What an engine gave for some reads, from step 3 on, of octets that the trace does not tell.
Tell reads(std::initializer_list<std::string_view> outcomes) {
  Tell t;
  t("object a client")("let v = fill(0, 9)")("a.in.write v", "ok 9");
  for (const std::string_view outcome : outcomes) t("a.read 9", outcome);
  return t;
}

Verdict judged(const Tell& reference, const Tell& engine, Expectations* expectations = nullptr,
               Level level = Level::kBytes) {
  return judge(reference.script(), "corpus/data/reads.plx",
               {reference.runs("reference"), engine.runs("engine")},
               {.reference = "reference", .level = level}, expectations);
}

std::vector<Finding> differences(const Verdict& verdict) {
  std::vector<Finding> all;
  for (const Finding& f : verdict.findings) {
    if (f.kind == Finding::Kind::kDifference) all.push_back(f);
  }
  return all;
}

Expectations known(std::string_view step, std::string_view seen) {
  auto all = Expectations::parse(R"([{"rule": "reference", "engine": "engine", "step": ")" +
                                     std::string(step) + R"(", "seen": ")" + std::string(seen) +
                                     R"(", "kind": "difference", "reason": "r", "source": "s"}])",
                                 "known.json");
  EXPECT_TRUE(all) << (all ? "" : all.error());
  return all ? *all : Expectations();
}

TEST(JudgeTest, EqualTracesGiveNoFinding) {
  const Tell t = reads({"ok b\"a\"", "SSLWantReadError"});
  EXPECT_TRUE(judged(t, t).findings.empty());
}

TEST(JudgeTest, OnlyTheFirstDifferenceIsReported) {
  const auto found = differences(judged(reads({"ok b\"a\"", "SSLError", "SSLError"}),
                                        reads({"ok b\"a\"", "SSLEOFError", "ok b\"b\""})));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].step, 4u);
  EXPECT_EQ(found[0].line, 5);
  EXPECT_EQ(found[0].level, Level::kClass);
  EXPECT_EQ(found[0].step_text, "a.read 9");
  EXPECT_EQ(found[0].expected, "SSLError");
  EXPECT_EQ(found[0].seen, "SSLEOFError");
  EXPECT_EQ(found[0].engine, "engine");
  EXPECT_EQ(found[0].against, "reference");
  EXPECT_EQ(found[0].rule, "reference");
  EXPECT_FALSE(found[0].flaky);
}

TEST(JudgeTest, BehindAnExplainedDifferenceTheComparisonGoesOn) {
  Expectations expectations = known("read", "SSLEOFError");
  const auto found =
      differences(judged(reads({"SSLError", "SSLError", "ok b\"a\""}),
                         reads({"SSLEOFError", "SSLEOFError", "ok b\"b\""}), &expectations));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_TRUE(found[0].explained());
  EXPECT_EQ(found[0].known_kind, "difference");
  EXPECT_FALSE(found[1].explained());
  EXPECT_EQ(found[1].step, 5u);
  EXPECT_EQ(expectations.all()[0].matched, 2u);
}

TEST(JudgeTest, ADifferenceThatDoesNotComeBackIsFlaky) {
  Tell sound = reads({"ok b\"a\""});
  Tell once = reads({"ok b\"b\""});
  once.again(sound.trace());
  const auto found = differences(judged(sound, once));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].flaky);
}

TEST(JudgeTest, KinshipDecidesTheLevel) {
  Identity a = Tell().trace().engine, b = a;
  EXPECT_EQ(kinship(a, b), Level::kBytes);
  b.semantics = "3.11.2-debian";
  EXPECT_EQ(kinship(a, b), Level::kMessages);
  b = a;
  b.capabilities.clear();
  EXPECT_EQ(kinship(a, b), Level::kMessages);
  b.library = "OpenSSL 3.5.0";
  EXPECT_EQ(kinship(a, b), Level::kReason);
  b.family = "gnutls";
  EXPECT_EQ(kinship(a, b), Level::kClass);
}

TEST(JudgeTest, FamiliesAreNotHeldToEachOthersReasons) {
  const Tell reference = reads({"SSLError reason=\"A\""});
  Tell other = reads({"SSLError reason=\"B\""});
  EXPECT_EQ(differences(judged(reference, other)).size(), 1u);
  EXPECT_TRUE(differences(judged(reference, other, nullptr, Level::kClass)).empty());
  other.engine("gnutls", "gnutls");
  EXPECT_TRUE(differences(judged(reference, other)).empty());
}

TEST(JudgeTest, ADifferenceOfClassNamesTheReasonsOfErrors) {
  const auto found = differences(judged(reads({"SSLError reason=\"A_B\""}), reads({"ok b\"a\""})));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].errors, "A_B / -");
  const auto silent = differences(judged(reads({"SSLEOFError"}), reads({"ok b\"a\""})));
  ASSERT_EQ(silent.size(), 1u);
  EXPECT_EQ(silent[0].errors, "");
}

TEST(JudgeTest, TheReferenceIsTheFirstPython) {
  const Tell a = reads({"ok b\"a\""}), b = reads({"ok b\"b\""});
  Tell python = reads({"ok b\"a\""});
  python.engine("python", "openssl");
  const std::vector<Runs> runs = {b.runs("openssl"), python.runs("python:/usr/bin/python3")};
  const auto found = differences(judge(a.script(), "x.plx", runs, {}, nullptr));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].engine, "openssl");
  EXPECT_EQ(found[0].against, "python:/usr/bin/python3");
  EXPECT_TRUE(
      differences(judge(a.script(), "x.plx", runs, {.reference = "absent"}, nullptr)).empty());
}

TEST(JudgeTest, TheScriptsOwnExpectationsAreCheckedAtEveryStep) {
  Tell t = reads({});
  t("a.read 9 -> ok b\"a\"", "ok b\"b\"");
  t("a.read 9 -> SSLWantReadError | ok b\"c\"", "ok b\"c\"");
  t("a.read 9 -> SSLError reason=\"A\"", "SSLError reason=\"B\"");
  const Verdict verdict = judge(t.script(), "x.plx", {t.runs("engine")}, {}, nullptr);
  ASSERT_EQ(verdict.findings.size(), 2u);
  EXPECT_EQ(verdict.findings[0].kind, Finding::Kind::kExpected);
  EXPECT_EQ(verdict.findings[0].rule, "expected");
  EXPECT_EQ(verdict.findings[0].step, 3u);
  EXPECT_EQ(verdict.findings[0].expected, "ok b\"a\"");
  EXPECT_EQ(verdict.findings[0].level, Level::kClass);
  EXPECT_EQ(verdict.findings[1].step, 5u);
  EXPECT_EQ(verdict.findings[1].level, Level::kReason);
}

TEST(JudgeTest, UnsupportedIsCountedAndNeverAMismatch) {
  Tell t = reads({});
  t("a.read 9 -> ok b\"a\"", "unsupported \"cannot\"");
  t("a.read 9 -> ok b\"a\"", "ok b\"b\"");
  const Verdict verdict = judge(t.script(), "x.plx", {t.runs("engine")}, {}, nullptr);
  EXPECT_TRUE(verdict.findings.empty());
  EXPECT_EQ(verdict.unsupported, 1u);
}

TEST(JudgeTest, EveryRuleIsCounted) {
  const Tell t = reads({"ok b\"a\""});
  const Verdict verdict = judged(t, t);
  EXPECT_EQ(verdict.rule_counts.size(), rules().size());
  EXPECT_GT(verdict.rule_counts.find("read-size")->second, 0u);
  EXPECT_EQ(verdict.rule_counts.find("bio-write-after-eof-raises")->second, 0u);
}

TEST(JudgeTest, ExpectationsExplainBrokenRules) {
  auto expectations = Expectations::parse(
      R"([{"rule": "read-size", "script": "data/*", "kind": "bug", "reason": "r", "source": "s"},
          {"rule": "read-size", "script": "other/*", "kind": "bug", "reason": "r", "source": "s"},
          {"rule": "no-crash", "kind": "bug", "reason": "r", "source": "s"}])",
      "x.json");
  ASSERT_TRUE(expectations);
  const Tell t = reads({"ok b\"more than nine octets\""});
  const Verdict verdict = judged(t, t, &*expectations);
  ASSERT_EQ(verdict.findings.size(), 2u);
  EXPECT_TRUE(verdict.findings[0].explained());
  const auto stale = expectations->stale();
  ASSERT_EQ(stale.size(), 1u) << "not covered is not stale";
  EXPECT_EQ(stale[0]->rule, "no-crash");
}

// Consensus.

Runs as(Tell t, const std::string& name, const std::string& family) {
  return t.engine(name, family).runs();
}

TEST(ConsensusTest, ThreeFamiliesNameTheOddOneOut) {
  const Tell a = reads({"ok b\"a\""}), b = reads({"ok b\"b\""});
  const auto groups =
      group(a.script(), {as(b, "gnutls", "gnutls"), as(a, "openssl", "openssl"),
                         as(a, "python", "openssl"), as(a, "boringssl", "boringssl")});
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].engines.size(), 3u);
  EXPECT_EQ(groups[0].families, (std::vector<std::string>{"openssl", "boringssl"}));
  EXPECT_FALSE(groups[0].odd_one_out);
  EXPECT_EQ(groups[1].engines, (std::vector<std::string>{"gnutls"}));
  EXPECT_TRUE(groups[1].odd_one_out);
}

TEST(ConsensusTest, ManyEnginesOfOneFamilyAreOneVoice) {
  const Tell a = reads({"ok b\"a\""}), b = reads({"ok b\"b\""});
  const auto groups = group(a.script(), {as(a, "openssl", "openssl"), as(a, "python", "openssl"),
                                         as(a, "pypy", "openssl"), as(b, "gnutls", "gnutls")});
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_FALSE(groups[1].odd_one_out);
}

TEST(ConsensusTest, ThreeWaysHaveNoOddOneOut) {
  const auto groups =
      group(reads({"ok b\"a\""}).script(), {as(reads({"ok b\"a\""}), "openssl", "openssl"),
                                            as(reads({"ok b\"b\""}), "gnutls", "gnutls"),
                                            as(reads({"ok b\"c\""}), "boringssl", "boringssl")});
  ASSERT_EQ(groups.size(), 3u);
  for (const Group& g : groups) EXPECT_FALSE(g.odd_one_out);
}

TEST(ConsensusTest, AnEngineThatStopsEarlyJoinsThoseItAgreedWith) {
  const auto groups =
      group(reads({"ok b\"a\"", "ok b\"b\""}).script(),
            {as(reads({"ok b\"a\"", "unsupported \"no\""}), "gnutls", "gnutls"),
             as(reads({"ok b\"a\"", "ok b\"b\""}), "openssl", "openssl"),
             as(reads({"ok b\"c\"", "unsupported \"no\""}), "boringssl", "boringssl")});
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].engines, (std::vector<std::string>{"openssl", "gnutls"}));
}

}  // namespace
}  // namespace parallax
