#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "reports/junit.h"
#include "reports/results.h"
#include "reports/sample_rows.h"
#include "reports/summary_json.h"
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

// Lines of a screen of 100 columns and 50 lines.
TEST(TerminalTest, FitsAScreenWhateverWasFound) {
  std::vector<Row> rows = sample_rows({.scripts = 200, .engines = 5});
  std::size_t n = 0;
  for (Row& row : rows) {
    for (Finding& f : row.findings) {
      f.known_kind.clear();
      f.flaky = false;
      // Words of its own, so that each is a cause.
      f.seen = "E" + std::string(1 + n % 40, 'x') + std::string(1 + n / 40, 'y');
      ++n;
    }
  }
  const std::string text =
      terminal_summary(rows, {.lines = 50, .page = "/tmp/out/report/index.html"});
  EXPECT_LE(occurrences(text, "\n"), 50u) << text;
  EXPECT_NE(text.find("more causes; "), std::string::npos) << text;
  EXPECT_NE(text.find("/tmp/out/report/index.html"), std::string::npos);
}

TEST(TerminalTest, ColumnsStayBesideEachOtherAndWithinTheWidth) {
  const std::string long_text = "SSLError reason=\"" + std::string(70, 'x') + "\" é\x1b[2J";
  const std::string text = side_by_side(
      {{{"openssl", "36"}, {long_text, ""}}, {{"gnutls", ""}, {"ok b\"\"", ""}}}, 80, 6, false);
  EXPECT_NE(text.find("openssl                              gnutls\n"), std::string::npos) << text;
  EXPECT_EQ(occurrences(text, "\n"), 4u) << text;
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  for (std::size_t at = 0, end = 0; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
    EXPECT_LE(end - at, 81u);
  EXPECT_NE(side_by_side({{{"a", "31"}}}, 80, 0, true).find("\x1b[31m"), std::string::npos);
  EXPECT_NE(side_by_side({{{"abcdefgh0123456789", ""}}, {}, {}}, 10, 6, false).find("abcdefgh\n"),
            std::string::npos);
}

TEST(SummaryJsonTest, NamesEnginesAndEveryNewFinding) {
  const auto json = nlohmann::json::parse(summary_json(sample_rows()));
  EXPECT_EQ(json.at("scripts"), 24);
  EXPECT_EQ(json.at("engines").size(), 5u);
  EXPECT_EQ(json.at("new").size(), 3u);
  EXPECT_EQ(json.at("new")[0].at("severity"), "medium");
  const std::string hostile =
      summary_json(sample_rows({.scripts = 8, .engines = 3, .hostile = "\"\xFF\x01"}));
  EXPECT_TRUE(nlohmann::json::accept(hostile));
}

}  // namespace
}  // namespace parallax
