// UTF-8: what a str of the language may hold. Source: RFC 3629 (no surrogates, nothing over
// U+10FFFF).
#ifndef PARALLAX_HARNESS_SCRIPT_UTF8_H_
#define PARALLAX_HARNESS_SCRIPT_UTF8_H_

#include <string>
#include <string_view>

namespace parallax {

// The octets of the well-formed code point that `text` begins with: 1 to 4; 0 if it is not well
// formed.
std::size_t code_point_length(std::string_view text);
// Appends a code point, which must not be a surrogate nor over U+10FFFF.
void append_utf8(std::string* out, char32_t code);
// `text` with every octet that is no part of a well-formed code point replaced by `?`.
std::string to_utf8(std::string_view text);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_SCRIPT_UTF8_H_
