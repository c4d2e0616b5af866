// Target `script_text`: the laws of the language's two forms, on any octets.

#include "fuzz/target.h"
#include "harness/script/script.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parallax;
  const std::string_view octets = fuzz::text(data, size);
  const Script decoded = decode(octets);
  fuzz::hold(decode(encode(decoded)) == decoded,
             "script_text binary: what was decoded encodes to itself");
  const std::string shown = print(decoded);
  const auto shown_again = parse(shown);
  fuzz::hold(shown_again && *shown_again == decoded,
             "script_text: what was decoded can be printed and read");

  const auto parsed = parse(octets);
  if (!parsed) {
    fuzz::hold(
        parsed.error().line > 0 && parsed.error().column > 0 && !parsed.error().message.empty(),
        "script_text: an error has a place and a message");
    return 0;
  }
  const std::string layout = print(*parsed);
  const auto again = parse(layout);
  fuzz::hold(again && *again == *parsed, "script_text: what was printed reads as itself");
  fuzz::hold(print(*again) == layout, "script_text: the layout of the layout is itself");
  fuzz::hold(decode(encode(*parsed)) == *parsed || parsed->steps.size() > 4096,
             "script_text: what was read encodes to itself");
  check(*parsed);
  return 0;
}
