#include "harness/run/faults.h"

#include <gtest/gtest.h>

namespace parallax {
namespace {

// Two whole records of three octets of content each.
const std::string kFirst = std::string("\x17\x03\x03\x00\x03", 5) + "abc";
const std::string kSecond = std::string("\x15\x03\x03\x00\x03", 5) + "xyz";

Faults faults(std::string_view keys) {
  const auto step = parse_step("move a p " + std::string(keys));
  EXPECT_TRUE(step) << print(step.error());
  return faults_of(*step);
}

TEST(FaultsTest, NothingAskedIsNothingChanged) {
  EXPECT_FALSE(faults("").alters());
  EXPECT_FALSE(faults("10 split=1 hold=3").alters());
  EXPECT_EQ(alter(faults(""), kFirst + kSecond), kFirst + kSecond);
}

TEST(FaultsTest, ActOnOneRecordOrOnAll) {
  EXPECT_EQ(alter(faults("drop=True"), kFirst + kSecond), "");
  EXPECT_EQ(alter(faults("record=0 drop=True"), kFirst + kSecond), kSecond);
  EXPECT_EQ(alter(faults("record=1 double=True"), kFirst + kSecond), kFirst + kSecond + kSecond);
  EXPECT_EQ(alter(faults("record=7 drop=True"), kFirst + kSecond), kFirst + kSecond);
  EXPECT_EQ(alter(faults("reorder=True"), kFirst + kSecond), kSecond + kFirst);
  EXPECT_EQ(alter(faults("truncate=4"), kFirst), kFirst.substr(0, 4));
}

TEST(FaultsTest, FlipInvertsOneOctetFromEitherEnd) {
  EXPECT_EQ(alter(faults("flip=0"), "ab"), std::string("\x9e") + "b");
  EXPECT_EQ(alter(faults("flip=-1"), "ab"), "a\x9d");
  EXPECT_EQ(alter(faults("flip=2"), "ab"), "ab");
}

TEST(FaultsTest, InsertGoesWhereItIsTold) {
  EXPECT_EQ(alter(faults("insert=b\"--\" at=1"), "ab"), "a--b");
  EXPECT_EQ(alter(faults("insert=b\"--\""), "ab"), "--ab");
}

TEST(FaultsTest, CutsLoseNothing) {
  const std::string octets(1000, 'o');
  for (const auto& pieces : {cut(octets, 0), cut(octets, 1), cut(octets, 7), recut(octets)}) {
    std::string joined;
    for (const std::string_view piece : pieces) joined += piece;
    EXPECT_EQ(joined, octets);
  }
  EXPECT_EQ(cut(octets, 0).size(), 1U);
  EXPECT_TRUE(cut("", 5).empty());
  EXPECT_GT(recut(octets).size(), 15U);
}

}  // namespace
}  // namespace parallax
