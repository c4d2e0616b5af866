#include "harness/compare/python_versions.h"

#include <gtest/gtest.h>

namespace parallax {
namespace {

bool has(const char* change, const char* version) {
  const auto parts = parse_change(change);
  const auto at = python_version(version);
  return parts && at && has_change(*parts, *at);
}

TEST(PythonVersionsTest, NamesAndDistributionsDoNotCount) {
  EXPECT_EQ(python_version("python as 3.11.2-debian"), (PythonVersion{3, 11, 2}));
  EXPECT_EQ(python_version("pypy as pypy-3.9.16"), (PythonVersion{3, 9, 16}));
  EXPECT_EQ(python_version("3.10"), (PythonVersion{3, 10, 0}));
  EXPECT_FALSE(python_version("openssl"));
}

TEST(PythonVersionsTest, AChangeIsInABranchFromItsPatchLevelOn) {
  constexpr const char* kChange = "3.10.13, 3.11.7, 3.12";
  EXPECT_TRUE(has(kChange, "3.10.13"));
  EXPECT_FALSE(has(kChange, "3.10.12"));
  EXPECT_FALSE(has(kChange, "3.11.2"));
  EXPECT_TRUE(has(kChange, "3.11.7"));
  EXPECT_TRUE(has(kChange, "3.12.0"));
  EXPECT_TRUE(has(kChange, "3.13.5"));
  EXPECT_FALSE(has(kChange, "3.9.18"));
}

TEST(PythonVersionsTest, OneVersionIsForAllThatCome) {
  EXPECT_TRUE(has("3.7", "3.13.0"));
  EXPECT_TRUE(has("3.7", "3.7.0"));
  EXPECT_FALSE(has("3.7", "3.6.15"));
}

TEST(PythonVersionsTest, OtherTextsAreNoChange) {
  for (const char* text : {"", "3", "3.7 and later", "3.7,", "x3.7"})
    EXPECT_FALSE(parse_change(text));
}

}  // namespace
}  // namespace parallax
