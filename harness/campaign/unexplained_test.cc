#include "harness/campaign/unexplained.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "harness/script/script.h"

namespace parallax {
namespace {

constexpr const char* kScript = R"(object a client
object b server
object c client
pump a b
a.read 9
a.write b"x"
c.do_handshake
move a b
b.read 9
context x server
object d server context=x
d.pending
object a client
a.read 9
a.write b"y"
)";
enum Line : std::size_t {
  kPump = 3,
  kRead,
  kWrite,
  kOther,
  kMove,
  kAnswer,
  kMade,
  kOf,
  kAsks,
  kAnew,
  kAgain,
  kLast
};

Finding differs(std::size_t step, const std::string& expected, const std::string& seen,
                bool explained = false) {
  Finding finding;
  finding.engine = "boringssl";
  finding.rule = "reference";
  finding.step = step;
  finding.expected = expected;
  finding.seen = seen;
  if (explained) finding.known_kind = "difference";
  return finding;
}

std::vector<std::size_t> stops(std::vector<Finding> findings, const std::vector<Runs>& runs = {}) {
  const auto script = parse(kScript);
  EXPECT_TRUE(script);
  Verdict verdict;
  verdict.findings = std::move(findings);
  std::vector<std::size_t> steps;
  for (const Finding* finding : unexplained(*script, verdict, runs)) steps.push_back(finding->step);
  return steps;
}

using Steps = std::vector<std::size_t>;

// A run in which all goes well but for these steps, which the library refuses.
Runs refuses(const std::string& engine, const std::string& family, const Steps& refused) {
  Runs runs;
  runs.engine = engine;
  runs.plain.engine.family = family;
  const auto script = parse(kScript);
  for (std::size_t step = 0; step < script->steps.size(); ++step) {
    Entry entry;
    entry.step = step;
    if (std::find(refused.begin(), refused.end(), step) != refused.end())
      entry.outcome = Outcome::raised("SSLError", "no");
    runs.plain.entries.push_back(entry);
  }
  return runs;
}

TEST(Unexplained, IsWhatNoExpectationKnows) {
  EXPECT_EQ(stops({differs(kRead, "ok", "refused")}), Steps{kRead});
  EXPECT_EQ(stops({differs(kRead, "ok", "refused", true)}), Steps{});
}

TEST(Unexplained, IsNotWhatFollowsFromAnExplainedRefusal) {
  const Finding refusal = differs(kRead, "ok", "refused", true);
  EXPECT_EQ(stops({refusal, differs(kWrite, "ok", "refused")}), Steps{});
  EXPECT_EQ(stops({differs(kRead, "wait", "ok", true), differs(kWrite, "ok", "refused")}),
            Steps{kWrite})
      << "neither refused";
  EXPECT_EQ(stops({differs(kRead, "ok", "refused"), differs(kWrite, "ok", "refused")}),
            (Steps{kRead, kWrite}))
      << "not explained";
}

TEST(Unexplained, IsWhatAnotherObjectShows) {
  EXPECT_EQ(stops({differs(kRead, "ok", "refused", true), differs(kOther, "ok", "refused")}),
            Steps{kOther});
}

TEST(Unexplained, IsNotWhatThePeerShowsThatWasSpokenTo) {
  const Finding refusal = differs(kWrite, "refused", "ok", true);
  EXPECT_EQ(stops({refusal, differs(kAnswer, "wait", "ok")}), Steps{});
  EXPECT_EQ(stops({refusal, differs(kMove, "ok", "refused")}), Steps{});
}

TEST(Unexplained, IsNotWhatIsAskedOfWhatOneEngineCouldNotMake) {
  const Finding context = differs(kMade, "ok", "refused", true);
  EXPECT_EQ(stops({context, differs(kOf, "ok", "refused")}), Steps{});
  EXPECT_EQ(stops({context, differs(kAsks, "ok", "refused")}), Steps{});
  EXPECT_EQ(stops({differs(kOf, "ok", "refused", true), differs(kAsks, "ok", "refused")}), Steps{});
  EXPECT_EQ(stops({differs(kOf, "ok", "refused"), differs(kAsks, "ok", "refused")}),
            (Steps{kOf, kAsks}))
      << "not explained";
}

TEST(Unexplained, IsNotHowAnObjectIsDeadThatBothRefused) {
  Finding later = differs(kWrite, "ok", "refused"), other = differs(kOther, "ok", "refused");
  later.against = other.against = "openssl";
  const Runs openssl = refuses("openssl", "openssl", {kRead});
  EXPECT_EQ(stops({later}, {openssl, refuses("boringssl", "boringssl", {kRead})}), Steps{});
  EXPECT_EQ(stops({later}, {openssl, refuses("boringssl", "boringssl", {})}), Steps{kWrite})
      << "one of them refused";
  EXPECT_EQ(stops({later}, {openssl, refuses("boringssl", "openssl", {kRead})}), Steps{kWrite})
      << "one library";
  EXPECT_EQ(stops({other}, {openssl, refuses("boringssl", "boringssl", {kRead})}), Steps{kOther})
      << "another object";
  later.step = kRead;
  EXPECT_EQ(stops({later}, {openssl, refuses("boringssl", "boringssl", {kRead})}), Steps{kRead})
      << "where it is refused";
}

TEST(Unexplained, IsNotWhatAFaultDidToFlightsOfTwoLengths) {
  Finding answer = differs(kAnswer, "wait", "refused");
  answer.against = "openssl";
  const auto stops_at = [&](const std::string& left, const std::string& right, bool spoilt,
                            const std::string& family = "boringssl") {
    Runs openssl = refuses("openssl", "openssl", {}), boringssl = refuses("boringssl", family, {});
    for (const auto& [runs, sent] : {std::pair(&openssl, left), std::pair(&boringssl, right)})
      runs->plain.entries[kMove].transfers = {
          {.from = "a", .to = "b", .sent = sent, .delivered = spoilt ? sent + "?" : sent}};
    return stops({answer}, {openssl, boringssl});
  };
  EXPECT_EQ(stops_at("hello", "hello to you", true), Steps{});
  EXPECT_EQ(stops_at("hello", "hello to you", false), Steps{kAnswer}) << "no fault";
  EXPECT_EQ(stops_at("hello", "HELLO", true), Steps{kAnswer}) << "of one length";
  EXPECT_EQ(stops_at("hello", "hello to you", true, "openssl"), Steps{kAnswer}) << "one library";
}

TEST(Unexplained, IsWhatAnotherObjectOfThatNameShows) {
  EXPECT_EQ(stops({differs(kRead, "ok", "refused", true), differs(kAgain, "ok", "refused")}),
            Steps{kAgain});
}

TEST(Unexplained, IsNotWhatAnObjectShowsThatWasMadeAnewInVain) {
  Finding explained = differs(kRead, "ok", "refused", true),
          later = differs(kAgain, "ok", "refused");
  explained.against = later.against = "openssl";
  const auto stops_where = [&](const Steps& in_openssl, const Steps& in_boringssl) {
    return stops({explained, later}, {refuses("openssl", "openssl", in_openssl),
                                      refuses("boringssl", "boringssl", in_boringssl)});
  };
  EXPECT_EQ(stops_where({kAnew}, {kRead, kAnew}), Steps{});
  EXPECT_EQ(stops_where({}, {kRead}), Steps{kAgain}) << "it was made";
}

TEST(Unexplained, IsNotHowAnotherObjectOfThatNameIsDead) {
  Finding last = differs(kLast, "ok", "refused");
  last.against = "openssl";
  const auto stops_where = [&](const Steps& refused) {
    return stops({last}, {refuses("openssl", "openssl", refused),
                          refuses("boringssl", "boringssl", refused)});
  };
  EXPECT_EQ(stops_where({kRead, kAgain}), Steps{});
  EXPECT_EQ(stops_where({kRead}), Steps{kLast}) << "the first of that name";
}

TEST(Unexplained, IsWhatTheOtherEngineShows) {
  Finding other = differs(kWrite, "ok", "refused");
  other.engine = "gnutls";
  EXPECT_EQ(stops({differs(kRead, "ok", "refused", true), other}), Steps{kWrite});
}

TEST(Unexplained, IsARulesBreakAlways) {
  Finding broken = differs(kWrite, "an error", "ok");
  broken.kind = Finding::Kind::kRule;
  broken.rule = "dead-stays-dead";
  EXPECT_EQ(stops({differs(kRead, "ok", "refused", true), broken}), Steps{kWrite});
}

}  // namespace
}  // namespace parallax
