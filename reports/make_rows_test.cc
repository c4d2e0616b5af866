#include "reports/make_rows.h"

#include <gtest/gtest.h>

#include <string>

namespace parallax {
namespace {

using namespace std::string_literals;

constexpr const char* kText =
    "# Octets arrive.\n"
    "# cite: Python documentation, ssl.MemoryBIO\n"
    "seed 7\n"
    "object a server\n"
    "peer p client\n"
    "move p a\n"
    "move p a\n"
    "a.read 4 -> ok b\"data\"\n";

// The traces that two engines could leave of kText; `answer` is what the last step came to.
Runs run(const std::string& engine, const std::string& delivered, Outcome answer) {
  Runs runs;
  runs.engine = engine;
  runs.plain.engine = {engine, engine, "1", "lib", "3.13", {}};
  runs.plain.peer = {"openssl", "openssl", "3", "OpenSSL 3", "3.13", {}};
  runs.plain.milliseconds = 2;
  for (std::size_t step = 0; step < 6; ++step) {
    Entry entry;
    entry.step = step;
    runs.plain.entries.push_back(std::move(entry));
  }
  // One alert record, cut in two: its line belongs to the transfer that completes it.
  runs.plain.entries[3].transfers.push_back({"p", "a", "\x15\x03\x03"s, delivered, false, true});
  runs.plain.entries[4].transfers.push_back(
      {"p", "a", "\x00\x02\x02\x28"s, "\x00\x02\x02\x28"s, false, true});
  State state;
  state.kind = State::Kind::kBio;
  runs.plain.entries[3].looks.push_back({"a", state});
  runs.plain.entries[4].looks.push_back({"a", state});
  runs.plain.entries[5].outcome = std::move(answer);
  runs.plain.entries[5].on_subject = true;
  runs.again = runs.plain;
  return runs;
}

class MakeRowsTest : public testing::Test {
 protected:
  void SetUp() override {
    auto parsed = parse(kText);
    ASSERT_TRUE(parsed) << print(parsed.error());
    script_ = *parsed;
    Group group;
    group.engines = {"x"};
    verdict_.groups.push_back(group);
    group.engines = {"y"};
    group.odd_one_out = true;
    verdict_.groups.push_back(group);
  }
  std::vector<Row> rows(const std::vector<Runs>& runs) const {
    return make_rows("corpus/bio/arrive.plx", script_, runs, verdict_, {"0.1.0", 1, "bytes", "x"});
  }

  Script script_;
  Verdict verdict_;
};

TEST_F(MakeRowsTest, SaysWhoseScriptAndRunItIs) {
  const auto made = rows({run("x", "\x15\x03\x03"s, Outcome::ok(Value::bytes("data"))),
                          run("y", "\x15\x03\x03"s, Outcome::unsupported("no TLS"))});
  ASSERT_EQ(made.size(), 2u);
  const Row& x = made[0];
  EXPECT_EQ(x.title, "Octets arrive.");
  EXPECT_EQ(x.topic, "bio");
  EXPECT_EQ(x.cites, std::vector<std::string>{"Python documentation, ssl.MemoryBIO"});
  EXPECT_EQ(x.seed, 7u);
  EXPECT_TRUE(x.own_seed);
  EXPECT_EQ(x.group, 0u);
  EXPECT_FALSE(x.odd_one_out);
  EXPECT_EQ(made[1].group, 1u);
  EXPECT_TRUE(made[1].odd_one_out);
  EXPECT_EQ(made[1].unsupported, 1u);
  EXPECT_TRUE(made[1].wholly_unsupported());
  EXPECT_EQ(x.rule_counts.size(), rules().size());
  EXPECT_EQ(x.steps[5].text, "a.read 4");
  EXPECT_EQ(x.steps[5].expected, "ok b\"data\"");
  EXPECT_EQ(x.steps[5].outcome, "ok b\"data\"");
  EXPECT_EQ(x.steps[5].line, 8);
}

TEST_F(MakeRowsTest, RecordsGoOnFromTransferToTransferAndStatesAreShownOnce) {
  const auto made = rows({run("x", "\x15\x03\x03"s, Outcome::ok())});
  const std::vector<StepRow>& steps = made.at(0).steps;
  EXPECT_EQ(steps[3].transfers[0].records, std::vector<std::string>{"incomplete: 3 octets"});
  EXPECT_EQ(steps[4].transfers[0].records,
            std::vector<std::string>{"alert 1.2 2: fatal handshake_failure"});
  EXPECT_EQ(steps[3].state.size(), 1u);
  EXPECT_TRUE(steps[4].state.empty());
}

TEST_F(MakeRowsTest, DeliveriesAreIdenticalOnlyIfAllEnginesGotThem) {
  const auto made =
      rows({run("x", "\x15\x03\x03"s, Outcome::ok()), run("y", "flip"s, Outcome::ok())});
  EXPECT_FALSE(made[0].steps[3].transfers[0].identical);
  EXPECT_FALSE(made[1].steps[3].transfers[0].identical);
  EXPECT_TRUE(made[0].steps[4].transfers[0].identical);
  EXPECT_TRUE(made[0].steps[3].transfers[0].delivered_sha256.empty());
  EXPECT_FALSE(made[1].steps[3].transfers[0].delivered_sha256.empty());
}

TEST_F(MakeRowsTest, MillionsOfOperationsAreCountedNotKept) {
  Runs many = run("x", "\x15\x03\x03"s, Outcome::ok());
  for (int i = 0; i < 1000; ++i) {
    many.plain.entries[3].actions.push_back({"a.do_handshake", true, Outcome::ok()});
    many.plain.entries[3].transfers.push_back({"p", "a", "x", "x", false, true});
  }
  const auto made = rows({many});
  EXPECT_EQ(made[0].steps[3].actions.size() + made[0].steps[3].more_actions, 1000u);
  EXPECT_EQ(made[0].steps[3].transfers.size() + made[0].steps[3].more_transfers, 1001u);
  EXPECT_LT(to_line(made[0]).size(), 100000u);
}

TEST_F(MakeRowsTest, FaultRowsHaveNoSteps) {
  const Row row = fault_row("corpus/bio/x.plx", "python:/nowhere", "No such interpreter.", {});
  EXPECT_EQ(row.topic, "bio");
  EXPECT_EQ(row.fault, "No such interpreter.");
  EXPECT_TRUE(row.steps.empty());
  EXPECT_TRUE(from_line(to_line(row)));
}

TEST(TopicTest, FolderOfThePath) {
  EXPECT_EQ(topic_of("corpus/conformance/bio/eof.plx", {}), "bio");
  EXPECT_EQ(topic_of("bio/eof.plx", {}), "bio");
  EXPECT_EQ(topic_of("eof.plx", {}), "");
  EXPECT_EQ(topic_of("/eof.plx", {}), "");
}

}  // namespace
}  // namespace parallax
