// Utf8: octets that Python decodes into a str.
#ifndef PARALLAX_ENGINES_FAMILY_UTF8_H_
#define PARALLAX_ENGINES_FAMILY_UTF8_H_

#include <string_view>
#include <tl/expected.hpp>

#include "harness/contract/outcome.h"

namespace parallax::family {

// A str, or the UnicodeDecodeError of bytes.decode("utf-8"), whose last argument is its reason.
// Complexity: linear. Source: RFC 3629.
tl::expected<Value, Outcome> decode_utf8(std::string_view octets);

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_UTF8_H_
