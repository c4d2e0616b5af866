#include <gtest/gtest.h>

#include "harness/script/script.h"

namespace parallax {
namespace {

std::vector<std::string> problems(std::string_view text) {
  const auto script = parse(text, "s.plx");
  EXPECT_TRUE(script.has_value()) << print(script.error());
  std::vector<std::string> out;
  if (script) {
    for (const SyntaxError& error : check(*script, "s.plx")) out.push_back(print(error));
  }
  return out;
}
using Problems = std::vector<std::string>;

TEST(CheckTest, NamesAreMadeOnceAndBeforeTheyAreUsed) {
  EXPECT_EQ(problems("bio buf\nbuff.read\n"),
            Problems{"s.plx:2:1: expected a name made before, got `buff`; did you mean `buf`?"});
  EXPECT_EQ(problems("bio x\nbio x\n"),
            Problems{"s.plx:2:1: `x` was made before, at line 1; drop it first"});
  EXPECT_EQ(problems("bio x\ndrop x\nbio x\nx.read\n"), Problems{});
  EXPECT_EQ(problems("object a client in=x\n"),
            Problems{"s.plx:1:1: expected a name made before, got `x`"});
}

TEST(CheckTest, OperationsBelongToTheirKind) {
  EXPECT_EQ(problems("object a client\na.in.unwrap\n"),
            Problems{"s.plx:2:1: `a.in` is a MemoryBIO, which has no `unwrap`"});
  EXPECT_EQ(problems("object a client\nlet s = a.session\ns.id\ns.read\n"),
            Problems{"s.plx:4:1: `s` is a session, which has no `read`"});
  EXPECT_EQ(problems("object a client\na.read bufer=b\n"),
            (Problems{"s.plx:2:1: expected a name made before, got `b`",
                      "s.plx:2:1: `read` takes no `bufer=`; did you mean `buffer`?"}));
}

TEST(CheckTest, AStepMayBeWrongOnPurpose) {
  EXPECT_EQ(problems("x.read -> NameError\n"), Problems{});
  EXPECT_EQ(problems("bio x\nx.unwrap -> AttributeError\nx.read size=5 -> TypeError\n"),
            Problems{});
  EXPECT_EQ(problems("object a client -> ValueError\nobject a server\n"), Problems{});
}

TEST(CheckTest, ReactionsMayNameWhatIsMadeLater) {
  EXPECT_EQ(problems("context c server\non c.sni { a.version }\nobject a server context=c\n"),
            Problems{});
  EXPECT_EQ(problems("context c server\non c.sni { z.version }\n"),
            Problems{"s.plx:2:1: expected a name made before, got `z`"});
}

TEST(CheckTest, SlipsInOutcomesAndInnerStepsAreFound) {
  EXPECT_EQ(
      problems("bio x\nx.read -> SSLWantReadErr\n"),
      Problems{"s.plx:2:1: unknown outcome `SSLWantReadErr`; did you mean `SSLWantReadError`?"});
  EXPECT_EQ(
      problems("bio x\nx.read runs(\"index\", \"x.raed\", 5)\n"),
      Problems{
          "s.plx:2:1: in the step that `runs` runs, column 3: expected an operation, got `raed`; "
          "did you mean `read`?"});
}

}  // namespace
}  // namespace parallax
