// Target `expectations`: the reader of corpus/expectations, on any octets.

#include "fuzz/target.h"
#include "harness/compare/expectations.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parallax;
  const std::string_view octets = fuzz::text(data, size);
  const auto read = Expectations::parse(octets, "fuzz.json");
  fuzz::hold(read || read.error().find("fuzz.json") != std::string::npos,
             "expectations: an error does not name its file");
  const std::size_t half = octets.size() / 2;
  const std::string_view pattern = octets.substr(0, half), text = octets.substr(half);
  const bool matched = glob_matches(pattern, text);
  fuzz::hold(matched || pattern != text || pattern.find_first_of("*?") != std::string_view::npos,
             "expectations glob: a text does not match itself");
  return 0;
}
