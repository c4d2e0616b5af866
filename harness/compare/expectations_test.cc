#include "harness/compare/expectations.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace parallax {
namespace {

constexpr const char* kEntry = R"("kind": "bug", "reason": "because", "source": "here")";

std::string error_of(const std::string& json) {
  const auto all = Expectations::parse(json, "python.json");
  return all ? "no error" : all.error();
}

Finding finding() {
  Finding f;
  f.script = "/work/corpus/close/late.plx";
  f.rule = "expected";
  f.step_text = "a.read 100";
  f.seen = "SSLEOFError errno=8";
  f.expected = "ok b\"\"";
  return f;
}

const Sides kSides = {{"python:/usr/bin/python3", "python", "python/3.11.2", "family:openssl",
                       "python as 3.11.2", "on OpenSSL 3.5.7 27 Jan 2026"},
                      {"python:/opt/bin/python3.13", "python", "python/3.13.0", "family:openssl",
                       "python as 3.13.0", "on OpenSSL 3.0.19 27 Jan 2026"}};

bool matches_with(const std::string& keys) {
  auto all =
      Expectations::parse("[{" + keys + (keys.empty() ? "" : ", ") + kEntry + "}]", "x.json");
  EXPECT_TRUE(all) << (all ? "" : all.error());
  return all && all->match(finding(), kSides) != nullptr;
}

TEST(ExpectationsTest, CommentsAreAllowed) {
  const auto all =
      Expectations::parse("// why\n[ /* one */ {" + std::string(kEntry) + "} ]", "x.json");
  ASSERT_TRUE(all);
  EXPECT_EQ(all->all().size(), 1u);
  EXPECT_EQ(all->all()[0].number, 1u);
}

TEST(ExpectationsTest, EarlierIsFoundInAStepBeforeTheFinding) {
  const auto script = parse("clock 1\nobject a client\na.in.write fill(97, 9)\na.read 9\n");
  ASSERT_TRUE(script);
  const auto matches = [&](const std::string& pattern, std::size_t before) {
    auto all = Expectations::parse(
        R"([{"earlier": ")" + pattern + "\", " + std::string(kEntry) + "}]", "x.json");
    EXPECT_TRUE(all) << (all ? "" : all.error());
    return all->match(finding(), kSides, std::span(script->steps).first(before)) != nullptr;
  };
  EXPECT_TRUE(matches("^clock ", 3));
  EXPECT_TRUE(matches("fill", 3));
  EXPECT_FALSE(matches("fill", 2)) << "it comes later";
  EXPECT_FALSE(matches("^read", 3));
  EXPECT_FALSE(matches("^clock ", 0)) << "there is none";
  EXPECT_TRUE(matches("", 3));
  const auto matches_both = [&](const std::string& other) {
    auto all = Expectations::parse(
        R"([{"earlier": ["^clock ", ")" + other + "\"], " + std::string(kEntry) + "}]", "x.json");
    return all->match(finding(), kSides, script->steps) != nullptr;
  };
  EXPECT_TRUE(matches_both("client"));
  EXPECT_FALSE(matches_both("server"));
  const auto broken =
      Expectations::parse(R"([{"earlier": "(", )" + std::string(kEntry) + "}]", "x.json");
  ASSERT_FALSE(broken);
  EXPECT_NE(broken.error().find("`earlier` is not a regular expression"), std::string::npos);
}

TEST(ExpectationsTest, EarlierIsATextOrAListOfSome) {
  for (const std::string value : {"[]", "3", "{}", "null", "[3]", "[[\"x\"]]"}) {
    const auto all = Expectations::parse(
        R"([{"earlier": )" + value + ", " + std::string(kEntry) + "}]", "x.json");
    ASSERT_FALSE(all) << value;
    EXPECT_NE(all.error().find("`earlier` must be a text in quotes, or a list of such"),
              std::string::npos)
        << all.error();
  }
}

TEST(ExpectationsTest, EarlierSeesBothEndsOfALongStep) {
  const auto script = parse("a.in.write b\"start" + std::string(9000, 'x') + "end\"\n");
  ASSERT_TRUE(script);
  for (const std::string pattern : {"start", "end"}) {
    auto all = Expectations::parse(
        R"([{"earlier": ")" + pattern + "\", " + std::string(kEntry) + "}]", "x.json");
    EXPECT_NE(all->match(finding(), kSides, script->steps), nullptr) << pattern;
  }
}

TEST(ExpectationsTest, EveryKeyNarrows) {
  EXPECT_TRUE(matches_with(""));
  EXPECT_TRUE(matches_with(R"("script": "close/*")"));
  EXPECT_FALSE(matches_with(R"("script": "bio/*")"));
  EXPECT_TRUE(matches_with(R"("engine": "python:*")"));
  EXPECT_TRUE(matches_with(R"("engine": "python/3.11*")"));
  EXPECT_TRUE(matches_with(R"("engine": "family:openssl")"));
  EXPECT_FALSE(matches_with(R"("engine": "gnutls")"));
  EXPECT_TRUE(matches_with(R"("rule": "exp*")"));
  EXPECT_FALSE(matches_with(R"("rule": "reference")"));
  EXPECT_TRUE(matches_with(R"("step": "read \\d+")"));
  EXPECT_FALSE(matches_with(R"("step": "^read")"));
  EXPECT_TRUE(matches_with(R"("seen": "^SSLEOFError")"));
  EXPECT_FALSE(matches_with(R"("seen": "^SSLError")"));
  EXPECT_TRUE(matches_with(R"("expected": "^ok")"));
  EXPECT_FALSE(matches_with(R"("expected": "^SSLEOFError")"));
  EXPECT_TRUE(matches_with(R"("engine": "python as 3.11.*")"));
  EXPECT_TRUE(matches_with(R"("reference": "python/3.13.*")"));
  EXPECT_FALSE(matches_with(R"("reference": "python/3.11.*")"));
  EXPECT_TRUE(matches_with(R"("level": "accept")"));
  EXPECT_FALSE(matches_with(R"("level": "reason")"));
  EXPECT_TRUE(matches_with(R"("since": "3.12")"));
  EXPECT_TRUE(matches_with(R"("since": "3.11.7, 3.12")"));
  EXPECT_FALSE(matches_with(R"("since": "3.8")"));
  EXPECT_FALSE(matches_with(R"("since": "3.14")"));
  EXPECT_TRUE(matches_with(R"("engine": "on OpenSSL 3.5.*")"));
}

TEST(ExpectationsTest, AChangeOfALibraryLiesBetweenTheTwoOrIsTheEnginesOwn) {
  Finding differs = finding();
  differs.rule = "reference";
  const auto explained = [&](const std::string& keys, const Finding& what, const Sides& sides) {
    auto all = Expectations::parse("[{" + keys + ", " + kEntry + "}]", "x.json");
    EXPECT_TRUE(all) << (all ? "" : all.error());
    return all && all->match(what, sides) != nullptr;
  };
  const std::string compared = R"("rule": "reference", "since": "OpenSSL )";
  EXPECT_TRUE(explained(compared + R"(3.2")", differs, kSides));
  EXPECT_FALSE(explained(compared + R"(3.0")", differs, kSides)) << "both have it";
  EXPECT_FALSE(explained(compared + R"(3.6")", differs, kSides)) << "neither has it";
  EXPECT_FALSE(explained(R"("rule": "reference", "since": "GnuTLS 3.2")", differs, kSides));
  const std::string own = R"("rule": "expected", "since": "OpenSSL )";
  EXPECT_TRUE(explained(own + R"(3.0")", finding(), kSides));
  EXPECT_FALSE(explained(own + R"(3.6")", finding(), kSides));
  EXPECT_TRUE(explained(own + R"(3.2")", finding(), {kSides.engine, {}, Level::kBytes}));
  const Sides other = {{"gnutls", "on GnuTLS 3.7.9"}, {}};
  EXPECT_FALSE(explained(own + R"(3.2")", finding(), other));
}

TEST(ExpectationsTest, ReasonsOfErrorsTellCausesApart) {
  auto all = Expectations::parse(
      R"([{"rule": "reference", "errors": "^- / NO_SHARED", )" + std::string(kEntry) + "}]",
      "x.json");
  ASSERT_TRUE(all) << all.error();
  Finding refused = finding();
  refused.rule = "reference";
  refused.errors = "- / NO_SHARED_CIPHER";
  EXPECT_NE(all->match(refused, kSides), nullptr);
  refused.errors = "- / DECODE_ERROR";
  EXPECT_EQ(all->match(refused, kSides), nullptr);
  refused.errors.clear();
  EXPECT_EQ(all->match(refused, kSides), nullptr);
}

TEST(ExpectationsTest, ReasonsOfErrorsTurnWithTheSides) {
  const auto all = [&] {
    return *Expectations::parse(
        R"([{"rule": "reference", "since": "OpenSSL 3.2", "seen_of": "after", "errors": "^A / -$", )" +
            std::string(kEntry) + "}]",
        "x.json");
  };
  const std::vector<std::string> older = {"x", "on OpenSSL 3.0.19"},
                                 newer = {"y", "on OpenSSL 3.5.7"};
  Finding differs = finding();
  differs.rule = "reference";
  differs.errors = "A / -";
  EXPECT_NE(all().match(differs, {newer, older}), nullptr);
  EXPECT_EQ(all().match(differs, {older, newer}), nullptr);
  differs.errors = "- / A";
  EXPECT_NE(all().match(differs, {older, newer}), nullptr);
}

TEST(ExpectationsTest, FuzzIsWhatACampaignKeepsAndNoOtherScript) {
  const std::string entry = R"([{"script": "fuzz", )" + std::string(kEntry) + "}]";
  auto all = *Expectations::parse(entry, "x.json");
  Finding made = finding();
  for (const char* path : {"fuzz", "out/campaign/small/1.plx"}) {
    made.script = path;
    EXPECT_NE(all.match(made, kSides), nullptr) << path;
    EXPECT_EQ(all.about(path).all().size(), 1U) << path;
  }
  for (const char* path :
       {"corpus/close/late.plx", "corpus/small/late.plx", "mine.plx", "/tmp/mine.plx"}) {
    made.script = path;
    EXPECT_EQ(all.match(made, kSides), nullptr) << path;
    EXPECT_TRUE(all.about(path).all().empty()) << path;
  }
}

TEST(ExpectationsTest, ErrorsSayFileEntryAndMend) {
  EXPECT_EQ(
      error_of("[{" + std::string(kEntry) + "}, {\"scrip\": \"x\", " + kEntry + "}]"),
      "python.json: entry 2: unknown key `scrip`, did you mean `script`?; the keys are "
      "script, engine, reference, rule, step, seen, "
      "expected, errors, level, since, seen_of, kind, reason, source, owner, bug, review, earlier");
  EXPECT_EQ(error_of(R"([{"kind": "bug", "source": "here"}])"),
            "python.json: entry 1: `reason` is missing; add \"reason\": \"…\"");
  EXPECT_EQ(
      error_of(R"([{"kind": "feature", "reason": "r", "source": "s"}])"),
      "python.json: entry 1: `kind` is \"feature\"; write \"difference\" (legitimate) or \"bug\"");
  EXPECT_NE(error_of("[{\"step\": \"read(\", " + std::string(kEntry) + "}]")
                .find("python.json: entry 1: `step` is not a regular expression"),
            std::string::npos);
  EXPECT_EQ(error_of("[{\"rule\": 3, " + std::string(kEntry) + "}]"),
            "python.json: entry 1: `rule` must be a text in quotes");
  EXPECT_EQ(error_of("[{\"review\": \"soon\", " + std::string(kEntry) + "}]"),
            "python.json: entry 1: `review` must be a date, YYYY-MM-DD");
  EXPECT_EQ(
      error_of("[{\"level\": \"fine\", " + std::string(kEntry) + "}]"),
      "python.json: entry 1: `level` is accept, class, alert, reason, state, messages or bytes");
  EXPECT_NE(error_of("[{\"since\": \"3.x\", " + std::string(kEntry) + "}]")
                .find("python.json: entry 1: `since` is the first version of each branch"),
            std::string::npos);
  EXPECT_EQ(error_of("{}"), "python.json: expected a list of entries, [ { … }, … ]");
  EXPECT_NE(error_of("[{").find("python.json: not JSON: parse error at line 1"), std::string::npos);
  EXPECT_EQ(error_of("[3]"), "python.json: entry 1: expected an object { … }");
}

TEST(ExpectationsTest, StaleIsCoveredAndUnmatched) {
  auto all = Expectations::parse("[{\"script\": \"close/*\", " + std::string(kEntry) +
                                     "}, {\"script\": \"bio/*\", " + kEntry +
                                     "}, {\"engine\": \"gnutls\", " + kEntry + "}]",
                                 "x.json");
  ASSERT_TRUE(all);
  EXPECT_TRUE(all->stale().empty()) << "nothing ran";
  all->cover("/work/corpus/close/late.plx", kSides);
  ASSERT_EQ(all->stale().size(), 1u);
  EXPECT_EQ(all->stale()[0]->number, 1u);
  ASSERT_NE(all->match(finding(), kSides), nullptr);
  EXPECT_TRUE(all->stale().empty());
}

TEST(ExpectationsTest, WhatOnlyAReferenceCanShowIsNotStaleWithoutOne) {
  auto all = Expectations::parse("[{\"rule\": \"reference\", " + std::string(kEntry) +
                                     "}, {\"reference\": \"python/3.13*\", " + kEntry + "}]",
                                 "x.json");
  ASSERT_TRUE(all);
  all->cover("close/late.plx", {kSides.engine, {}, Level::kBytes});
  EXPECT_TRUE(all->stale().empty());
  all->cover("close/late.plx", kSides);
  EXPECT_EQ(all->stale().size(), 2u);
}

TEST(ExpectationsTest, AnEntryThatSaysWhoseSeenIsHoldsWhicheverSideIsTheReference) {
  const auto explains = [](const std::string& keys, const Sides& sides, bool turned) {
    auto all =
        Expectations::parse("[{\"rule\": \"reference\", " + keys + ", " + kEntry + "}]", "x.json");
    Finding f = finding();
    f.rule = "reference";
    if (turned) std::swap(f.seen, f.expected);
    EXPECT_TRUE(all) << (all ? "" : all.error());
    return all && all->match(f, sides) != nullptr;
  };
  const Sides other = {kSides.reference, kSides.engine, kSides.limit};
  // 3.11.2 shows SSLEOFError and has not the change, 3.13.0 shows ok and has it.
  const std::string before = R"("seen": "^SSLEOFError", "expected": "^ok", "since": "3.12")";
  const std::string after = R"("seen": "^ok", "expected": "^SSLEOFError", "since": "3.12")";
  for (const std::string& keys :
       {before + R"(, "seen_of": "before")", after + R"(, "seen_of": "after")"}) {
    EXPECT_TRUE(explains(keys, kSides, false));
    EXPECT_TRUE(explains(keys, other, true)) << "the reference is the older one";
    EXPECT_FALSE(explains(keys, kSides, true)) << "the change went the other way";
    EXPECT_FALSE(explains(keys, other, false));
  }
  EXPECT_FALSE(explains(before, other, true)) << "unsaid, the engine is the one that is seen";
  EXPECT_EQ(error_of(R"([{"seen_of": "after", )" + std::string(kEntry) + "}]"),
            "python.json: entry 1: `seen_of` is \"after\" or \"before\", of the change that "
            "`since` names");
}

TEST(ExpectationsTest, WhatIsFinerThanTheComparisonIsNotCovered) {
  auto all = Expectations::parse(
      "[{\"rule\": \"reference\", \"level\": \"state\", " + std::string(kEntry) + "}]", "x.json");
  ASSERT_TRUE(all);
  all->cover("close/late.plx", {kSides.engine, kSides.reference, Level::kReason});
  EXPECT_TRUE(all->stale().empty()) << "two libraries are not held to the same states";
  all->cover("close/late.plx", {kSides.engine, kSides.reference, Level::kState});
  EXPECT_EQ(all->stale().size(), 1u);
}

TEST(ExpectationsTest, MergeJoinsWhatThreadsSaw) {
  const auto loaded = Expectations::parse("[{" + std::string(kEntry) + "}]", "x.json");
  ASSERT_TRUE(loaded);
  Expectations one = *loaded, two = *loaded;
  one.cover("close/late.plx", kSides);
  two.cover("close/late.plx", kSides);
  two.match(finding(), kSides);
  EXPECT_EQ(one.stale().size(), 1u);
  one.merge(two);
  EXPECT_TRUE(one.stale().empty());
  EXPECT_EQ(one.all()[0].matched, 1u);
}

TEST(ExpectationsTest, LoadReadsAFolderInOrder) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / "parallax_expectations_test";
  fs::create_directories(folder);
  std::ofstream(folder / "b.json") << "[{" << kEntry << "}]";
  std::ofstream(folder / "a.json") << "[{" << kEntry << "}]";
  std::ofstream(folder / "notes.txt") << "not read";
  const auto all = Expectations::load(folder.string());
  fs::remove_all(folder);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->all().size(), 2u);
  EXPECT_TRUE(all->all()[0].file.ends_with("a.json"));
  EXPECT_FALSE(Expectations::load("/nonexistent/folder"));
}

TEST(GlobTest, StarsAndQuestionMarks) {
  EXPECT_TRUE(glob_matches("*", ""));
  EXPECT_TRUE(glob_matches("bio/*.plx", "bio/eof.plx"));
  EXPECT_TRUE(glob_matches("*/eof*", "bio/deep/eof-1.plx"));
  EXPECT_TRUE(glob_matches("a?c", "abc"));
  EXPECT_FALSE(glob_matches("a?c", "ac"));
  EXPECT_FALSE(glob_matches("bio", "bio/eof"));
  EXPECT_TRUE(glob_matches("a*b*c", "aXbYbZc"));
  EXPECT_FALSE(glob_matches(std::string(50, '*') + "x", std::string(5000, 'a')));
}

TEST(GlobTest, PathsCountFromTheCorpusOn) {
  EXPECT_EQ(below_corpus("/work/main/corpus/bio/eof.plx"), "bio/eof.plx");
  EXPECT_EQ(below_corpus("corpus/bio/eof.plx"), "bio/eof.plx");
  EXPECT_EQ(below_corpus("scripts/eof.plx"), "scripts/eof.plx");
  EXPECT_EQ(below_corpus("mycorpus/eof.plx"), "mycorpus/eof.plx");
}

}  // namespace
}  // namespace parallax
