#include "reports/history.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "reports/sample_rows.h"

namespace parallax {
namespace {

namespace fs = std::filesystem;

class HistoryTest : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path(const char* name) const { return (folder_ / name).string(); }
  History open(const char* name) {
    auto history = History::open(path(name));
    EXPECT_TRUE(history) << history.error();
    return std::move(*history);
  }
  // Everything that a history says, as text.
  static std::string told(const History& history) {
    std::string all;
    const auto runs = history.runs();
    const auto sightings = history.sightings();
    const auto figures = history.figures();
    for (const SiteRun& run : *runs)
      all += fmt::format("{} {} {} {} {}\n", run.id, run.when, run.scripts, run.fresh, run.bugs);
    for (const auto& [key, seen] : *sightings)
      all += fmt::format("{} {} {} {}\n", key.first, key.second, seen.first, seen.last);
    for (const auto& [name, values] : *figures) {
      for (const auto& [when, value] : values) all += fmt::format("{} {} {}\n", name, when, value);
    }
    return all;
  }

  fs::path folder_ = fs::temp_directory_path() / fmt::format("parallax-history-{}", getpid());
};

TEST_F(HistoryTest, ARunCountsOnce) {
  History history = open("a.db");
  const std::vector<Row> rows = sample_rows();
  EXPECT_TRUE(*history.add(rows, "2030-01-01T00:00:00Z"));
  const std::string once = told(history);
  EXPECT_FALSE(*history.add(rows, "2030-01-01T00:00:00Z"));
  EXPECT_EQ(told(history), once);
  const std::vector<SiteRun> runs = *history.runs();
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs[0].fresh, 3u);
  EXPECT_EQ(runs[0].engines, 5u);
}

TEST_F(HistoryTest, FirstAndLastSightSpanTheRuns) {
  History history = open("a.db");
  const std::vector<Row> rows = sample_rows(), clean = sample_rows({.clean = true});
  std::vector<Row> later = rows;
  for (Row& row : later) row.milliseconds = 2;
  EXPECT_TRUE(*history.add(later, "2030-01-03T00:00:00Z"));
  EXPECT_TRUE(*history.add(rows, "2030-01-01T00:00:00Z"));
  EXPECT_TRUE(*history.add(clean, "2030-01-09T00:00:00Z"));
  const auto sightings = *history.sightings();
  ASSERT_FALSE(sightings.empty());
  for (const auto& [key, seen] : sightings) {
    EXPECT_EQ(seen.first, "2030-01-01T00:00:00Z");
    EXPECT_EQ(seen.last, "2030-01-03T00:00:00Z");
  }
}

TEST_F(HistoryTest, MergingIsCommutativeAndIdempotent) {
  const std::vector<Row> one = sample_rows({.scripts = 8}), two = sample_rows({.scripts = 16});
  const std::vector<SiteBench> bench = {{"buffers/x", {3, 1, 2}, {}}};
  for (const char* name : {"a.db", "b.db"}) {
    History history = open(name);
    EXPECT_TRUE(history.add(name[0] == 'a' ? one : two,
                            name[0] == 'a' ? "2030-01-02T00:00:00Z" : "2030-01-01T00:00:00Z",
                            bench));
  }
  fs::copy_file(path("a.db"), path("ab.db"));
  fs::copy_file(path("b.db"), path("ba.db"));
  History ab = open("ab.db"), ba = open("ba.db");
  EXPECT_TRUE(ab.merge(path("b.db")));
  EXPECT_TRUE(ba.merge(path("a.db")));
  EXPECT_EQ(told(ab), told(ba));
  const std::string both = told(ab);
  EXPECT_TRUE(ab.merge(path("b.db")));
  EXPECT_TRUE(ab.merge(path("ba.db")));
  EXPECT_EQ(told(ab), both);
  EXPECT_EQ(ab.runs()->size(), 2u);
  EXPECT_EQ(ab.figures()->at("buffers/x").front().second, 2.0);
}

TEST_F(HistoryTest, WhatIsNoHistoryIsRefusedWithAReason) {
  std::ofstream(path("text.db"))
      << "This is no database, and long enough that SQLite says so at once.\n";
  EXPECT_NE(History::open(path("text.db")).error().find("text.db"), std::string::npos);
  EXPECT_FALSE(History::open(path("no/such/folder.db")));
  History history = open("a.db");
  EXPECT_FALSE(history.merge(path("missing.db")));
  EXPECT_FALSE(fs::exists(path("missing.db")));
  EXPECT_FALSE(history.merge(path("text.db")));
  EXPECT_TRUE(history.runs());
}

TEST_F(HistoryTest, HostileTextsAreValues) {
  History history = open("a.db");
  const std::string hostile = "'); drop table run; --\"\xFF";
  EXPECT_TRUE(history.add(sample_rows({.scripts = 8, .engines = 3, .hostile = hostile}),
                          "2030-01-01T00:00:00Z"));
  EXPECT_EQ(history.runs()->size(), 1u);
}

}  // namespace
}  // namespace parallax
