#include <gtest/gtest.h>

#include "harness/script/script.h"

namespace parallax {
namespace {

std::string error_of(std::string_view text) {
  const auto script = parse(text, "s.plx");
  return script ? "no error" : print(script.error());
}

Value value_of(std::string_view text) {
  const auto value = parse_value(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value ? *value : Value();
}

TEST(ParserTest, StepsHaveTheShapeThatScriptHSays) {
  const auto script = parse(
      "object a server tls=1.3\n"
      "move a p 10 split=1\n"
      "a.in.write b\"x\"\n"
      "a.context = other\n"
      "let s = a.session\n"
      "on c.sni { a.version; return 5 }\n"
      "drop a\n"
      "seed 1\n");
  ASSERT_TRUE(script.has_value()) << print(script.error());
  const std::vector<Step>& steps = script->steps;
  EXPECT_EQ(steps[0].target, "a");
  EXPECT_EQ(*steps[0].find("role"), Value::name("server"));
  EXPECT_EQ(*steps[0].find("tls"), Value::name("1.3"));
  EXPECT_EQ(steps[1].target, "a");
  EXPECT_EQ(*steps[1].find("to"), Value::name("p"));
  EXPECT_EQ(*steps[1].find("count"), Value::integer(10));
  EXPECT_EQ(*steps[1].find("split"), Value::integer(1));
  EXPECT_EQ(steps[1].find("hold"), nullptr);
  EXPECT_EQ(steps[2].kind, StepKind::kWrite);
  EXPECT_EQ(steps[2].target, "a.in");
  EXPECT_EQ(*steps[2].find("data"), Value::bytes("x"));
  EXPECT_EQ(steps[3].kind, StepKind::kSet);
  EXPECT_EQ(steps[3].target, "a.context");
  EXPECT_EQ(steps[4].target, "s");
  EXPECT_EQ(steps[4].arguments[0].value, Value::name("a.session"));
  EXPECT_EQ(steps[5].target, "c.sni");
  ASSERT_EQ(steps[5].body.size(), 2U);
  EXPECT_EQ(steps[6].target, "a");
  EXPECT_EQ(steps[7].target, "");
  EXPECT_EQ(steps[7].line, 8);
}

TEST(ParserTest, ErrorsSayWhereWhatAndTheNearestWord) {
  EXPECT_EQ(error_of("bio x\nmvoe a p"),
            "s.plx:2:1: expected a step, got `mvoe`; did you mean `move`?");
  EXPECT_EQ(
      error_of("object a srever"),
      "s.plx:1:10: expected role (`client` or `server`), got `srever`; did you mean `server`?");
  EXPECT_EQ(error_of("object a server tsl=1.3"),
            "s.plx:1:17: unknown key `tsl`; did you mean `tls`?");
  EXPECT_EQ(error_of("a.raed 5"),
            "s.plx:1:3: expected an operation, got `raed`; did you mean `read`?");
  EXPECT_EQ(error_of("let x = bytearry(5)"),
            "s.plx:1:9: expected a kind of object, got `bytearry`; did you mean `bytearray`?");
  EXPECT_EQ(error_of("on c.sin { }"),
            "s.plx:1:6: expected an event (`sni`, `keylog`, `msg` or `psk`), got `sin`; did you "
            "mean `sni`?");
  EXPECT_EQ(error_of("move a"), "s.plx:1:7: expected to (a name), got the end of the line");
  EXPECT_EQ(error_of("seed \"x\""), "s.plx:1:6: expected number (an integer), got a text");
  EXPECT_EQ(error_of("bio x -> ok 1 2"), "s.plx:1:15: expected the end of the line, got `2`");
  EXPECT_EQ(error_of("a.read -> SSLError raeson=\"X\""),
            "s.plx:1:20: expected a field of an exception, got `raeson`; did you mean `reason`?");
}

TEST(ParserTest, StepsStandOnlyWhereTheyMeanSomething) {
  EXPECT_EQ(error_of("return 5"), "s.plx:1:1: `return` stands only inside `on`");
  EXPECT_EQ(error_of("on c.sni { pump a p }"),
            "s.plx:1:12: `pump` cannot stand inside `on`: a reaction runs in the engine");
  EXPECT_EQ(error_of("x = 5"), "s.plx:1:1: a step names a value by `let x = …`");
  EXPECT_EQ(error_of("object a client tls=1.2 tls=1.3"), "s.plx:1:25: `tls=` stands here twice");
  EXPECT_EQ(error_of("a.read len=1 2"),
            "s.plx:1:14: expected key=value: positional arguments stand first");
  EXPECT_EQ(error_of("on c.sni {\n  a.version\n"),
            "s.plx:3:1: expected `}` at the end of a reaction, got the end of the text");
}

TEST(ParserTest, LimitsAreRefusedWithAMessage) {
  const std::string deep = "let x = " + std::string(33, '[') + std::string(33, ']');
  EXPECT_EQ(error_of(deep), "s.plx:1:41: values nest at most 32 deep");
  const std::string lists = "let x = " + std::string(32, '['), ends(32, ']');
  EXPECT_EQ(error_of(lists + "float(\"nan\")" + ends), "no error") << "a number";
  EXPECT_EQ(error_of(lists + "float(1)" + ends), "s.plx:1:41: values nest at most 32 deep");
  EXPECT_EQ(error_of(lists + "float(float(\"nan\"))" + ends),
            "s.plx:1:52: values nest at most 32 deep");
  const std::string fits = "let x = " + std::string(32, '[') + std::string(32, ']');
  EXPECT_EQ(error_of(fits), "no error");
  std::string many;
  for (int i = 0; i <= 100'000; ++i) many += "collect\n";
  EXPECT_EQ(error_of(many), "s.plx:100001:1: a script has at most 100000 steps");
  EXPECT_EQ(error_of("#" + std::string(std::size_t{33} << 20, 'x')),
            "s.plx:1:1: a line has at most 32 MiB");
}

TEST(ParserTest, ARecordOfEscapesIsOneValue) {
  std::string octets;
  for (int i = 0; i < 16384; ++i) octets += static_cast<char>(i);
  std::string line = "a.in.write ";
  print_bytes_to(line, octets);
  const auto step = parse_step(line);
  ASSERT_TRUE(step.has_value());
  EXPECT_EQ(*step->find("data"), Value::bytes(octets));
}

TEST(ParserTest, ValuesOfEveryKind) {
  EXPECT_EQ(value_of("None"), Value());
  EXPECT_EQ(value_of("True"), Value::boolean(true));
  EXPECT_EQ(value_of("0x41"), Value::integer(65));
  EXPECT_EQ(value_of("-9223372036854775808"), Value::integer(INT64_MIN));
  EXPECT_EQ(value_of("9223372036854775808"), Value(BigInt{"9223372036854775808"}));
  EXPECT_EQ(value_of("0xffffffffffffffff"), Value(BigInt{"18446744073709551615"}));
  EXPECT_EQ(value_of("1e3"), Value::real(1000));
  EXPECT_EQ(print(value_of("float(\"-inf\")")), "float(\"-inf\")");
  EXPECT_TRUE(value_of("float(\"nan\")").is<double>());
  EXPECT_EQ(value_of("b\"\\x00\\\"\\n\""), Value::bytes(std::string_view("\0\"\n", 3)));
  EXPECT_EQ(value_of("\"\\u00e9\\U0001f600\""), Value::text("\xc3\xa9\xf0\x9f\x98\x80"));
  EXPECT_EQ(value_of("\"\\xe9\""), Value::text("\xc3\xa9"));
  EXPECT_EQ(value_of("(1,)"), Value(Tuple{{Value::integer(1)}}));
  EXPECT_EQ(value_of("(1)"), Value::integer(1));
  EXPECT_EQ(value_of("{\"a\": [1, 2,], }"),
            Value(Dict{{{Value::text("a"), Value(List{{Value::integer(1), Value::integer(2)}})}}}));
  EXPECT_EQ(value_of("<session 2>"), Value(Handle{"session", 2}));
  const Digest digest = digest_of("hello");
  EXPECT_EQ(value_of(print(Value(digest))), Value(digest));
  EXPECT_EQ(value_of("some_kind(a.in)"), Value(Call{"some_kind", {Value::name("a.in")}}));
}

TEST(ParserTest, WhatIsNoValueIsRefused) {
  for (const char* text :
       {"", "007", "1.5.2", "1e999", "b\"\\u0041\"", "\"\\ud800\"", "\"abc", "'a'", "[1", "1 2",
        "<session>", "<bytes 5 sha256:00>", "None.x", "\"\xff\"", "b\"\xc3\xa9\"", "0x", "-"}) {
    EXPECT_FALSE(parse_value(text).has_value()) << text;
  }
}

TEST(ParserTest, CommentsCarryTitleAndSources) {
  const auto script = parse(
      "\n\n# What it shows.\n# cite: RFC 8446 section 6.1\n\n\nbio x  # a remark\n# cite: PEP "
      "543\n\n");
  ASSERT_TRUE(script.has_value());
  EXPECT_EQ(script->title(), "What it shows.");
  EXPECT_EQ(script->notes("cite"), (std::vector<std::string>{"RFC 8446 section 6.1", "PEP 543"}));
  EXPECT_EQ(script->steps[0].remark, "a remark");
  EXPECT_EQ(
      print(*script),
      "# What it shows.\n# cite: RFC 8446 section 6.1\n\nbio x  # a remark\n# cite: PEP 543\n");
}

TEST(ParserTest, LineEndingsOfOtherSystemsAreRead) {
  const auto script = parse("bio x\r\nx.read 5 -> ok b\"\"\r\n");
  ASSERT_TRUE(script.has_value()) << print(script.error());
  EXPECT_EQ(print(*script), "bio x\nx.read 5 -> ok b\"\"\n");
}

}  // namespace
}  // namespace parallax
