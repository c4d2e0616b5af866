// The laws of script.h, over scripts from the generator and octets from anywhere.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/script/generator.h"
#include "harness/script/mutator.h"

namespace parallax {
namespace {

using Octets = std::vector<std::uint8_t>;

std::string as_string(const Octets& octets) { return {octets.begin(), octets.end()}; }

void expect_same_layout(const std::vector<Step>& left, const std::vector<Step>& right) {
  RC_ASSERT(left.size() == right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    RC_ASSERT(left[i].comments == right[i].comments);
    RC_ASSERT(left[i].end_comments == right[i].end_comments);
    RC_ASSERT(left[i].remark == right[i].remark);
    expect_same_layout(left[i].body, right[i].body);
  }
}

void expect_text_law(const Script& script) {
  const std::string text = print(script);
  const auto read = parse(text);
  if (!read) RC_FAIL(print(read.error()) + "\n" + text);
  if (!(*read == script)) RC_FAIL("parse(print(s)) differs:\n" + text + "---\n" + print(*read));
  RC_ASSERT(print(*read) == text);
}

void expect_binary_law(const Script& script) {
  const Script back = decode(encode(script));
  if (!(back == script))
    RC_FAIL("decode(encode(s)) differs:\n" + print(script) + "---\n" + print(back));
}

RC_GTEST_PROP(LawsTest, TextReadsBackWithItsComments, (std::uint64_t seed)) {
  Generator generator(seed);
  for (int i = 0; i < 10; ++i) {
    const Script script = generator.anything();
    expect_text_law(script);
    expect_same_layout(parse(print(script))->steps, script.steps);
    RC_ASSERT(parse(print(script))->trailing_comments == script.trailing_comments);
  }
}

RC_GTEST_PROP(LawsTest, EveryStepReadsBackFromOneLine, (std::uint64_t seed)) {
  const Script script = Generator(seed).anything();
  for (const Step& step : script.steps) {
    const std::string line = print(step);
    RC_ASSERT(line.find('\n') == std::string::npos);
    const auto read = parse_step(line);
    if (!read) RC_FAIL(print(read.error()) + "\n" + line);
    RC_ASSERT(*read == step);
    RC_ASSERT(parse_step(print(step, false)).has_value());
  }
}

RC_GTEST_PROP(LawsTest, BinaryReadsBack, (std::uint64_t seed)) {
  Generator generator(seed);
  for (int i = 0; i < 10; ++i) expect_binary_law(generator.anything());
  expect_binary_law(generator.plausible());
}

RC_GTEST_PROP(LawsTest, EveryStringOfOctetsIsAScript, (const Octets& octets)) {
  const Script script = decode(as_string(octets));
  expect_binary_law(script);
  expect_text_law(script);
}

// Octets in a narrow range nest containers, open reactions and run into the end more often.
RC_GTEST_PROP(LawsTest, SmallOctetsAreScriptsToo, (const Octets& octets, std::uint64_t seed)) {
  Dice dice(seed);
  std::string narrow = as_string(octets);
  narrow.resize(narrow.size() + 200);
  for (char& c : narrow) c = static_cast<char>(dice.below(dice.percent(90) ? 20 : 256));
  const Script script = decode(narrow);
  expect_binary_law(script);
  expect_text_law(script);
}

RC_GTEST_PROP(LawsTest, ReadersNeverFailButByMessage, (const std::string& text)) {
  const auto script = parse(text);
  if (!script) {
    RC_ASSERT(script.error().line >= 1);
    RC_ASSERT(script.error().column >= 1);
    RC_ASSERT(!script.error().message.empty());
  } else {
    expect_text_law(*script);
  }
  parse_step(text);
  parse_value(text);
  parse_outcome(text);
  parse_expected(text);
  complete(text);
}

// A script with one octet changed is read, or refused at a line that it has.
RC_GTEST_PROP(LawsTest, DamagedTextIsReadOrRefused, (std::uint64_t seed)) {
  std::string text = print(Generator(seed).anything());
  Dice dice(seed);
  if (text.empty()) return;
  text[dice.below(text.size())] = static_cast<char>(dice.next());
  const auto script = parse(text);
  if (script) expect_text_law(*script);
}

RC_GTEST_PROP(LawsTest, MutatedScriptsAreScripts, (std::uint64_t seed)) {
  Mutator mutator(seed);
  Generator generator(seed);
  Script script = seed % 2 == 0 ? generator.plausible() : generator.anything();
  const Script other = generator.anything();
  for (int i = 0; i < 20; ++i) {
    mutator.mutate(&script, 50);
    RC_ASSERT(script.steps.size() <= 50U);
    expect_text_law(script);
    expect_binary_law(script);
  }
  const Script spliced = mutator.splice(script, other);
  expect_text_law(spliced);
  expect_binary_law(spliced);
}

RC_GTEST_PROP(LawsTest, ValuesReadBack, (std::uint64_t seed)) {
  const Script script = Generator(seed).anything();
  for (const Step& step : script.steps) {
    for (const Expected& expected : step.expected) {
      const auto read = parse_expected(print(expected));
      RC_ASSERT(read.has_value());
      RC_ASSERT(*read == expected);
      if (expected.any_value) continue;
      const auto outcome = parse_outcome(print(expected.outcome));
      RC_ASSERT(outcome.has_value());
      RC_ASSERT(*outcome == expected.outcome);
      RC_ASSERT(matches(expected, *outcome));
    }
  }
}

}  // namespace
}  // namespace parallax
