// Formatted words to stdout and stderr, where a full disk or a reader that left is no exception.
//
// fmt::print throws when a stream cannot be written; a program must not end by what it says of its work. These go on, and
// end_output() tells once, at the end of main, whether stdout lost anything. Threads: each call writes its words at once.
#pragma once

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace parallax {

void write_out(std::string_view words);  // stdout
void write_err(std::string_view words);  // stderr; what cannot be written there can be told nowhere

template <typename... Arguments>
void print_out(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  write_out(fmt::format(format, std::forward<Arguments>(arguments)...));
}

template <typename... Arguments>
void print_err(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  write_err(fmt::format(format, std::forward<Arguments>(arguments)...));
}

// Flushes stdout. False where some of it was lost; errno says why. A reader that left (EPIPE) wanted no more: nothing is lost.
bool end_output();

}  // namespace parallax
