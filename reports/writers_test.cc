#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "reports/html.h"
#include "reports/junit.h"
#include "reports/results.h"
#include "reports/sample_rows.h"
#include "reports/tally.h"
#include "reports/terminal.h"

namespace parallax {
namespace {

std::size_t occurrences(std::string_view text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos;
       at = text.find(what, at + what.size()))
    ++n;
  return n;
}

TEST(TallyTest, EveryFindingIsCountedOnce) {
  const std::vector<Row> rows = sample_rows();
  const Tally t = tally(rows);
  EXPECT_EQ(t.scripts, 24u);
  ASSERT_EQ(t.engines.size(), 5u);
  EXPECT_EQ(t.total.fresh, 3u);
  EXPECT_EQ(t.total.bugs, 3u);
  EXPECT_EQ(t.total.flaky, 3u);
  EXPECT_EQ(t.total.differences, 9u);
  // A difference that did not come back leaves its script in agreement.
  EXPECT_EQ(t.engines[2].agree, 6u + 3u);
  EXPECT_EQ(tally(rows, finding_keys(rows)).total.fresh, 0u);
}

TEST(TerminalTest, ShowsEnginesFindingsAndHowToShowThem) {
  const std::string text = terminal_summary(sample_rows());
  for (const char* part : {"engine", "unsupported", "boringssl", "BoringSSL 13.0.0+r24",
                           "corpus/conformance/shutdown/sample-004.plx:11",
                           "parallax show corpus/conformance/shutdown", "expected ok 4",
                           "level class", "3 new differences", "in 24 scripts on 5 engines."})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    EXPECT_LE(line.size() - 2 * occurrences(line, "…"), 102u) << line;
    begin = end + 1;
  }
}

TEST(TerminalTest, ColourOnlyWhenAsked) {
  EXPECT_NE(terminal_summary(sample_rows(), {.colour = true}).find('\x1b'), std::string::npos);
}

TEST(TerminalTest, NoTextSteersTheTerminal) {
  const std::string text = terminal_summary(sample_rows({.scripts = 8,
                                                         .engines = 3,
                                                         .hostile = "\x1b[2J\x07\r\n\xC2\x9B"
                                                                    "31m"}));
  for (const char c : text) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
  EXPECT_EQ(text.find("\xC2\x9B"), std::string::npos);
}

TEST(TerminalTest, CleanRunsAndEmptyOnesSaySo) {
  EXPECT_NE(terminal_summary(sample_rows({.clean = true})).find("no unexplained difference in 24"),
            std::string::npos);
  EXPECT_EQ(terminal_summary({}), "No script was run.\n");
}

TEST(JunitTest, CasesBecomeFailuresErrorsAndSkipped) {
  std::vector<Row> rows = sample_rows({.scripts = 8, .engines = 3});
  rows[0].fault = "The canary failed.";
  for (StepRow& step : rows[1].steps) step.outcome = "unsupported \"no TLS <1.3>\"";
  const std::string xml = junit_xml(rows);
  EXPECT_EQ(occurrences(xml, "<testsuite "), 3u);
  EXPECT_EQ(occurrences(xml, "<testcase "), 24u);
  EXPECT_EQ(occurrences(xml, "<failure "), 1u);
  EXPECT_EQ(occurrences(xml, "<error message=\"The canary failed.\"/>"), 1u);
  EXPECT_EQ(occurrences(xml, "<skipped message=\"unsupported &quot;no TLS &lt;1.3&gt;&quot;\"/>"),
            1u);
  EXPECT_NE(xml.find("failures=\"1\" errors=\"0\""), std::string::npos);
  EXPECT_EQ(occurrences(junit_xml(rows, finding_keys(rows)), "<failure "), 0u);
}

TEST(JunitTest, WhatXmlCannotHoldIsReplaced) {
  constexpr const char* kMark = "\xEF\xBF\xBD";
  EXPECT_EQ(xml_escape("<a b='\"'>&"), "&lt;a b=&apos;&quot;&apos;&gt;&amp;");
  EXPECT_EQ(xml_escape(std::string_view("\0\x01\x1b", 3)), std::string(kMark) + kMark + kMark);
  EXPECT_EQ(xml_escape("\n\t\r"), "&#10;&#9;&#13;");
  EXPECT_EQ(xml_escape("é€😀"), "é€😀");
  EXPECT_EQ(xml_escape("\xEF\xBF\xBE"), std::string(kMark) + kMark + kMark);  // U+FFFE
  EXPECT_EQ(xml_escape("\xED\xA0\x80"), std::string(kMark) + kMark + kMark);  // a surrogate
  EXPECT_EQ(xml_escape("\xC0\xAF"), std::string(kMark) + kMark);              // over-long
  EXPECT_EQ(xml_escape("a\xE2\x82"), std::string("a") + kMark + kMark);
}

TEST(HtmlTest, DataCannotLeaveItsElement) {
  const std::string page = html_page(
      sample_rows({.scripts = 4, .engines = 3, .hostile = "</script><!--<script>{{code}}"}));
  // The page's own two scripts and one data element; nothing from the rows adds to them.
  EXPECT_EQ(occurrences(page, "<script"), 2u);
  EXPECT_EQ(occurrences(page, "</script"), 2u);
  EXPECT_EQ(occurrences(page, "<!--"), 0u);
  EXPECT_NE(page.find("\\u003c/script\\u003e"), std::string::npos);
  EXPECT_NE(page.find("default-src 'none'; script-src 'sha256-"), std::string::npos);
  EXPECT_EQ(page.find("unsafe-inline"), std::string::npos);
}

TEST(HtmlTest, LoadsNothing) {
  const std::string page = html_page({});
  for (const char* what : {"http:", "https:", "src=", "<link", "@import", "url(", "innerHTML",
                           "insertAdjacentHTML", "document.write", "eval("})
    EXPECT_EQ(page.find(what), std::string::npos) << what;
}

TEST(HtmlTest, SameRowsSamePage) { EXPECT_EQ(html_page(sample_rows()), html_page(sample_rows())); }

TEST(HtmlTest, PageDataKeepsEachTextAndObservationOnce) {
  const auto data = page_data(sample_rows());
  std::vector<std::string> texts = data["texts"].get<std::vector<std::string>>();
  std::sort(texts.begin(), texts.end());
  EXPECT_EQ(std::adjacent_find(texts.begin(), texts.end()), texts.end());
  ASSERT_EQ(data["scripts"].size(), 24u);
  const auto& script = data["scripts"][0];
  EXPECT_EQ(script["runs"].size(), 5u);
  for (const auto& trace : script["traces"])
    for (const auto& at : trace) EXPECT_LT(at.get<std::size_t>(), script["observations"].size());
}

TEST(HtmlTest, FaultsAndMissingRunsAreKept) {
  std::vector<Row> rows = sample_rows({.scripts = 2, .engines = 2});
  rows.pop_back();
  rows[0].fault = "The script does not parse.";
  const auto data = page_data(rows);
  EXPECT_EQ(data["scripts"][0]["runs"][0]["fault"], "The script does not parse.");
  EXPECT_TRUE(data["scripts"][1]["runs"][1].is_null());
}

}  // namespace
}  // namespace parallax
