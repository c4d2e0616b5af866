// The first line of the engine protocol, both ways.
#ifndef PARALLAX_HARNESS_HOST_HELLO_H_
#define PARALLAX_HARNESS_HOST_HELLO_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/contract/engine.h"
#include "harness/contract/value.h"

namespace parallax {

inline constexpr int kProtocolVersion = 1;

// `hello 1 name="…" family="…" …`. The error says what was expected.
std::string print_hello(const Identity& identity);
tl::expected<Identity, std::string> parse_hello(std::string_view line);

// `WORD key=value …` split into its pairs: what `hello` and `begin` share.
tl::expected<std::vector<std::pair<std::string, Value>>, std::string> parse_pairs(
    std::string_view text);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_HOST_HELLO_H_
