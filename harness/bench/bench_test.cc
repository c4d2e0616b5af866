// Fits, comparisons and names, on costs made up: each verdict can be had, and the false one is not.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "harness/bench/compare.h"
#include "harness/bench/figures.h"
#include "harness/bench/growth.h"
#include "harness/bench/page.h"
#include "harness/bench/picture.h"
#include "harness/bench/results.h"

namespace parallax::bench {
namespace {

using Verdict = Comparison::Verdict;

std::vector<Point> points(double (*cost)(double), double noise = 0) {
  std::mt19937 random(1);  // NOLINT(bugprone-random-generator-seed): the same each time
  std::normal_distribution<double> shake(1, noise);
  std::vector<Point> made;
  for (double size = 0; size <= 64.0 * 1024 * 1024; size = size == 0 ? 4096 : size * 4) {
    made.push_back({size, cost(size) * (noise == 0 ? 1 : shake(random))});
  }
  return made;
}

TEST(GrowthTest, FindsTheCurve) {
  EXPECT_EQ(fit(points([](double) { return 20.0; })).order, Order::kConstant);
  EXPECT_EQ(fit(points([](double n) { return 5 + 4 * std::log2(std::max(n, 1.0)); })).order,
            Order::kLogarithmic);
  EXPECT_EQ(fit(points([](double n) { return 20 + 0.04 * n; })).order, Order::kLinear);
  EXPECT_EQ(fit(points([](double n) { return 20 + n * n / 1e6; })).order, Order::kQuadratic);
}

TEST(GrowthTest, NoiseIsNoGrowth) {
  const Fit noisy = fit(points([](double) { return 20.0; }, 0.1));
  EXPECT_EQ(noisy.order, Order::kConstant);
  EXPECT_EQ(fit(points([](double n) { return 20 + 0.04 * n; }, 0.1)).order, Order::kLinear);
}

Results results_of(const std::string& buffer, double (*cost)(double)) {
  nlohmann::json entries = nlohmann::json::array();
  for (const Point& point : points(cost)) {
    entries.push_back({{"name", join_name({"buffers", buffer, "ping-pong", 16, point.size})},
                       {"cpu_time", point.cost},
                       {"time_unit", "ns"}});
  }
  Results results;
  EXPECT_TRUE(results.add(nlohmann::json{{"benchmarks", entries}}.dump()));
  return results;
}

TEST(GrowthTest, AMovedBacklogBreaksTheRuleOfTheSegmentedBuffer) {
  const auto broken = growths(results_of("segmented", [](double n) { return 20 + 0.04 * n; }));
  ASSERT_EQ(broken.size(), 1u);
  ASSERT_NE(broken[0].rule, nullptr);
  EXPECT_TRUE(broken[0].broken);
  // The same cost is no fault of a buffer that never promised otherwise.
  EXPECT_FALSE(growths(results_of("openssl", [](double n) { return 20 + 0.04 * n; }))[0].broken);
}

TEST(GrowthTest, CachesAreNoGrowth) {
  const auto kept = growths(results_of("segmented", [](double n) {
    return n < 1e6 ? 20.0 : n < 2e7 ? 30.0 : 45.0;
  }));
  EXPECT_FALSE(kept[0].broken);
}

TEST(GrowthTest, WhatCopiesAloneCostIsNoGrowth) {
  Results results;
  nlohmann::json entries = nlohmann::json::array();
  for (const double size : {0.0, 65536.0, 1048576.0, 16777216.0, 1073741824.0}) {
    const double slower = 1 + std::log2(1 + size / 65536) / 2;  // up to eight times
    for (const auto& [buffer, cost] :
         std::map<std::string, double>{{"memcpy", 235 * slower},
                                       {"segmented", 255 * slower},
                                       {"openssl+segmented", 255 + size / 10}})
      entries.push_back({{"name", join_name({"buffers", buffer, "ping-pong", 16384, size})},
                         {"cpu_time", cost},
                         {"time_unit", "ns"}});
  }
  ASSERT_TRUE(results.add(nlohmann::json{{"benchmarks", entries}}.dump()));
  std::string broken;
  for (const Growth& growth : growths(results)) {
    if (growth.broken) broken += growth.what.buffer + " ";
  }
  EXPECT_EQ(broken, "openssl+segmented ");
}

TEST(GrowthTest, ARecordThatPaysForWhatWaitsBreaksTheRule) {
  Results results;
  nlohmann::json entries = nlohmann::json::array();
  const auto add = [&](const std::string& name, double nanoseconds) {
    entries.push_back({{"name", name}, {"cpu_time", nanoseconds}, {"time_unit", "ns"}});
  };
  for (const double size : {0.0, 65536.0, 1048576.0, 16777216.0}) {
    for (const char* engine : {"openssl", "openssl+segmented"})
      add(fmt::format("objects/{}/bulk/chunk:16384/record:16384/backlog:{:.0f}", engine, size),
          2e4 + size / 10);
    // Other records are another story, and a single point is none.
    add(fmt::format("objects/openssl/bulk/chunk:{:.0f}/record:64/backlog:0", size), 5);
  }
  for (const double steps : {64.0, 256.0, 1024.0}) {
    add(fmt::format("BM_Parse/{:.0f}", steps), steps * steps);
    add(fmt::format("BM_Minimise/{:.0f}", steps), steps * steps);
  }
  ASSERT_TRUE(results.add(nlohmann::json{{"benchmarks", entries}}.dump()));
  std::string broken;
  for (const Growth& growth : growths(results)) {
    if (growth.broken) broken += growth.what.buffer + " ";
  }
  EXPECT_EQ(broken, "openssl+segmented BM_Parse ");
}

Pairing rounds(double factor, double noise, std::size_t count) {
  std::mt19937 random(7);  // NOLINT(bugprone-random-generator-seed): the same each time
  std::lognormal_distribution<double> shake(0, noise);
  Pairing made{"x", {}, {}};
  for (std::size_t i = 0; i < count; ++i) {
    const double machine = shake(random);  // what else it does hits both of a round
    made.first.push_back(100 * machine * std::exp(0.1 * std::log(shake(random))));
    made.second.push_back(100 * factor * machine * std::exp(0.1 * std::log(shake(random))));
  }
  return made;
}

TEST(CompareTest, SaysNoDifferenceWhereThereIsNone) {
  EXPECT_EQ(compare(rounds(1, 0.3, 15)).verdict, Verdict::kNoDifference);
  EXPECT_EQ(compare(rounds(1.005, 0.01, 15)).verdict, Verdict::kNoDifference) << "below 2 %";
}

TEST(CompareTest, FindsATenthUnderThriceTheNoise) {
  const Comparison slower = compare(rounds(1.1, 0.3, 15));
  EXPECT_EQ(slower.verdict, Verdict::kSlower);
  EXPECT_LE(slower.low, 1.1);
  EXPECT_GE(slower.high, 1.1);
  EXPECT_EQ(compare(rounds(0.9, 0.3, 15)).verdict, Verdict::kFaster);
}

TEST(CompareTest, TooFewRoundsSayNothing) {
  EXPECT_EQ(rounds_needed(0.99), 8u);
  EXPECT_EQ(rounds_needed(0.95), 6u);
  EXPECT_EQ(compare(rounds(2, 0.01, 7)).verdict, Verdict::kTooFewRounds);
  EXPECT_EQ(compare(rounds(2, 0.01, 8)).verdict, Verdict::kSlower);
  EXPECT_EQ(compare({"x", {}, {}}).verdict, Verdict::kTooFewRounds);
}

TEST(CompareTest, FalseAlarmsAreAsRareAsPromised) {
  std::mt19937 random(3);  // NOLINT(bugprone-random-generator-seed): the same each time
  std::lognormal_distribution<double> shake(0, 0.2);
  int alarms = 0;
  for (int i = 0; i < 1000; ++i) {
    Pairing same{"x", {}, {}};
    for (int round = 0; round < 11; ++round) {
      same.first.push_back(shake(random));
      same.second.push_back(shake(random));
    }
    if (compare(same).verdict != Verdict::kNoDifference) ++alarms;
  }
  EXPECT_LE(alarms, 10);
}

TEST(ResultsTest, NamesAreReadBack) {
  const Name name = split_name("buffers/openssl+segmented/ping-pong/chunk:16/backlog:1048576");
  EXPECT_EQ(name.suite, "buffers");
  EXPECT_EQ(name.buffer, "openssl+segmented");
  EXPECT_EQ(name.pattern, "ping-pong");
  EXPECT_EQ(name.chunk, 16);
  EXPECT_EQ(name.backlog, 1048576);
  EXPECT_EQ(join_name(name), "buffers/openssl+segmented/ping-pong/chunk:16/backlog:1048576");
}

TEST(ResultsTest, NamesOfTheOtherSuites) {
  const Name bulk = split_name("objects/openssl/bulk/chunk:4096/record:16384/backlog:64");
  EXPECT_EQ(bulk.pattern, "bulk");
  EXPECT_EQ(bulk.record, 16384);
  EXPECT_EQ(bulk.backlog, 64);
  const Name parse = split_name("BM_Parse/256");
  EXPECT_EQ(parse.suite, "harness");
  EXPECT_EQ(parse.buffer, "BM_Parse");
  EXPECT_EQ(parse.backlog, 256);
  EXPECT_EQ(split_name("BM_Scripts/openssl/child/real_time").suite, "harness");
}

TEST(ResultsTest, GoogleBenchmarksFormIsReadAndWritten) {
  Results results;
  EXPECT_FALSE(results.add("{\"rows\": []}"));
  EXPECT_FALSE(results.add("not JSON"));
  ASSERT_TRUE(results.add(R"({"context": {"num_cpus": 2}, "benchmarks": [
    {"name": "a", "run_name": "a", "run_type": "iteration", "cpu_time": 2, "time_unit": "us"},
    {"name": "a", "run_name": "a", "run_type": "iteration", "cpu_time": 4, "time_unit": "us"},
    {"name": "a_mean", "run_name": "a", "run_type": "aggregate", "cpu_time": 9, "time_unit": "us"},
    {"name": "b", "run_name": "b", "run_type": "iteration", "error_occurred": true, "cpu_time": 1}]})"));
  ASSERT_EQ(results.all().size(), 1u);
  EXPECT_EQ(results.find("a")->median(), 3000);
  results.add_counter("a", "retained", 64);
  Results again;
  ASSERT_TRUE(again.add(results.json().dump()));
  EXPECT_EQ(again.find("a")->times, results.find("a")->times);
  EXPECT_EQ(again.find("a")->counters.at("retained"), 64);
  EXPECT_EQ(again.context()["num_cpus"], 2);
}

TEST(ResultsTest, SizesAndTimesReadWell) {
  EXPECT_EQ(size_text(16), "16 B");
  EXPECT_EQ(size_text(64.0 * 1024 * 1024), "64 MiB");
  EXPECT_EQ(time_text(12.34), "12.3 ns");
  EXPECT_EQ(time_text(2.8e6), "2.8 ms");
}

TEST(FigureTest, IsMetMissedOrNotMeasured) {
  const Figure figure = {"t", "a", "b", "", 1.2};
  Results results;
  EXPECT_FALSE(evaluate(figure, results).has_value());
  ASSERT_TRUE(results.add(R"({"benchmarks": [
    {"name": "a", "cpu_time": 11, "time_unit": "ns"}, {"name": "b", "cpu_time": 10, "time_unit": "ns"}]})"));
  EXPECT_NEAR(evaluate(figure, results).value_or(0), 1.1, 1e-9);
  EXPECT_TRUE(met(figure, 1.1));
  EXPECT_FALSE(met(figure, 1.3));
}

TEST(FigureTest, ABackportIsJudgedBesideItsInterpretersOwn) {
  Results results;
  nlohmann::json entries = nlohmann::json::array();
  const auto add = [&](const char* buffer, double backlog, double nanoseconds) {
    entries.push_back({{"name", join_name({"buffers", buffer, "ping-pong", 16, backlog})},
                       {"cpu_time", nanoseconds},
                       {"time_unit", "ns"}});
  };
  constexpr double kMany = 64.0 * 1024 * 1024;
  for (const double backlog : {0.0, kMany}) {
    add("cpython-3.11.2", backlog, backlog > 0 ? 3e6 : 100);
    add("cpython-3.11.2-pep546", backlog, 120);
    add("cpython-2.7.18-pep546", backlog, 120);  // has no other
  }
  ASSERT_TRUE(results.add(nlohmann::json{{"benchmarks", entries}}.dump()));
  const auto ratios = ratios_of(results);
  ASSERT_EQ(ratios.size(), 2u);
  EXPECT_NEAR(ratios.at("pep546.MemoryBIO over cpython-3.11.2's, 16 B"), 1.2, 1e-9);
  EXPECT_NEAR(ratios.at("pep546.MemoryBIO over cpython-3.11.2's, 16 B with 64 MiB waiting"), 4e-5,
              1e-9);
  int missed = 0;
  const nlohmann::json all = figures_json(results);
  for (const auto& figure : all["figures"]) missed += figure["met"] ? 0 : 1;
  EXPECT_EQ(missed, 1);
}

TEST(FigureTest, ABaselineFindsARatioThatGotWorse) {
  const nlohmann::json baseline = {{"ratios", {{"t", 1.0}}}};
  const std::map<std::string, double> now = {{"t", 1.6}, {"new", 9.0}};
  EXPECT_EQ(worse_than(baseline, now, 1.5), std::vector<std::string>{"t"});
  EXPECT_TRUE(worse_than(baseline, {{"t", 1.4}}, 1.5).empty());
}

TEST(PictureTest, LinesAreDrawnAndTextIsEscaped) {
  const std::string drawn =
      lines({"a < b", "octets", "time", {{"x&y", {{0, 10}, {4096, 20}, {1 << 20, 9e6}}}}});
  EXPECT_NE(drawn.find("a &lt; b"), std::string::npos);
  EXPECT_NE(drawn.find("x&amp;y"), std::string::npos);
  EXPECT_NE(drawn.find("<polyline"), std::string::npos);
  EXPECT_EQ(drawn.find("nan"), std::string::npos);
  EXPECT_EQ(drawn.find("inf"), std::string::npos);
}

TEST(PictureTest, EachSuiteHasItsOwnAndWhatWasNotMeasuredHasNone) {
  Results results;
  EXPECT_TRUE(pictures(results).empty());
  ASSERT_TRUE(results.add(R"({"benchmarks": [
    {"name": "objects/openssl/handshake/tls:1.3/cert:p256/resumed:0", "cpu_time": 5, "items_per_second": 2e8},
    {"name": "objects/openssl/handshake/tls:1.3/cert:p256/resumed:1", "cpu_time": 2, "items_per_second": 5e8},
    {"name": "objects/openssl/idle/burst:0", "cpu_time": 5, "held_per_end": 20480},
    {"name": "baseline/cpython-3.11.2+SSLObject/download/chunk:16384", "copied_per_octet": 3.0,
     "system_calls_per_turn": 66, "peak_held": 65536}]})"));
  std::string files;
  const auto drawn = pictures(results);
  for (const Picture& picture : drawn) files += picture.suite + ":" + picture.file + " ";
  EXPECT_EQ(files,
            "objects:handshakes-1.3.svg objects:idle.svg baseline:baseline-download-copied.svg "
            "baseline:baseline-download-calls.svg baseline:baseline-download-peak.svg ");
  EXPECT_NE(drawn[0].svg.find("openssl, resumed"), std::string::npos);
  EXPECT_EQ(pictures_json(drawn)["pictures"][1]["title"], "kept by one end of an idle connection");
  EXPECT_NE(page(results).find("held by an end"), std::string::npos);
}

}  // namespace
}  // namespace parallax::bench
