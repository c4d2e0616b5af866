#include "harness/learn/learner.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/learn/machine_file.h"

namespace parallax::learn {
namespace {

// A machine that is known, as something to be asked.
class MachineOracle final : public Oracle {
 public:
  explicit MachineOracle(Mealy machine) : machine_(std::move(machine)) {}
  const std::vector<std::string>& inputs() const override { return machine_.inputs; }
  tl::expected<Answers, std::string> ask(const Word& word) override { return machine_.run(word); }

 private:
  Mealy machine_;
};

// A machine with any edges whatever, few outputs, so that states are hard to tell apart.
Mealy any_machine() {
  Mealy machine;
  const auto inputs = *rc::gen::inRange<std::size_t>(1, 5);
  const auto states = *rc::gen::inRange<std::size_t>(1, 13);
  machine.inputs.reserve(inputs);
  for (std::size_t i = 0; i < inputs; ++i) machine.inputs.push_back("i" + std::to_string(i));
  for (std::size_t s = 0; s < states; ++s) {
    std::vector<Edge> edges;
    edges.reserve(inputs);
    for (std::size_t i = 0; i < inputs; ++i)
      edges.push_back({*rc::gen::inRange<std::size_t>(0, states),
                       *rc::gen::element<std::string>("x", "x", "y")});
    machine.states.push_back(std::move(edges));
  }
  return machine;
}

// A lock: only the right word of `length` inputs shows that it is no machine of one state.
Mealy lock(std::size_t length) {
  Mealy machine{{"a", "b"}, {}};
  for (std::size_t s = 0; s < length; ++s) {
    const bool last = s + 1 == length;
    std::vector<Edge> edges{{0, "no"}, {0, "no"}};
    edges[s % 2] = {last ? 0 : s + 1, last ? "open" : "no"};
    machine.states.push_back(std::move(edges));
  }
  return machine;
}

RC_GTEST_PROP(MealyTest, MinimalAnswersAlikeAndIsUnique, ()) {
  const Mealy machine = any_machine();
  const Mealy small = minimal(machine);
  RC_ASSERT(!tell_apart(machine, small));
  RC_ASSERT(minimal(small) == small);
  for (std::size_t i = 0; i < small.states.size(); ++i) {
    for (std::size_t j = i + 1; j < small.states.size(); ++j) RC_ASSERT(tell_apart(small, i, j));
  }
}

RC_GTEST_PROP(MealyTest, TellsApartByTheShortestWord, ()) {
  Mealy a = any_machine();
  Mealy b = a;
  const auto state = *rc::gen::inRange<std::size_t>(0, b.states.size());
  b.states[state][0].output = "other";
  const auto word = tell_apart(a, b);
  const auto access = access_words(a);
  const bool reachable = state == 0 || !access[state].empty();
  RC_ASSERT(word.has_value() == reachable);
  if (!word) return;
  RC_ASSERT(word->size() == access[state].size() + 1);
  RC_ASSERT(a.run(*word).back() != b.run(*word).back());
}

RC_GTEST_PROP(LearnerTest, LearnsEveryMachineOfItsDepth, ()) {
  const Mealy machine = minimal(any_machine());
  MachineOracle oracle(machine);
  Teacher teacher(oracle, {});
  const Learned learned = learn(teacher, {.depth = 1, .random = 300, .seed = 1});
  RC_ASSERT(!learned.trouble);
  // Complete to its depth: what was missed has at least two states more.
  if (learned.machine != machine)
    RC_ASSERT(learned.machine.states.size() + 2 <= machine.states.size());
}

RC_GTEST_PROP(LearnerTest, SideBySideItLearnsTheSame, ()) {
  const Mealy machine = minimal(any_machine());
  std::vector<MachineOracle> many(*rc::gen::inRange<std::size_t>(2, 5), MachineOracle(machine));
  std::vector<Oracle*> oracles;
  oracles.reserve(many.size());
  for (MachineOracle& oracle : many) oracles.push_back(&oracle);
  Teacher alone(many[0], {}), together(oracles, {});
  const Search search{.depth = 1, .random = 50, .seed = 1};
  RC_ASSERT(learn(alone, search).machine == learn(together, search).machine);
  RC_ASSERT(alone.queries() == together.queries());
}

RC_GTEST_PROP(LearnerTest, AMachineItIsGivenIsProvedByFewWords, ()) {
  const Mealy machine = minimal(any_machine());
  MachineOracle oracle(machine);
  Teacher teacher(oracle, {});
  const Learned learned = learn(teacher, {.depth = 0, .random = 0, .seed = 1}, &machine);
  RC_ASSERT(learned.machine == machine);
  RC_ASSERT(learned.hypotheses == 1u);
}

RC_GTEST_PROP(MachineFileTest, ReadsWhatItWrites, ()) {
  MachineFile file{"e", "l", "a", "class", {}, "", minimal(any_machine())};
  const auto again = read_machine(print(file), "file");
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == file);
}

TEST(LearnerTest, DepthFindsTheLockThatChanceDoesNot) {
  const Mealy machine = lock(4);
  MachineOracle oracle(machine);
  Teacher shallow(oracle, {}), deep(oracle, {});
  EXPECT_EQ(learn(shallow, {.depth = 0, .random = 0}).machine.states.size(), 1u);
  EXPECT_EQ(learn(deep, {.depth = 3, .random = 0}).machine, machine);
}

TEST(LearnerTest, ALimitLeavesWhatWasLearned) {
  MachineOracle oracle(lock(4));
  Teacher teacher(oracle, {.queries = 1});
  const Learned learned = learn(teacher, {.depth = 3, .random = 0});
  ASSERT_TRUE(learned.trouble);
  const Trouble trouble = learned.trouble.value_or(Trouble());
  EXPECT_EQ(trouble.kind, Trouble::Kind::kQueries);
  EXPECT_EQ(learned.machine.states[0][0].output, "no");
  EXPECT_EQ(learned.machine.states[0][1].output, kUnknown);
}

// Answers the third question of a word's first input otherwise.
class FickleOracle final : public Oracle {
 public:
  const std::vector<std::string>& inputs() const override { return inputs_; }
  tl::expected<Answers, std::string> ask(const Word& word) override {
    return Answers(word.size(), ++asked_ == 3 ? "never" : "always");
  }

 private:
  std::vector<std::string> inputs_{"a", "b"};
  int asked_ = 0;
};

TEST(LearnerTest, NondeterminismIsNamed) {
  FickleOracle oracle;
  Teacher teacher(oracle, {});
  const Learned learned = learn(teacher, {.depth = 1});
  ASSERT_TRUE(learned.trouble);
  const Trouble trouble = learned.trouble.value_or(Trouble());
  EXPECT_EQ(trouble.kind, Trouble::Kind::kNondeterministic);
  EXPECT_EQ(trouble.word.size(), 1u);
  EXPECT_EQ(trouble.first, Answers{"always"});
  EXPECT_EQ(trouble.second, Answers{"never"});
}

TEST(MachineFileTest, SaysWhereItIsWrong) {
  const auto error = [](std::string_view text) { return read_machine(text, "f").error(); };
  EXPECT_NE(error("machine\n").find("f:1:"), std::string::npos);
  EXPECT_NE(error("parallax machine 1\ninputs a\nstates 1\n0 a -> 7 ok\n").find("f:4:"),
            std::string::npos);
  EXPECT_NE(error("parallax machine 1\ninputs a\nstates 1\n0 b -> 0 ok\n").find("`b`"),
            std::string::npos);
  EXPECT_NE(error("parallax machine 1\nsearch width=3\n").find("width"), std::string::npos);
}

}  // namespace
}  // namespace parallax::learn
