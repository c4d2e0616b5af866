// Target `client_stream`: octets into a client object of every engine.

#include "fuzz/laboratory.h"
#include "fuzz/stream.h"
#include "fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  parallax::fuzz::Laboratory::get().examine(parallax::fuzz::stream_script("client", data, size),
                                            parallax::fuzz::kStreamEffort);
  return 0;
}
