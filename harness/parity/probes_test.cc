#include "harness/parity/probes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "harness/script/script.h"

namespace parallax {
namespace {

constexpr const char* kTable = R"({
  // Comments are allowed.
  "lists": { "numbers": { "one": "1", "two": "2" }, "ends": { "client": ["object a $role", "a.pending"] } },
  "tables": [ { "area": "bio.read", "shows": "Reading $n, $how.", "cite": "Python docs",
                "each": { "n": "numbers", "how": { "plain": [], "twice": ["x.read $n", "x.eof"] } },
                "script": ["bio x", "x.read $n", "$how"] } ] })";

std::string error_of(const std::string& json) {
  Tables tables;
  if (const auto added = tables.add(json, "t.json"); !added) return added.error();
  const auto probes = make_probes(tables);
  return probes ? "no error" : probes.error();
}

std::string with(const std::string& keys) {
  return R"({"tables": [{"area": "a", "shows": "s", )" + keys + "}]}";
}

TEST(ProbesTest, EveryCombinationIsAScriptWithAName) {
  Tables tables;
  ASSERT_TRUE(tables.add(kTable, "t.json"));
  const auto probes = make_probes(tables);
  ASSERT_TRUE(probes) << probes.error();
  ASSERT_EQ(probes->size(), 4u);
  EXPECT_EQ((*probes)[0].name, "bio.read/one,plain");
  EXPECT_EQ((*probes)[3].name, "bio.read/two,twice");
  EXPECT_EQ(
      (*probes)[3].text,
      "# Reading two, twice.\n# cite: Python docs\n# topic: bio.read\n\nbio x\nx.read 2\nx.read 2\n"
      "x.eof\n");
}

TEST(ProbesTest, ListsOfTheSurveyMayBeMissing) {
  Tables tables;
  ASSERT_TRUE(tables.add(with(R"("each": {"n": "@names"}, "script": "inspect ssl.$n kind")"), "t"));
  EXPECT_TRUE(make_probes(tables)->empty());
  const auto probes = make_probes(tables, {{"@names", {{"MemoryBIO", {"MemoryBIO"}}}}});
  ASSERT_EQ(probes->size(), 1u);
  EXPECT_EQ((*probes)[0].name, "a/MemoryBIO");
}

TEST(ProbesTest, WhatTwoSurveyedListsHaveIsAskedOnce) {
  Tables tables;
  ASSERT_TRUE(tables.add(
      with(R"("each": {"n": ["@classes", "@enumerations"]}, "script": "inspect ssl.$n kind")"),
      "t"));
  const Filler purpose = {{"Purpose", {"Purpose"}}};
  EXPECT_EQ(make_probes(tables, {{"@classes", purpose}, {"@enumerations", purpose}})->size(), 1u);
}

TEST(ProbesTest, ErrorsSayWhereAndHowToMend) {
  EXPECT_EQ(error_of(with(R"("script": "bio $x")")),
            "t.json: a: `$x` is not among the holes of `each`");
  EXPECT_EQ(error_of(with(R"("each": {"n": "nambers"}, "script": "bio $n")")),
            "t.json: a: `n`: there is no list `nambers`");
  EXPECT_EQ(error_of(with(R"("each": {"n": {"x": "$n"}}, "script": "bio $n")")),
            "t.json: a: `$n` fills itself");
  EXPECT_EQ(error_of(with(R"("each": {"n": {"x": ["1", "2"]}}, "script": "bio $n")")),
            "t.json: a: `x` is 2 lines, and stands within one: bio $n");
  EXPECT_EQ(
      error_of(with(R"("scrip": "bio x")")),
      "t.json: table 1: unknown key `scrip`, did you mean `script`?; the keys are area, shows, "
      "cite, each, pairwise, script");
  EXPECT_EQ(error_of(with(R"("each": {})")), "t.json: table 1: `script` is missing");
  EXPECT_EQ(error_of(with(R"("each": {"n": {"a/b": "1"}}, "script": "bio x")")),
            "t.json: table 1: `n`: `a/b` is no word: letters, digits, and . _ * + - alone");
  EXPECT_NE(error_of(with(R"("script": "bio")")).find("t.json: a: a/it:4"), std::string::npos);
  EXPECT_NE(error_of("{").find("t.json: not JSON"), std::string::npos);
}

TEST(ProbesTest, TwoOfOneNameAreRefused) {
  Tables tables;
  ASSERT_TRUE(tables.add(with(R"("script": "bio x")"), "t"));
  ASSERT_TRUE(tables.add(with(R"("script": "bio y")"), "t"));
  EXPECT_EQ(make_probes(tables).error(),
            "t: a: two probes are called a/it; give words or areas of their own");
}

TEST(ProbesTest, FilesOfAnEarlierRunGo) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / "parallax_probes_test";
  ASSERT_TRUE(write_probes({{"a", "a/old", "bio x\n"}}, folder.string()));
  const auto paths = write_probes({{"a", "a/new", "bio x\n"}}, folder.string());
  ASSERT_TRUE(paths);
  EXPECT_TRUE(fs::exists(paths->front()));
  EXPECT_FALSE(fs::exists(folder / "a/old.plx"));
  fs::remove_all(folder);
}

// The project's own tables.
TEST(ParityTablesTest, AThousandProbesOfEveryAreaAreThere) {
  const auto tables = Tables::load(PARALLAX_SOURCE_DIR "/corpus/parity");
  ASSERT_TRUE(tables) << tables.error();
  const auto probes = make_probes(*tables);
  ASSERT_TRUE(probes) << probes.error();
  EXPECT_GE(probes->size(), 1000u);
  std::set<std::string> areas;
  for (const Probe& probe : *probes) areas.insert(std::string(top_area(probe.area)));
  for (const char* area : {"bio", "callback", "context", "destruction", "disturb", "exception",
                           "function", "object", "session", "size", "state", "surface"})
    EXPECT_TRUE(areas.contains(area)) << area;
}

}  // namespace
}  // namespace parallax
