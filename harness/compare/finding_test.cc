#include "harness/compare/finding.h"

#include <gtest/gtest.h>

namespace parallax {
namespace {

Finding finding(std::string step, std::string expected, std::string seen) {
  Finding f;
  f.rule = "reference";
  f.level = Level::kClass;
  f.step_text = std::move(step);
  f.expected = std::move(expected);
  f.seen = std::move(seen);
  return f;
}

TEST(FindingTest, SignaturesHaveWordsAndNoNumbers) {
  const Finding f =
      finding("a.in.read 100", "ok b\"some \\\" data\"", "SSLEOFError errno=8 message=\"at 1234\"");
  EXPECT_EQ(f.signature(), "reference class read: ok b / SSLEOFError errno message");
}

TEST(FindingTest, TheSameCauseHasTheSameSignature) {
  EXPECT_EQ(finding("a.read 1", "ok b\"x\"", "hang 10").signature(),
            finding("zz.read 99", "ok b\"yy\"", "hang 9").signature());
  EXPECT_NE(finding("a.read 1", "ok b\"x\"", "hang 10").signature(),
            finding("a.read 1", "ok b\"x\"", "oom").signature());
}

TEST(FindingTest, AnotherReasonIsAnotherSignature) {
  Finding f = finding("a.do_handshake", "wait", "refused");
  const std::string without = f.signature();
  f.errors = "- / NO_SHARED_CIPHER";
  EXPECT_EQ(f.signature(), without + " (- / NO_SHARED_CIPHER)");
}

TEST(FindingTest, LevelsHaveNames) {
  for (const Level level : {Level::kAccept, Level::kClass, Level::kAlert, Level::kReason,
                            Level::kState, Level::kMessages, Level::kBytes}) {
    EXPECT_EQ(parse_level(level_name(level)), level);
  }
  EXPECT_EQ(parse_level("octets"), std::nullopt);
}

}  // namespace
}  // namespace parallax
