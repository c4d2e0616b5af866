// Graphviz: a graph in the DOT language, laid out by the program `dot`.
//
// `dot` is a tool that may be missing; the error then says what to install. Threads: waits in the caller's.
#ifndef PARALLAX_HARNESS_LEARN_GRAPHVIZ_H_
#define PARALLAX_HARNESS_LEARN_GRAPHVIZ_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace parallax::learn {

// What `dot -T FORMAT` makes of it.
tl::expected<std::string, std::string> lay_out(const std::string& graph, const std::string& format);

// As a quoted string of DOT.
std::string quoted(std::string_view text);

}  // namespace parallax::learn

#endif  // PARALLAX_HARNESS_LEARN_GRAPHVIZ_H_
