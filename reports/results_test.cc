#include "reports/results.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "reports/sample_rows.h"

namespace parallax {
namespace {

using Mode = ResultsWriter::Mode;

class ResultsTest : public testing::Test {
 protected:
  ResultsTest() {
    std::string name = testing::TempDir() + "results-XXXXXX";
    folder_ = mkdtemp(name.data());
    path_ = folder_ + "/results.jsonl";
  }
  ~ResultsTest() override { std::filesystem::remove_all(folder_); }

  std::unique_ptr<ResultsWriter> open(Mode mode) {
    auto writer = ResultsWriter::open(path_, mode, &message_);
    EXPECT_TRUE(writer) << (writer ? "" : writer.error());
    return writer ? std::move(*writer) : nullptr;
  }
  void write_text(const std::string& text) { std::ofstream(path_, std::ios::binary) << text; }
  std::string text() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::string folder_, path_, message_;
};

TEST_F(ResultsTest, RowsComeBackAsTheyWere) {
  const std::vector<Row> rows = sample_rows();
  {
    const auto writer = open(Mode::kFresh);
    for (const Row& row : rows) ASSERT_TRUE(writer->append(row));
  }
  const auto results = read_results(path_);
  ASSERT_TRUE(results) << results.error();
  EXPECT_TRUE(results->message.empty());
  ASSERT_EQ(results->rows.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(to_line(results->rows[i]), to_line(rows[i]));
    EXPECT_EQ(results->rows[i].steps, rows[i].steps);
    EXPECT_EQ(results->rows[i].identity, rows[i].identity);
  }
}

TEST_F(ResultsTest, TornLastLineIsLeftOutAndThenCutOff) {
  const std::vector<Row> rows = sample_rows({.scripts = 2, .engines = 1});
  const std::string whole = to_line(rows[0]) + "\n";
  const std::string second = to_line(rows[1]);
  for (const std::size_t n : {std::size_t{1}, second.size() / 2, second.size()}) {
    write_text(whole + second.substr(0, n));
    const auto results = read_results(path_);
    ASSERT_TRUE(results) << results.error();
    EXPECT_EQ(results->rows.size(), 1u);
    EXPECT_NE(results->message.find(":2: the last line is torn"), std::string::npos);

    const auto writer = open(Mode::kAppend);
    EXPECT_NE(message_.find(std::to_string(n) + " octets were cut off"), std::string::npos);
    EXPECT_EQ(text(), whole);
    ASSERT_TRUE(writer->append(rows[1]));
    EXPECT_EQ(text(), whole + second + "\n");
  }
}

TEST_F(ResultsTest, AnyPrefixOfAFileIsReadable) {
  std::string all;
  for (const Row& row : sample_rows({.scripts = 1, .engines = 2})) all += to_line(row) + "\n";
  for (std::size_t n = 0; n <= all.size(); n += 97) {
    write_text(all.substr(0, n));
    const auto results = read_results(path_);
    ASSERT_TRUE(results) << n << ": " << results.error();
  }
}

TEST_F(ResultsTest, FreshEmptiesAndAppendKeeps) {
  const Row row = sample_rows({.scripts = 1, .engines = 1}).front();
  ASSERT_TRUE(open(Mode::kFresh)->append(row));
  ASSERT_TRUE(open(Mode::kAppend)->append(row));
  EXPECT_EQ(text(), to_line(row) + "\n" + to_line(row) + "\n");
  EXPECT_TRUE(message_.empty());
  open(Mode::kFresh);
  EXPECT_EQ(text(), "");
}

TEST_F(ResultsTest, OneWriterAtATime) {
  const auto writer = open(Mode::kFresh);
  const auto other = ResultsWriter::open(path_, Mode::kAppend, &message_);
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().find("another run is writing"), std::string::npos);
}

TEST_F(ResultsTest, FullDiskIsASentence) {
  auto writer = ResultsWriter::open("/dev/full", Mode::kAppend, &message_);
  ASSERT_TRUE(writer) << writer.error();
  const auto written = (*writer)->append(sample_rows({.scripts = 1, .engines = 1}).front());
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().find("/dev/full: a row could not be written: No space left on device"),
            std::string::npos)
      << written.error();
}

TEST_F(ResultsTest, MissingFolderAndFileAreSentences) {
  const auto writer = ResultsWriter::open(folder_ + "/no/results.jsonl", Mode::kFresh, &message_);
  ASSERT_FALSE(writer);
  EXPECT_NE(writer.error().find("No such file or directory"), std::string::npos);
  EXPECT_FALSE(read_results(folder_ + "/nothing.jsonl"));
}

TEST_F(ResultsTest, OtherSchemasAreRefusedWithBothNumbers) {
  auto json = to_json(sample_rows({.scripts = 1, .engines = 1}).front());
  json["schema"] = 2;
  json["parallax"] = "9.0.0";
  write_text(json.dump() + "\n");
  const auto results = read_results(path_);
  ASSERT_FALSE(results);
  EXPECT_NE(results.error().find(":1: schema 2 was written by Parallax 9.0.0, and this one reads "
                                 "schema 1"),
            std::string::npos)
      << results.error();
}

TEST_F(ResultsTest, WhatIsNoRowIsAnErrorWithItsLine) {
  const std::string good = to_line(sample_rows({.scripts = 1, .engines = 1}).front()) + "\n";
  for (const char* bad :
       {"nonsense", "[]", "{}", R"({"schema":1})", R"({"schema":1,"script":7})"}) {
    write_text(good + bad + "\n");
    const auto results = read_results(path_);
    ASSERT_FALSE(results) << bad;
    EXPECT_NE(results.error().find("results.jsonl:2: "), std::string::npos) << results.error();
  }
}

TEST_F(ResultsTest, FieldsOfLaterVersionsAreIgnored) {
  auto json = to_json(sample_rows({.scripts = 1, .engines = 1}).front());
  json["new_field"] = {1, 2};
  EXPECT_TRUE(from_json(json));
}

TEST_F(ResultsTest, TheLastRowOfAScriptAndEngineCounts) {
  Row row = sample_rows({.scripts = 1, .engines = 1}).front();
  const auto writer = open(Mode::kFresh);
  row.title = "first";
  ASSERT_TRUE(writer->append(row));
  row.title = "second";
  ASSERT_TRUE(writer->append(row));
  const auto results = read_results(path_);
  ASSERT_TRUE(results);
  ASSERT_EQ(results->rows.size(), 1u);
  EXPECT_EQ(results->rows[0].title, "second");
}

TEST(RowTest, OctetsThatAreNotUtf8AreReplaced) {
  Row row = sample_rows({.scripts = 1, .engines = 1}).front();
  row.title = "a\xff\x80z";
  const auto back = from_line(to_line(row));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->title, "a\xEF\xBF\xBD\xEF\xBF\xBDz");
}

TEST(RowTest, OnlyMillisecondsDifferBetweenRuns) {
  std::vector<Row> rows = sample_rows({.scripts = 1, .engines = 2});
  Row again = rows[0];
  again.milliseconds.reset();
  auto json = to_json(rows[0]);
  json.erase("milliseconds");
  EXPECT_EQ(json, to_json(again));
}

TEST(ResumeTest, AScriptIsCompleteWhenAllEnginesRanItAlike) {
  std::vector<Row> rows = sample_rows({.scripts = 3, .engines = 2});
  const RunSettings settings{rows[0].parallax, rows[0].seed, rows[0].level, rows[0].reference};
  const std::vector<std::string> engines{rows[0].engine, rows[1].engine};
  EXPECT_EQ(complete_scripts(rows, engines, settings).size(), 3u);
  rows[1].fault = "The peer did not start.";
  rows[3].level = "class";
  EXPECT_EQ(complete_scripts(rows, engines, settings), std::set<std::string>{rows[4].script});
  EXPECT_TRUE(complete_scripts(rows, {"another"}, settings).empty());
  rows[4].own_seed = false;
  rows[4].seed = settings.seed + 1;
  EXPECT_TRUE(complete_scripts(rows, engines, settings).empty());
}

TEST(BaselineTest, KeysTellScriptEngineAndWordsApart) {
  const std::vector<Row> rows = sample_rows();
  std::size_t findings = 0;
  for (const Row& row : rows) findings += row.findings.size();
  const std::set<std::string> keys = finding_keys(rows);
  EXPECT_EQ(keys.size(), findings);
  Finding finding = rows[2].findings.at(0);
  EXPECT_TRUE(keys.contains(finding_key(finding)));
  finding.engine = "another";
  EXPECT_FALSE(keys.contains(finding_key(finding)));
}

}  // namespace
}  // namespace parallax
