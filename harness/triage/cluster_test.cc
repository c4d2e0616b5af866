// Triage on real engines: planted bugs shrink to their few steps and fall into groups, and what does not
// come back is put aside.
#include "harness/triage/cluster.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "harness/campaign/campaign.h"
#include "harness/triage/minimize.h"

namespace parallax {
namespace {

const std::atomic<bool> kGoOn{false};

const Installation& installation() {
  static const Installation here(std::filesystem::path(PARALLAX_BUILD_DIR) / "bin" / "parallax",
                                 PARALLAX_SOURCE_DIR);
  return here;
}

std::string planted(const std::string& name) {
  return std::string(PARALLAX_SOURCE_DIR) + "/corpus/planted/" + name + ".plx";
}

Examiner examiner_of(const std::vector<std::string>& engines) {
  std::vector<EngineSpec> specs;
  specs.reserve(engines.size());
  for (const std::string& text : engines) specs.push_back(*parse_engine_spec(text));
  auto examiner = Examiner::make(specs, installation(), {.hosts = {}, .reference = engines[0]});
  EXPECT_TRUE(examiner) << examiner.error();
  return std::move(*examiner);
}

TriageCase case_of(const std::string& path) { return {path, *load_script(path)}; }

TriageCase case_with(const std::string& name, const std::string& text) {
  return {name, *parse(text, name)};
}

// What `engine` shows in the script at first, minimised.
std::string smallest(const std::string& path, const std::string& engine) {
  Examiner examiner = examiner_of({"openssl", engine});
  const TriageCase subject = case_of(path);
  const Verdict verdict = examiner.examine(subject.script, path, Depth::kAll, nullptr);
  const auto news = news_of(verdict);
  if (news.empty()) return "shows nothing";
  const auto sought = seek(examiner, subject.script, path, news[0]->signature(), nullptr);
  if (!sought) return "does not come back";
  Minimized small = minimize(subject.script, [&](const Script& script) {
    return shows(examiner, script, path, *sought, nullptr);
  });
  small.script.steps.at(0).comments.clear();
  return print(small.script);
}

TEST(MinimizeOnEngines, APlantedBugShrinksToItsFewSteps) {
  EXPECT_EQ(smallest(planted("buffer"), "planted:double-octet"),
            "bio x\nx.write b\"aa\"\nx.read 1\n");
  EXPECT_EQ(smallest(planted("closed-before-the-handshake"), "planted:crash"),
            "object a client\na.unwrap\n");
  EXPECT_EQ(smallest(planted("connection"), "planted:lose-octet"),
            "object a client\npeer p server\npump a p\n");
}

TEST(Sought, IsNotFoundInWhatFollowsFromSomethingExplained) {
  const auto script = parse("object a client\na.do_handshake\na.read 9\n");
  Verdict verdict;
  for (const std::size_t step : {1U, 2U}) {
    Finding& finding = verdict.findings.emplace_back();
    finding.rule = "reference";
    finding.step = step;
    finding.step_text = print(script->steps[step]);
    finding.expected = "refused";
    finding.seen = "ok";
  }
  verdict.findings[0].known_kind = "difference";
  Sought sought{verdict.findings[1].signature()};
  EXPECT_TRUE(is_among(sought, *script, verdict, {}));
  sought.independent = true;
  EXPECT_FALSE(is_among(sought, *script, verdict, {}));
  verdict.findings.erase(verdict.findings.begin());
  EXPECT_TRUE(is_among(sought, *script, verdict, {}));
  verdict.findings[0].flaky = true;
  EXPECT_FALSE(is_among(sought, *script, verdict, {}));
}

TEST(ClusterTest, OneBugInManyScriptsIsOneGroupWithTheSmallestFirst) {
  Examiner examiner = examiner_of({"openssl", "planted:write-after-eof"});
  const std::vector<TriageCase> cases = {
      case_with("long.plx", "bio x\nbio y\ny.write b\"other\"\nx.write_eof\nx.write b\"abc\"\n"),
      case_with("short.plx", "bio x\nx.write_eof\nx.write b\"a\"\n"),
      case_with("honest.plx", "bio x\nx.write b\"a\"\n")};
  const Clusters found = cluster(cases, examiner, nullptr, kGoOn);
  ASSERT_EQ(found.groups.size(), 1U);
  EXPECT_EQ(found.groups[0].cases, (std::vector<std::size_t>{1, 0}));
  EXPECT_EQ(found.groups[0].finding.script, "short.plx");
  EXPECT_EQ(found.quiet, (std::vector<std::size_t>{2}));
  EXPECT_TRUE(found.flaky.empty());
}

TEST(ClusterTest, WhatDoesNotComeBackIsFlaky) {
  const std::string moody = std::string("cmd:/usr/bin/python3 -B ") + PARALLAX_SOURCE_DIR +
                            "/harness/triage/testdata/moody_engine.py";
  Examiner examiner = examiner_of({"openssl", moody});
  const Clusters found =
      cluster({case_with("case.plx", "show nobody\n")}, examiner, nullptr, kGoOn);
  EXPECT_TRUE(found.groups.empty());
  ASSERT_EQ(found.flaky.size(), 1U);
  EXPECT_EQ(found.flaky[0].cases, (std::vector<std::size_t>{0}));
}

TEST(BisectTest, TheFirstOfARowThatDiffersIsNamed) {
  Examiner examiner = examiner_of(
      {"openssl", "planted:write-after-eof", "planted:wrong-class", "planted:short-write"});
  const Bisection found =
      bisect(case_with("case.plx",
                       "object a client\npeer p server\npump a p\np.unwrap\na.unwrap\nmove p "
                       "a\na.read 1\na.read 1\na.unwrap\nmove a p\na.read 1\n"),
             examiner, Level::kBytes);
  ASSERT_EQ(found.first, 2U);
  EXPECT_FALSE(found.rows[1].differs);
  EXPECT_EQ(found.rows[2].seen, "SSLEOFError");
  EXPECT_TRUE(found.back_again);
}

}  // namespace
}  // namespace parallax
