#include "harness/host/child.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cerrno>
#include <filesystem>

namespace parallax {
namespace {

using std::chrono::milliseconds;

tl::expected<std::unique_ptr<ChildHost>, std::string> start(
    const std::string& how, milliseconds timeout = milliseconds(20000)) {
  ChildOptions options;
  options.timeout = timeout;
  options.flood = std::size_t{1} << 20;
  const std::string engine =
      std::string(PARALLAX_SOURCE_DIR) + "/harness/host/testdata/faulty_engine.py";
  return ChildHost::start({{"python3", "-B", engine, how}, {}}, options);
}

Step show(const std::string& name) {
  Step step;
  step.kind = StepKind::kShow;
  step.target = name;
  return step;
}

// The outcome of a step that goes well, the failing one, and the one behind it.
std::vector<std::string> outcomes(ChildHost& host) {
  host.begin("test", {});
  for (const char* name : {"fine", "fail", "behind"}) host.submit(show(name));
  std::vector<std::string> out;
  out.reserve(3);
  for (int i = 0; i < 3; ++i) out.push_back(print(host.receive()));
  host.end();
  return out;
}

std::size_t open_descriptors() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
    ++count;
  return count;
}

struct Failure {
  const char* how;
  const char* outcome;
};

class ChildFailure : public testing::TestWithParam<Failure> {};

TEST_P(ChildFailure, IsTheOutcomeOfItsStepAndOfThoseBehindAndTheNextScriptRuns) {
  const milliseconds timeout(std::string_view(GetParam().how) == "hang" ? 2000 : 20000);
  auto host = start(GetParam().how, timeout);
  ASSERT_TRUE(host) << host.error();
  for (int script = 0; script < 2; ++script) {
    const auto seen = outcomes(**host);
    EXPECT_EQ(seen[0], "ok None");
    EXPECT_TRUE(seen[1].starts_with(GetParam().outcome)) << seen[1];
    EXPECT_EQ(seen[2], seen[1]);
  }
}

INSTANTIATE_TEST_SUITE_P(Every, ChildFailure,
                         testing::Values(Failure{"crash", "crash SIGSEGV"},
                                         Failure{"exit", "crash \"exited with status 3\""},
                                         Failure{"half-line", "crash \"exited with status 0\""},
                                         Failure{"hang", "hang 2"},
                                         Failure{"nonsense", "crash \"protocol: "},
                                         Failure{"flood", "crash \"flood"}),
                         [](const auto& param_info) {
                           std::string name = param_info.param.how;
                           std::erase(name, '-');
                           return name;
                         });

TEST(ChildHostTest, KeepsTheEndOfAFloodedStderr) {
  auto host = start("chatter");
  ASSERT_TRUE(host) << host.error();
  EXPECT_EQ(outcomes(**host)[1], "ok None");
  const std::string said = (*host)->take_stderr();
  EXPECT_LE(said.size(), std::size_t{64} << 10);
  EXPECT_TRUE((*host)->take_stderr().empty());
}

TEST(ChildHostTest, RefusesAProgramThatDoesNotSayHello) {
  const auto host = start("wrong-hello");
  ASSERT_FALSE(host);
  EXPECT_NE(host.error().find("expected a line that begins with `hello 1 `"), std::string::npos)
      << host.error();
}

TEST(ChildHostTest, NamesBothProtocolVersions) {
  const auto host = start("old-hello");
  ASSERT_FALSE(host);
  EXPECT_NE(host.error().find("version 9"), std::string::npos) << host.error();
  EXPECT_NE(host.error().find("version 1"), std::string::npos) << host.error();
}

TEST(ChildHostTest, NamesAProgramThatIsNotThere) {
  const auto host = ChildHost::start({{"/no/such/engine"}, {}}, {});
  ASSERT_FALSE(host);
  EXPECT_NE(host.error().find("/no/such/engine"), std::string::npos) << host.error();
}

TEST(ChildHostTest, LeavesNeitherZombieNorDescriptorBehind) {
  const std::size_t before = open_descriptors();
  for (const char* how : {"chatter", "crash", "exit", "nonsense", "flood"}) {
    auto host = start(how);
    ASSERT_TRUE(host) << host.error();
    outcomes(**host);
  }
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

}  // namespace
}  // namespace parallax
