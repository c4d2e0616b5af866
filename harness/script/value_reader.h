// Readers of values and outcomes, on top of the Lexer. Like its functions they give false after the
// first error, which the Lexer keeps.
#ifndef PARALLAX_HARNESS_SCRIPT_VALUE_READER_H_
#define PARALLAX_HARNESS_SCRIPT_VALUE_READER_H_

#include "harness/script/lexer.h"

namespace parallax {

// Containers and made objects within one another, at most: each level is a frame of the parser's
// stack.
inline constexpr int kMostNesting = 32;

// Which kinds of made object a value may name: those of object_kinds(), or any, as engines print
// them.
enum class Kinds : bool { kKnown, kAny };

bool read_value(Lexer& lexer, Kinds kinds, Value* value, int depth = 0);

// An outcome; with `any_value`, one as expected: `ok` and `unsupported` may stand alone, which sets
// it.
bool read_outcome(Lexer& lexer, Outcome* outcome, bool* any_value);

// A made object with these arguments, or the number that it stands for: float("inf").
Value make_call(std::string kind, std::vector<Value> arguments);

// ", did you mean `x`?", or nothing when no word is near.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);
// "`a`, `b` or `c`".
std::string one_of(std::span<const std::string_view> words);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_SCRIPT_VALUE_READER_H_
