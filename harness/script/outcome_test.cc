#include <gtest/gtest.h>

#include "harness/script/script.h"

namespace parallax {
namespace {

bool matches(std::string_view expected, std::string_view outcome) {
  const auto e = parse_expected(expected);
  const auto o = parse_outcome(outcome);
  EXPECT_TRUE(e.has_value()) << expected;
  EXPECT_TRUE(o.has_value()) << outcome;
  return e && o && parallax::matches(*e, *o);
}

TEST(OutcomeTest, WhatIsLeftOutMatchesAnything) {
  EXPECT_TRUE(matches("ok", "ok 5"));
  EXPECT_TRUE(matches("SSLError", "SSLError errno=1 reason=\"X\""));
  EXPECT_TRUE(matches("SSLError reason=\"X\"",
                      "SSLError errno=1 library=\"SSL\" reason=\"X\" message=\"m\""));
  EXPECT_TRUE(matches("unsupported", "unsupported \"why\""));
}

TEST(OutcomeTest, WhatIsSaidMustHold) {
  EXPECT_FALSE(matches("ok 4", "ok 5"));
  EXPECT_FALSE(matches("ok", "SSLError"));
  EXPECT_FALSE(matches("SSLError", "SSLWantReadError"));
  EXPECT_FALSE(matches("SSLError errno=2", "SSLError errno=1"));
  EXPECT_FALSE(matches("SSLError reason=\"X\"", "SSLError"));
  EXPECT_FALSE(matches("crash SIGSEGV", "crash SIGABRT"));
}

TEST(OutcomeTest, OctetsMatchTheirDigest) {
  const std::string digest = print(Value(digest_of("hello")));
  EXPECT_TRUE(matches("ok b\"hello\"", "ok " + digest));
  EXPECT_TRUE(matches("ok " + digest, "ok b\"hello\""));
  EXPECT_FALSE(matches("ok " + digest, "ok b\"hallo\""));
}

TEST(OutcomeTest, AnAnswerIsWhole) {
  for (const char* text :
       {"ok", "unsupported", "crash", "hang", "hang x", "", "ok 5 6", "SSLError errno=", "None"}) {
    EXPECT_FALSE(parse_outcome(text).has_value()) << text;
  }
  for (const char* text :
       {"ok None", "crash SIGSEGV", "crash \"exited with status 3\"", "hang 10", "oom",
        "SSLCertVerificationError errno=1 verify_code=18 verify_message=\"self-signed\""}) {
    const auto outcome = parse_outcome(text);
    ASSERT_TRUE(outcome.has_value()) << text;
    EXPECT_EQ(print(*outcome), text);
  }
}

}  // namespace
}  // namespace parallax
