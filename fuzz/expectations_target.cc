// Target `expectations`: the reader of corpus/expectations, on any octets.

#include <cstdlib>

#include "fuzz/target.h"
#include "harness/compare/expectations.h"
#include "harness/fmt/print.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parallax;
  const std::string_view octets = fuzz::text(data, size);
  const auto read = Expectations::parse(octets, "fuzz.json");
  if (!read && read.error().find("fuzz.json") == std::string::npos) {
    print_err("ASSERTION FAILED: expectations: an error does not name its file\n");
    std::abort();
  }
  const std::size_t half = octets.size() / 2;
  const std::string_view pattern = octets.substr(0, half), text = octets.substr(half);
  const bool matched = glob_matches(pattern, text);
  if (pattern == text && !matched && pattern.find_first_of("*?") == std::string_view::npos) {
    print_err("ASSERTION FAILED: expectations glob: a text does not match itself\n");
    std::abort();
  }
  return 0;
}
