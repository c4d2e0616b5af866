#include <gtest/gtest.h>

#include <set>

#include "harness/script/script.h"

namespace parallax {
namespace {

std::string encoded(std::string_view text) {
  const auto script = parse(text);
  EXPECT_TRUE(script.has_value()) << print(script.error());
  return script ? to_hex(encode(*script)) : std::string();
}

// The example of docs/language.md.
TEST(CodecTest, TheExampleInOctets) {
  EXPECT_EQ(encoded("bio x\nx.write b\"hi\" -> ok 2\nx.read 1\n"),
            "0617"
            "a1000106026869"
            "00010302"
            "2000010301");
}

TEST(CodecTest, NoOctetsAreAnEmptyScript) { EXPECT_TRUE(decode("").steps.empty()); }

TEST(CodecTest, WhatIsMissingIsZero) {
  const Script script = decode("\x0f");  // a move without anything behind it
  ASSERT_EQ(script.steps.size(), 1U);
  EXPECT_EQ(print(script.steps[0]), "move a a");
}

TEST(CodecTest, DecodingIsBounded) {
  EXPECT_EQ(decode(std::string(1 << 20, '\x0d')).steps.size(), 4096U);
  // Deep nesting and huge counts cost no more than the octets that are there.
  decode(std::string(1 << 16, '\x08'));
  decode(std::string("\x07\x00\x05\xff\xff\xff\xff\xff\xff\xff\xff\x01", 12));
}

TEST(CodecTest, WhatCanBeNestedCanBeRead) {
  const std::string lists(32, '['), ends(32, ']');
  const auto script = parse("let x = " + lists + "float(\"nan\")" + ends + "\n");
  ASSERT_TRUE(script);
  const Script again = decode(encode(*script));
  EXPECT_TRUE(again == *script);
  EXPECT_TRUE(parse(print(again)));
}

TEST(CodecTest, NamesAreNumberedByTheirKind) {
  const auto script = parse("bio x\nobject a client\na.in.read\nx.read\na.read\n");
  const std::string octets = encode(*script);
  // Of BIOs and objects: x 0, a 1, a.in 2.
  EXPECT_EQ(to_hex(octets.substr(octets.size() - 9)),
            "200200"
            "200000"
            "200100");
}

TEST(CodecTest, TagsAreUniqueAndFitSevenBits) {
  std::set<unsigned> tags;
  for (const StepDef& def : step_table()) {
    EXPECT_TRUE(tags.insert(static_cast<unsigned>(def.kind)).second) << def.word;
    EXPECT_LT(static_cast<unsigned>(def.kind), 0x80U) << def.word;
  }
}

}  // namespace
}  // namespace parallax
