// Script: steps, and their two encodings.
//
// The text form is for people, files and pipes; docs/language.md has its grammar. The binary form
// is for fuzzers: compact, and every string of octets is a script.
//
//   parse(print(s)) == s                              for every script s, comments included
//   decode(encode(s)) == s                            for every script s, comments aside
//   decode(encode(decode(b))) == decode(b)            for every string of octets b
//
// Threads: plain value types; all functions are pure. Complexity: all linear in the input, except
// that an error message looks up the nearest word.
#ifndef PARALLAX_HARNESS_SCRIPT_SCRIPT_H_
#define PARALLAX_HARNESS_SCRIPT_SCRIPT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/contract/outcome.h"
#include "harness/contract/value.h"
#include "harness/script/table.h"

namespace parallax {

struct Argument {
  std::string key;  // empty: positional
  Value value;
  bool operator==(const Argument&) const = default;
};

// One way in which a step may end. `ok` without a value, and fields of an exception left out, match
// any.
struct Expected {
  Outcome outcome;
  bool any_value = false;  // of ok and unsupported
  bool operator==(const Expected&) const = default;
};
bool matches(const Expected& expected, const Outcome& outcome);

// Where things stand in a Step:
//   object a server tls=1.3     target "a"          arguments [server, tls=1.3]
//   move a p 10 split=1         target "a"          arguments [p, 10, split=1]
//   a.in.write b"x"             target "a.in"       arguments [b"x"]
//   a.context = other           target "a.context"  arguments [other]
//   let s = a.session           target "s"          arguments [a.session]
//   on c.sni { … }              target "c.sni"      body
//   drop a, show a, state a     target "a"
//   seed 1, disturb errno, return 5, raise ValueError "x"     no target
struct Step {
  StepKind kind = StepKind::kCollect;
  std::string target;  // the name made, or the name or path acted on
  std::vector<Argument> arguments;
  std::vector<Step> body;          // of kOn
  std::vector<Expected> expected;  // alternatives, `A | B`; empty: only compared between engines
  // Layout, kept by parse and print, not part of equality.
  std::vector<std::string>
      comments;  // whole-line comments above, `#` included, "" for an empty line
  std::vector<std::string> end_comments;  // of kOn: comments between its last step and `}`
  std::string remark;                     // comment at the end of the line, without `#`
  int line = 0;                           // where it was read, from 1; 0 if it was not

  // The argument named `key`, or the operand or parameter at that place in the step's table entry.
  const Value* find(std::string_view key) const;
  bool operator==(const Step& other) const;
};

struct Script {
  std::vector<Step> steps;
  std::vector<std::string> trailing_comments;
  bool operator==(const Script& other) const { return steps == other.steps; }
  // The text of `# key: value` comment lines: cite, shows, topic.
  std::vector<std::string> notes(std::string_view key) const;
  // The first comment line: what the script shows.
  std::string title() const;
};

// "corpus/bio/eof.plx:3:9: expected a name made before, got `b`; did you mean `a`?"
struct SyntaxError {
  std::string file;
  int line = 0;    // from 1
  int column = 0;  // from 1, in octets
  std::string message;
};
std::string print(const SyntaxError& error);

// Text. A file ends in .plx. Limits, each refused with a message: a line of 32 MiB (a record of 16
// KiB takes 64 KiB of escapes), 100,000 steps, values nested 32 deep (the parser's stack).
tl::expected<Script, SyntaxError> parse(std::string_view text, std::string_view file = "<script>");
tl::expected<Step, SyntaxError> parse_step(std::string_view line, std::string_view file = "<step>");
tl::expected<Value, SyntaxError> parse_value(std::string_view text);
tl::expected<Outcome, SyntaxError> parse_outcome(std::string_view text);
tl::expected<Expected, SyntaxError> parse_expected(std::string_view text);

// The canonical layout: what `parallax fmt` writes.
std::string print(const Script& script);
// One step on one line, without comments; the body of `on` between braces, `;` between its steps.
// `with_expected` false leaves `-> …` out, as the engine protocol does.
std::string print(const Step& step, bool with_expected = true);
std::string print(const Expected& expected);

// What is wrong with a script beyond its syntax: names never made, made twice, or of a kind without
// that operation. For people's files; an engine answers such a step with NameError or
// AttributeError.
std::vector<SyntaxError> check(const Script& script, std::string_view file = "<script>");

// Binary. decode never fails; it stops at the end of the octets, or after 4096 steps (what a
// fuzzer's unit of 64 KiB could hold, so that one unit's time is bounded).
std::string encode(const Script& script);
Script decode(std::string_view octets);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_SCRIPT_SCRIPT_H_
