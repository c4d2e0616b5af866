#include "harness/triage/minimize.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/script/generator.h"
#include "harness/triage/simplify.h"

namespace parallax {
namespace {

Script script_of(const std::string& text) {
  auto script = parse(text, "case.plx");
  EXPECT_TRUE(script) << (script ? "" : print(script.error()));
  return script ? *script : Script{};
}

// Shows it: some `a.write` of more than 5000 octets behind an `unwrap` of anything.
bool long_write_after_unwrap(const Script& script) {
  bool unwrapped = false;
  for (const Step& step : script.steps) {
    unwrapped |= step.kind == StepKind::kUnwrap;
    if (!unwrapped || step.kind != StepKind::kWrite || step.arguments.size() != 1) continue;
    const Call* call = step.arguments[0].value.as<Call>();
    if (call == nullptr || call->kind != "fill" || call->arguments.size() != 2) continue;
    const auto* count = call->arguments[1].as<std::int64_t>();
    if (count != nullptr && *count > 5000) return true;
  }
  return false;
}

TEST(MinimizeTest, OnlyWhatMattersIsLeftAndAsSmallAsItGoes) {
  const Minimized result = minimize(
      script_of("# A title.\nobject a server tls=1.3 cert=p256\npeer p client\nobject c client\n"
                "pump a p -> ok\np.unwrap\nmove p a\na.read 100 -> ok\nc.do_handshake\na.unwrap\n"
                "a.write fill(0x41, 16385) -> ok 16385\nmove a p\np.read 100\n"),
      long_write_after_unwrap);
  EXPECT_TRUE(result.finished);
  EXPECT_EQ(print(result.script), "# A title.\na.unwrap\na.write fill(0, 5001)\n");
}

TEST(MinimizeTest, OctetsBecomeFewAndPlain) {
  const auto shows = [](const Script& script) {
    for (const Step& step : script.steps) {
      const Bytes* bytes = step.arguments.empty() ? nullptr : step.arguments[0].value.as<Bytes>();
      if (bytes != nullptr && bytes->octets.find('\x16') < bytes->octets.size() - 2) return true;
    }
    return false;
  };
  const Minimized result = minimize(
      script_of("bio x\nx.write b\"some\\x16\\x03\\x01\\x02\\x00 octets\"\nx.read\n"), shows);
  EXPECT_EQ(print(result.script), "x.write b\"\\x16aa\"\n");
}

TEST(MinimizeTest, ReactionsShrinkToo) {
  const auto shows = [](const Script& script) {
    for (const Step& step : script.steps) {
      for (const Step& inner : step.body) {
        if (inner.kind == StepKind::kSet) return true;
      }
    }
    return false;
  };
  const Minimized result = minimize(
      script_of(
          "context c server\ncontext d server\non c.sni { a.pending; a.context = d; return 112 "
          "}\nobject a server context=c\n"),
      shows);
  EXPECT_EQ(print(result.script), "on c.sni { a.context = d }\n");
}

TEST(MinimizeTest, GivesWhatItReachedWhenItMustStop) {
  std::size_t runs = 0;
  const auto shows = [&](const Script& script) {
    ++runs;
    return !script.steps.empty();
  };
  const Minimized result =
      minimize(script_of("bio x\nx.read\nx.read\nx.read\nx.read\n"), shows, {.most_runs = 1});
  EXPECT_FALSE(result.finished);
  EXPECT_EQ(runs, 1U);
}

// A property of scripts drawn from a number: any that some script can have.
Shows property_of(unsigned n) {
  return [n](const Script& script) {
    std::size_t reads = 0, names = 0;
    for (const Step& step : script.steps) {
      reads += step.kind == StepKind::kRead || step.kind == StepKind::kWrite ? 1 : 0;
      names += step.kind == StepKind::kObject || step.kind == StepKind::kPeer ? 1 : 0;
    }
    return reads >= n % 3 && names >= n / 3 % 3 && script.steps.size() >= n / 9 % 4;
  };
}

RC_GTEST_PROP(MinimizeProperty, IsIdempotentDeterministicAndNeverHeavier, (std::uint64_t seed)) {
  const unsigned n = static_cast<unsigned>(seed % 36);
  const Script script = Generator(seed).plausible(12);
  const Shows shows = property_of(n);
  RC_PRE(shows(script));
  const Script once = minimize(script, shows).script;
  RC_ASSERT(shows(once));
  RC_ASSERT(!simpler(script, once));
  RC_ASSERT(minimize(script, shows).script == once);
  RC_ASSERT(minimize(once, shows).script == once);
  RC_ASSERT(minimize(once, shows).script.steps.size() == once.steps.size());
}

RC_GTEST_PROP(SimplifyProperty, EverySimplerValueWeighsLess, (std::uint64_t seed)) {
  for (const Step& step : Generator(seed).anything(5).steps) {
    for (const Argument& argument : step.arguments) {
      for (const Value& simpler : simpler_values(argument.value))
        RC_ASSERT(weight(simpler) < weight(argument.value));
    }
  }
}

}  // namespace
}  // namespace parallax
