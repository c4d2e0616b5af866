// Target `engine_protocol`: what an engine in another process may say, and what one may be asked.

#include "fuzz/target.h"
#include "harness/host/hello.h"
#include "harness/script/script.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parallax;
  const std::string_view line = fuzz::text(data, size);
  if (const auto hello = parse_hello(line)) {
    const auto again = parse_hello(print_hello(*hello));
    fuzz::hold(again && *again == *hello,
               "engine_protocol hello: what was printed reads as itself");
  } else {
    fuzz::hold(!hello.error().empty(), "engine_protocol hello: an error has no words");
  }
  if (const auto outcome = parse_outcome(line)) {
    const auto again = parse_outcome(print(*outcome));
    fuzz::hold(again && *again == *outcome,
               "engine_protocol outcome: what was printed reads as itself");
  }
  if (const auto step = parse_step(line)) {
    const auto again = parse_step(print(*step, false));
    fuzz::hold(again && print(*again, false) == print(*step, false),
               "engine_protocol step: what was printed reads as itself");
  }
  if (const auto value = parse_value(line)) {
    const auto again = parse_value(print(*value));
    fuzz::hold(again && *again == *value,
               "engine_protocol value: what was printed reads as itself");
  }
  return 0;
}
