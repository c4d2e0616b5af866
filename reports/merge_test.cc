#include "reports/merge.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "reports/sample_rows.h"

namespace parallax {
namespace {

// A shard as a machine could have made it: rows of few scripts and engines, so that shards overlap, some of them
// with other findings, another time, or a fault.
std::vector<Row> shard() {
  static const std::vector<Row> pool = sample_rows({.scripts = 4, .engines = 3});
  std::vector<Row> rows;
  for (int n = *rc::gen::inRange(0, 8); n > 0; --n) {
    Row row = pool[*rc::gen::inRange<std::size_t>(0, pool.size())];
    row.milliseconds = *rc::gen::inRange(1, 4);
    switch (*rc::gen::inRange(0, 5)) {
      case 0:
        row.findings.clear();
        break;
      case 1:
        row.fault = "the peer died";
        break;
      case 2:
        row.seed = *rc::gen::inRange<std::uint64_t>(1, 3);
        break;
      case 3:
        row.milliseconds.reset();
        break;
      default:
        break;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Row> both(std::vector<Row> first, const std::vector<Row>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

std::string text(const std::vector<Row>& rows) {
  std::string lines;
  for (const Row& row : rows) lines += to_line(row) + "\n";
  return lines;
}

RC_GTEST_PROP(MergeTest, TwoShardsMergeAlikeInEitherOrder, ()) {
  const std::vector<Row> a = shard(), b = shard();
  RC_ASSERT(text(merge_rows(both(a, b))) == text(merge_rows(both(b, a))));
}

RC_GTEST_PROP(MergeTest, AMergeMayBeMergedAgain, ()) {
  const std::vector<Row> a = shard(), b = shard(), c = shard();
  const std::string all = text(merge_rows(both(both(a, b), c)));
  RC_ASSERT(text(merge_rows(both(merge_rows(both(a, b)), c))) == all);
  RC_ASSERT(text(merge_rows(both(a, merge_rows(both(b, c))))) == all);
}

RC_GTEST_PROP(MergeTest, AShardThatComesTwiceAddsNothing, ()) {
  const std::vector<Row> a = shard(), b = shard();
  const std::vector<Row> once = merge_rows(both(a, b));
  RC_ASSERT(text(merge_rows(once)) == text(once));
  RC_ASSERT(text(merge_rows(both(once, a))) == text(once));
}

TEST(MergeTest, EveryScriptAndEngineHasOneRowAndFindingsAreNotLost) {
  std::vector<Row> rows = sample_rows({.scripts = 6, .engines = 4});
  std::vector<Row> quiet = rows, broken = rows;
  for (Row& row : quiet) row.findings.clear();
  for (Row& row : broken) row.fault = "the disk was full";
  std::vector<Row> merged = merge_rows(both(both(broken, quiet), rows));
  ASSERT_EQ(merged.size(), rows.size());
  std::size_t before = 0, after = 0;
  for (const Row& row : rows) before += row.findings.size();
  for (const Row& row : merged) {
    after += row.findings.size();
    EXPECT_TRUE(row.fault.empty() || !rows.front().fault.empty()) << row.script;
  }
  EXPECT_EQ(before, after);
}

}  // namespace
}  // namespace parallax
