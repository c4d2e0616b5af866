#include "harness/script/generator.h"

#include <gtest/gtest.h>

#include <set>

#include "harness/script/mutator.h"

namespace parallax {
namespace {

TEST(GeneratorTest, OneSeedGivesOneScript) {
  EXPECT_EQ(print(Generator(7).plausible()), print(Generator(7).plausible()));
  EXPECT_NE(print(Generator(7).plausible()), print(Generator(8).plausible()));
  EXPECT_EQ(print(Generator(7).anything()), print(Generator(7).anything()));
}

TEST(GeneratorTest, EveryStepOfTheTableComesUp) {
  std::set<StepKind> seen;
  const auto note = [&seen](const auto& self, const std::vector<Step>& steps) -> void {
    for (const Step& step : steps) {
      seen.insert(step.kind);
      self(self, step.body);
    }
  };
  Generator generator(1);
  for (int i = 0; i < 500; ++i) note(note, generator.anything().steps);
  for (const StepDef& def : step_table()) EXPECT_TRUE(seen.contains(def.kind)) << def.word;
}

TEST(GeneratorTest, PlausibleScriptsMostlyNameWhatExists) {
  Generator generator(1);
  std::size_t steps = 0, problems = 0;
  for (int i = 0; i < 200; ++i) {
    const Script script = generator.plausible();
    steps += script.steps.size();
    problems += check(script).size();
  }
  EXPECT_LT(problems * 10, steps);
}

TEST(MutatorTest, OneSeedGivesOneMutation) {
  Script first = Generator(3).plausible(), second = first;
  Mutator(5).mutate(&first);
  Mutator(5).mutate(&second);
  EXPECT_EQ(first, second);
}

TEST(MutatorTest, MutationsChangeSomethingMostly) {
  int changed = 0;
  Mutator mutator(1);
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Script script = Generator(seed).plausible();
    const Script before = script;
    mutator.mutate(&script);
    changed += script == before ? 0 : 1;
  }
  EXPECT_GT(changed, 100);
}

TEST(MutatorTest, ASpliceBeginsAsOneAndEndsAsTheOther) {
  const Script first = Generator(1).plausible(), second = Generator(2).plausible();
  const Script spliced = Mutator(4).splice(first, second);
  if (spliced.steps.empty()) return;
  EXPECT_TRUE(spliced.steps.front() == first.steps.front() ||
              spliced.steps.back() == second.steps.back());
}

}  // namespace
}  // namespace parallax
