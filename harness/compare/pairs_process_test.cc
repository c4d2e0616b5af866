#include "harness/compare/tell.h"

namespace parallax {
namespace {

Tell base() {
  return established()("p.write b\"data\"", "ok 4")("a.read 9", "ok b\"data\"").see("a", up());
}

// base(), whose script was run in another way as well, with this trace.
Tell with(Variant variant, const Trace& trace) { return base().variant(variant, trace); }

Trace changed() {
  Tell t = base();
  t.last().outcome = Outcome::ok(Value::bytes("dato"));
  return t.trace();
}

Trace blind(Trace trace) {
  for (Entry& entry : trace.entries) entry.looks.clear();
  return trace;
}

Trace beside(const State& at_the_end) {
  Trace trace = base().trace();
  trace.bystander = {up(), up(), up(), up(), up(), at_the_end};
  trace.bystander_echo = Outcome::ok(Value::bytes("still there?"));
  return trace;
}

// Deliveries in pieces: other actions, the same in the end.
Trace recut() {
  Tell t = base();
  Entry& pump = t.trace().entries[2];
  pump.actions.insert(pump.actions.begin() + 1,
                      {"a.do_handshake", true, Outcome::raised("SSLWantReadError", "")});
  return t.trace();
}

}  // namespace

void add_process_pairs(Pairs& pairs) {
  pairs["no-crash"] = {base(), base()("a.read 9", "crash SIGSEGV"), 5};
  pairs["no-hang"] = {base(), base()("a.read 9", "hang 10"), 5};
  pairs["no-exhaustion"] = {base(), base()("a.read 9", "oom"), 5};
  pairs["same-again"] = {base(), base().again(changed()), 4};
  pairs["looking-changes-nothing"] = {with(Variant::kBlind, blind(base().trace())),
                                      with(Variant::kBlind, blind(changed())), 4};
  pairs["cutting-changes-nothing"] = {with(Variant::kRecut, recut()),
                                      with(Variant::kRecut, changed()), 4};
  pairs["idle-object-changes-nothing"] = {with(Variant::kBeside, base().trace()),
                                          with(Variant::kBeside, changed()), 4};
  pairs["bystander-stays-the-same"] = {with(Variant::kBeside, beside(up())),
                                       with(Variant::kBeside, beside(idle())), 4};
  pairs["failure-elsewhere-changes-nothing"] = {with(Variant::kAfter, base().trace()),
                                                with(Variant::kAfter, changed()), 4};
}

namespace {

std::vector<Finding> findings(const Tell& t) {
  RuleCounts counts;
  return check_rules(t.script(), t.runs(), &counts);
}

TEST(ProcessRulesTest, ACrashInsidePumpCounts) {
  Tell t = base();
  t("pump a p", "SSLWantReadError").did("a.do_handshake", "crash SIGSEGV");
  ASSERT_FALSE(findings(t).empty());
}

TEST(ProcessRulesTest, ACrashOfADestructorCounts) {
  const auto all = findings(base().ending("crash SIGSEGV"));
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all.front().rule, "no-crash");
}

TEST(ProcessRulesTest, ThePeersEndIsNotTheSubjects) {
  Tell t = base();
  t("p.read 9", "crash SIGSEGV");
  for (const Finding& finding : findings(t)) EXPECT_NE(finding.rule, "no-crash");
}

TEST(MetamorphicRulesTest, EnginesWithoutDeterminismAreHeldToOutcomesAndData) {
  const auto anyhow = [](Tell t) {
    t.trace().engine.capabilities.clear();
    return t;
  };
  Trace other = anyhow(base()).trace();
  other.entries[2].transfers[2].sent = sealed(40);
  EXPECT_TRUE(findings(anyhow(base()).again(other)).empty());
  EXPECT_FALSE(findings(base().again(other)).empty());
  Trace data = changed();
  data.engine.capabilities.clear();
  EXPECT_FALSE(findings(anyhow(base()).again(data)).empty());
}

TEST(MetamorphicRulesTest, ABystanderThatNoLongerWorksIsABreach) {
  Trace trace = beside(up());
  trace.bystander_echo = Outcome::raised("SSLError", "broken");
  const auto all = findings(with(Variant::kBeside, trace));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].rule, "bystander-stays-the-same");
}

TEST(RulesTest, ABreachThatDoesNotComeBackIsFlaky) {
  Tell t = base();
  const Trace sound = t.trace();
  t.last().outcome = Outcome::ok(Value::bytes("data, and more than was asked"));
  t.again(sound);
  bool seen = false;
  for (const Finding& finding : findings(t)) {
    if (finding.rule != "read-size") continue;
    seen = true;
    EXPECT_TRUE(finding.flaky);
  }
  EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace parallax
