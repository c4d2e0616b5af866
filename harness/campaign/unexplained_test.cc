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

std::vector<std::size_t> stops(std::vector<Finding> findings, const std::vector<Runs>& runs = {},
                               const std::string& text = kScript) {
  const auto script = parse(text);
  EXPECT_TRUE(script);
  Verdict verdict;
  verdict.findings = std::move(findings);
  std::vector<std::size_t> steps;
  for (const Finding* finding : unexplained(*script, verdict, runs)) steps.push_back(finding->step);
  return steps;
}

using Steps = std::vector<std::size_t>;

// A run in which all goes well but for these steps, which the library refuses.
Runs refuses(const std::string& engine, const std::string& family, const Steps& refused,
             const std::string& text = kScript) {
  Runs runs;
  runs.engine = engine;
  runs.plain.engine.family = family;
  const auto script = parse(text);
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
            Steps{kRead})
      << "not explained: it is told itself";
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
  EXPECT_EQ(stops({differs(kOf, "ok", "refused"), differs(kAsks, "ok", "refused")}), Steps{kOf})
      << "not explained: it is told itself";
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

// What a finding of `asks` comes to behind this step, by which hellos of these lengths went from a to b.
Steps behind_a_fault(const std::string& move, const std::string& asks, std::size_t left,
                     std::size_t right, const std::string& family = "boringssl", bool hits = true) {
  const std::string text = "object a client\nobject b server\n" + move + "\n" + asks + "\n";
  constexpr std::size_t kCarried = 2, kAsked = 3;
  Runs openssl = refuses("openssl", "openssl", {}, text),
       boringssl = refuses("boringssl", family, {}, text);
  for (const auto& [runs, size] : {std::pair(&openssl, left), std::pair(&boringssl, right)}) {
    if (size == 0) continue;
    const std::string sent = '\x16' + std::string(size, 'x');
    runs->plain.entries[kCarried].transfers = {
        {.from = "a", .to = "b", .sent = sent, .delivered = sent + (hits ? "?" : "")}};
  }
  Finding finding = differs(kAsked, "wait", "refused");
  finding.against = "openssl";
  return stops({finding}, {openssl, boringssl}, text);
}

TEST(Unexplained, IsNotWhatAFaultDidToHellosOfTwoLengths) {
  const Steps told{3};
  for (const std::string fault : {"flip=-1", "flip=200", "insert=b\"x\" at=50", "truncate=230"})
    EXPECT_EQ(behind_a_fault("move a b " + fault, "b.read 9", 230, 517), Steps{}) << fault;
  for (const std::string fault :
       {"", "hold=3", "drop=True", "double=True", "flip=4", "insert=b\"x\"", "truncate=0"})
    EXPECT_EQ(behind_a_fault("move a b " + fault, "b.read 9", 230, 517), told) << fault;
  EXPECT_EQ(behind_a_fault("move a b 1 drop=True", "b.read 9", 0, 517), Steps{});
  EXPECT_EQ(behind_a_fault("move a b 1", "b.read 9", 0, 517), told) << "no fault";
  EXPECT_EQ(behind_a_fault("move a b flip=9000", "b.read 9", 230, 517, "boringssl", false), told)
      << "it hit nothing";
  EXPECT_EQ(behind_a_fault("move a b 1 drop=True", "b.read 9", 0, 0), told) << "nothing was sent";
  EXPECT_EQ(behind_a_fault("move a b flip=-1", "a.read 9", 230, 517), told) << "who said it";
  EXPECT_EQ(behind_a_fault("move a b flip=-1", "b.read 9", 230, 230), told) << "one length";
  EXPECT_EQ(behind_a_fault("move a b flip=-1", "b.read 9", 230, 517, "openssl"), told)
      << "one library";
}

TEST(Unexplained, IsNotDoneWithWhatFollows) {
  EXPECT_EQ(stops({differs(kRead, "ok", "refused", true), differs(kWrite, "ok", "refused"),
                   differs(kOther, "ok", "refused"), differs(kAgain, "ok", "refused")}),
            Steps{kOther})
      << "and what is behind that may follow from it";
}

TEST(Unexplained, IsNotWhatIsAskedOfWhatCameFromIt) {
  const std::string text =
      "object a client\na.do_handshake\nlet s = a.session\ns.has_ticket\nobject b client\n"
      "b.session = s\nb.do_handshake\nobject c client\nlet s = c.session\ns.has_ticket\n";
  const Finding refusal = differs(1, "ok", "refused", true);
  EXPECT_EQ(stops({refusal, differs(3, "ok", "refused")}, {}, text), Steps{});
  EXPECT_EQ(stops({refusal, differs(6, "ok", "refused")}, {}, text), Steps{});
  EXPECT_EQ(stops({refusal, differs(9, "ok", "refused")}, {}, text), Steps{9})
      << "a name given to something else";
}

TEST(Unexplained, IsOfTheObjectThatANameMeans) {
  const std::string text =
      "object a client\nlet b = a\nobject a client\nb.read 9\na.write b\"x\"\n";
  Finding finding = differs(4, "ok", "refused");
  finding.against = "openssl";
  EXPECT_EQ(stops({finding},
                  {refuses("openssl", "openssl", {3}, text),
                   refuses("boringssl", "boringssl", {3}, text)},
                  text),
            Steps{4});
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
