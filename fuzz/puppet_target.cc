// Target `puppet`: handshakes between a puppet and every engine, with messages, records and order changed.

#include "fuzz/laboratory.h"
#include "fuzz/puppeteer.h"
#include "fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  parallax::fuzz::Laboratory::get().examine(parallax::fuzz::puppet_script(data, size));
  return 0;
}
