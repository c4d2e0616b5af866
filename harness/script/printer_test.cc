#include <gtest/gtest.h>

#include "harness/script/script.h"

namespace parallax {
namespace {

std::string formatted(std::string_view text) {
  const auto script = parse(text);
  EXPECT_TRUE(script.has_value()) << print(script.error());
  return script ? print(*script) : std::string();
}

TEST(PrinterTest, ArrowsOfAParagraphLineUp) {
  EXPECT_EQ(formatted("p.unwrap->SSLWantReadError\nmove   p a\na.read 100 -> ok b\"\"\n\na.write "
                      "b\"late\" -> ok 4\n"),
            "p.unwrap   -> SSLWantReadError\n"
            "move p a\n"
            "a.read 100 -> ok b\"\"\n"
            "\n"
            "a.write b\"late\" -> ok 4\n");
}

TEST(PrinterTest, AnOverlongStepMovesNoOtherArrow) {
  EXPECT_EQ(
      formatted("a.write b\"0123456789012345678901234567890123456789\" -> ok 40\na.read -> ok\n"),
      "a.write b\"0123456789012345678901234567890123456789\" -> ok 40\na.read -> ok\n");
}

TEST(PrinterTest, ReactionsStandOnOneLineIfTheyFit) {
  EXPECT_EQ(formatted("on c.sni {\n a.context = other\n return None\n}\n"),
            "on c.sni { a.context = other; return None }\n");
  EXPECT_EQ(
      formatted("on c.sni { # why\n a.context = other # because\n return None\n # end\n} -> ok\n"),
      "on c.sni {\n"
      "    # why\n"
      "    a.context = other  # because\n"
      "    return None\n"
      "    # end\n"
      "} -> ok\n");
}

TEST(PrinterTest, FormattingTwiceChangesNothing) {
  const std::string text =
      "# t\n\n\n\nbio   x #r\nx.write  b\"a\"   ->  ok 1|SSLError   reason=\"X\" errno=0x1\n\n# "
      "end\n\n";
  const std::string once = formatted(text);
  EXPECT_EQ(once,
            "# t\n\nbio x  # r\nx.write b\"a\" -> ok 1 | SSLError errno=1 reason=\"X\"\n\n# end\n");
  EXPECT_EQ(formatted(once), once);
}

TEST(PrinterTest, OneStepIsOneLineWithOrWithoutItsExpectation) {
  const auto step =
      parse_step("on c.sni {\n a.version -> ok\n raise ValueError \"no\"\n} -> ok None");
  ASSERT_TRUE(step.has_value());
  EXPECT_EQ(print(*step), "on c.sni { a.version -> ok; raise ValueError \"no\" } -> ok None");
  EXPECT_EQ(print(*step, false), "on c.sni { a.version; raise ValueError \"no\" }");
}

}  // namespace
}  // namespace parallax
