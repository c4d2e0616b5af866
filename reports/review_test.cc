// SARIF and Markdown: what code review shows.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "reports/markdown.h"
#include "reports/results.h"
#include "reports/sample_rows.h"
#include "reports/sarif.h"

namespace parallax {
namespace {

using Json = nlohmann::json;

TEST(SarifTest, EachUnexplainedFindingIsAResultWithItsRuleAndPlace) {
  const std::vector<Row> rows = sample_rows();
  const Json run = Json::parse(sarif(rows)).at("runs").at(0);
  const Json& rules = run.at("tool").at("driver").at("rules");
  std::size_t wanted = 0;
  for (const Row& row : rows) {
    for (const Finding& finding : row.findings) wanted += is_new(finding) ? 1 : 0;
  }
  ASSERT_EQ(run.at("results").size(), wanted);
  ASSERT_GT(wanted, 0U);
  std::set<std::string> ids;
  for (const Json& rule : rules) {
    EXPECT_TRUE(ids.insert(rule.at("id")).second);
    EXPECT_FALSE(rule.at("shortDescription").at("text").get<std::string>().empty());
    EXPECT_FALSE(rule.at("help").at("text").get<std::string>().empty());
  }
  for (const Json& result : run.at("results")) {
    EXPECT_EQ(rules.at(result.at("ruleIndex").get<std::size_t>()).at("id"), result.at("ruleId"));
    const Json& place = result.at("locations").at(0).at("physicalLocation");
    EXPECT_TRUE(place.at("artifactLocation").at("uri").get<std::string>().starts_with("corpus/"));
    EXPECT_GT(place.at("region").at("startLine").get<int>(), 0);
    EXPECT_EQ(result.at("baselineState"), "new");
  }
}

TEST(SarifTest, FingerprintsFollowTheSignatureAndNotThePlace) {
  std::vector<Row> rows = sample_rows();
  const auto fingerprint = [](const std::vector<Row>& all, std::size_t i) {
    const Json log = Json::parse(sarif(all));
    return log["runs"][0]["results"][i]["partialFingerprints"];
  };
  const Json before = fingerprint(rows, 0);
  Finding* first = nullptr;
  for (Row& row : rows) {
    for (Finding& finding : row.findings) {
      if (is_new(finding) && first == nullptr) first = &finding;
    }
  }
  first->script = "elsewhere.plx";
  first->line += 7;
  EXPECT_EQ(fingerprint(rows, 0), before);
  EXPECT_EQ(before.at("parallaxSignature/v1"), first->signature());
  first->seen = "OSError";
  EXPECT_NE(fingerprint(rows, 0), before);
}

TEST(SarifTest, WhatTheBaselineHasIsUnchanged) {
  const std::vector<Row> rows = sample_rows();
  const Json log = Json::parse(sarif(rows, finding_keys(rows)));
  for (const Json& result : log["runs"][0]["results"])
    EXPECT_EQ(result.at("baselineState"), "unchanged");
}

TEST(SarifTest, AnyTextMakesAFileThatCanBeRead) {
  const std::vector<Row> rows =
      sample_rows({.scripts = 8, .engines = 3, .hostile = "\"\xFF\x01\n"});
  EXPECT_TRUE(Json::accept(sarif(rows)));
  EXPECT_EQ(uri_of("a b/ü#?.plx"), "a%20b/%C3%BC%23%3F.plx");
  EXPECT_EQ(Json::parse(sarif({}))["runs"][0]["results"].size(), 0U);
}

TEST(MarkdownTest, SaysWhatIsNewAndHowToShowIt) {
  const std::string text = markdown(sample_rows());
  for (const char* part : {"### Parallax: 3 new differences in 24 scripts on 5 engines",
                           "| ` boringssl ` |", "` parallax show corpus/", "level class"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_NE(markdown(sample_rows({.clean = true})).find("no new difference"), std::string::npos);
}

TEST(MarkdownTest, NoTextIsMarkup) {
  EXPECT_EQ(code_span("a``b|c\nd"), "``` a``b\\|c d ```");
  const std::string hostile = "</details>@everyone [x](y) `";
  const std::string text = markdown(sample_rows({.scripts = 8, .engines = 3, .hostile = hostile}));
  // Each line outside the page's own markup holds the text between fences longer than its own.
  for (std::size_t at = text.find("@everyone"); at != std::string::npos;
       at = text.find("@everyone", at + 1)) {
    const std::size_t line = text.rfind('\n', at) + 1;
    EXPECT_NE(text.substr(line, at - line).find("`` "), std::string::npos)
        << text.substr(line, 200);
  }
}

}  // namespace
}  // namespace parallax
