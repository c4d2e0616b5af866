#include "harness/script/pairwise.h"

#include <gtest/gtest.h>

#include <set>

namespace parallax {
namespace {

using Rows = std::vector<std::vector<std::size_t>>;

// The pairs that the rows leave out.
std::size_t missing(const std::vector<std::size_t>& sizes, const Rows& rows) {
  std::size_t n = 0;
  for (std::size_t d = 0; d < sizes.size(); ++d) {
    for (std::size_t e = d + 1; e < sizes.size(); ++e) {
      std::set<std::pair<std::size_t, std::size_t>> seen;
      for (const auto& row : rows) seen.insert({row[d], row[e]});
      n += sizes[d] * sizes[e] - seen.size();
    }
  }
  return n;
}

TEST(PairwiseTest, EveryPairStandsInSomeRow) {
  for (const std::vector<std::size_t>& sizes : {std::vector<std::size_t>{2, 2, 2},
                                                {3, 4, 5},
                                                {7, 1, 3, 2},
                                                {5, 5, 5, 5, 5},
                                                {12, 9, 8, 4}}) {
    EXPECT_EQ(missing(sizes, pairwise(sizes)), 0u);
  }
}

TEST(PairwiseTest, RowsAreFew) {
  EXPECT_LE(pairwise({5, 5, 5, 5, 5}).size(), 50u);  // of 3125; 25 is the least possible
  EXPECT_LE(pairwise({12, 9, 8, 4}).size(), 140u);   // of 3456; 108 is the least possible
}

TEST(PairwiseTest, TwoDimensionsAreTheProduct) {
  EXPECT_EQ(pairwise({2, 3}), (Rows{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}}));
  EXPECT_EQ(product({}), (Rows{{}}));
  EXPECT_TRUE(pairwise({2, 0, 3}).empty());
}

TEST(PairwiseTest, TheMeasureFindsAMissingPair) {
  Rows rows = pairwise({3, 4, 5});
  rows.pop_back();
  EXPECT_GT(missing({3, 4, 5}, rows), 0u);
}

}  // namespace
}  // namespace parallax
