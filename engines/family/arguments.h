// Arguments: Python values as C numbers, with the errors of PyArg_Parse.
//
// Pure functions. Source: CPython Python/getargs.c; messages measured.
#ifndef PARALLAX_ENGINES_FAMILY_ARGUMENTS_H_
#define PARALLAX_ENGINES_FAMILY_ARGUMENTS_H_

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

#include "engines/family/semantics.h"
#include "harness/contract/outcome.h"

namespace parallax::family {

// The name of a value's Python type: "str", "NoneType".
std::string_view type_name(const Value& value);
// "l" and "i" of PyArg_Parse: OverflowError and TypeError.
tl::expected<std::int64_t, Outcome> to_long(const Semantics& semantics, const Value& value);
tl::expected<int, Outcome> to_int(const Semantics& semantics, const Value& value);
// An unsigned long long from an int, exactly (options of 3.12 and later).
tl::expected<std::uint64_t, Outcome> to_unsigned(const Value& value);
// "k": the low 64 bits of any int.
tl::expected<std::uint64_t, Outcome> to_mask(const Value& value);
bool truth(const Value& value);
// An int that may be beyond int64_t.
Value from_unsigned(std::uint64_t number);

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_ARGUMENTS_H_
