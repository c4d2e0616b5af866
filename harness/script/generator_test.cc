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
  for (int i = 0; i < 2000; ++i) note(note, generator.anything().steps);
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

TEST(MutatorTest, RecuttingKeepsEveryOctetOfAWrite) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Script script = *parse("object a server\na.in.write b\"0123456789\"\na.do_handshake\n");
    ASSERT_TRUE(Mutator(seed).recut(&script));
    std::string octets;
    std::size_t writes = 0;
    for (const Step& step : script.steps) {
      if (step.kind != StepKind::kWrite) continue;
      octets += step.arguments.front().value.as<Bytes>()->octets;
      ++writes;
    }
    EXPECT_EQ(octets, "0123456789");
    EXPECT_EQ(writes, 2U);
  }
}

TEST(MutatorTest, RecuttingLooksAtTheObjectThatIsWrittenTo) {
  std::size_t looks = 0;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Script script = *parse("object a server\na.in.write b\"0123456789\"\n");
    script.steps.shrink_to_fit();  // so that steps move when one is put in
    ASSERT_TRUE(Mutator(seed).recut(&script));
    for (const Step& step : script.steps) {
      if (step.kind != StepKind::kDoHandshake) continue;
      EXPECT_EQ(step.target, "a");
      ++looks;
    }
  }
  EXPECT_GT(looks, 0U);
}

TEST(MutatorTest, RecuttingChangesHowAMoveAndAPumpDeliver) {
  const Script before = *parse("object a server\npeer p client\nmove p a\npump a p\n");
  bool split = false, counted = false;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Script script = before;
    ASSERT_TRUE(Mutator(seed).recut(&script));
    EXPECT_TRUE(parse(print(script))) << print(script);
    split |= script.steps.size() == before.steps.size();
    counted |= script.steps.size() == before.steps.size() + 1;
  }
  EXPECT_TRUE(split && counted);
  Script nothing = *parse("object a server\na.do_handshake\n");
  EXPECT_FALSE(Mutator(1).recut(&nothing));
}

TEST(MutatorTest, SwappedPeersChangePlacesAndAllElseStays) {
  const Script before = *parse("object a server\npeer p client\npump a p\na.write b\"x\"\n");
  bool kinds = false, names = false;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Script script = before;
    ASSERT_TRUE(Mutator(seed).swap_peers(&script));
    ASSERT_EQ(script.steps.size(), before.steps.size());
    kinds |= script.steps[0].kind == StepKind::kPeer && script.steps[1].kind == StepKind::kObject;
    names |= print(script.steps[3]) == "p.write b\"x\"" && print(script.steps[2]) == "pump p a";
  }
  EXPECT_TRUE(kinds && names);
}

TEST(MutatorTest, ACrossingIsAtStagesThatAreAlike) {
  const Script first = *parse("object a server\npeer p client\npump a p\na.unwrap\n");
  const Script second = *parse("peer x client\nobject y server\npump x y\ny.write b\"late\"\n");
  const std::vector<std::uint64_t> one = {1, 2, 3, 4}, other = {5, 6, 3, 7};
  EXPECT_EQ(print(Mutator(1).cross(first, one, second, other)),
            "object a server\npeer p client\npump a p\np.write b\"late\"\n");
  // Nothing alike: a splice, of the same dice.
  const std::vector<std::uint64_t> none = {0, 0, 0, 0};
  EXPECT_EQ(Mutator(1).cross(first, none, second, none), Mutator(1).splice(first, second));
}

}  // namespace
}  // namespace parallax
