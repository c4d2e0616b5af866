// Arguments: what a step's arguments mean to an operation of a C++ engine.
//
// A C++ engine has integers, octets and texts; everything else that Python would look at (an object
// with `__index__`, a memoryview, a float where an int belongs) is a matter of real Python objects, and
// is answered `unsupported` rather than imitated.
#ifndef PARALLAX_HARNESS_HOST_ARGUMENTS_H_
#define PARALLAX_HARNESS_HOST_ARGUMENTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "harness/contract/outcome.h"
#include "harness/contract/value.h"

namespace parallax {

// Octets above this are refused as `unsupported`: a script of a few octets must not fill memory.
inline constexpr std::int64_t kMostOctets = std::int64_t{1} << 30;

// "an argument of this kind needs real Python objects: float"
Outcome needs_python(const Value& value);

// An int within `least` and `most`; True and False count as 1 and 0, as in Python.
tl::expected<std::int64_t, Outcome> to_integer(const Value& value, std::int64_t least,
                                               std::int64_t most);
tl::expected<std::string, Outcome> to_octets(const Value& value);
tl::expected<bool, Outcome> to_truth(const Value& value);

// The octets of a value that the language makes: b"…", bytearray(b"…"), bytearray(N), fill(BYTE, N).
// Nothing where it is none of them.
std::optional<tl::expected<std::string, Outcome>> made_octets(const Value& value);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_HOST_ARGUMENTS_H_
