// Streams: octets fed to one object of every engine, in pieces that the input chooses.
#ifndef PARALLAX_FUZZ_STREAM_H_
#define PARALLAX_FUZZ_STREAM_H_

#include <cstddef>
#include <cstdint>

#include "harness/script/script.h"

namespace parallax::fuzz {

// The input's first octet: 1 in its lowest bit ends the stream behind the octets; the others choose the
// size of the pieces, 0 for all at once. The rest is what arrives.
Script stream_script(const char* role, const std::uint8_t* data, std::size_t size);

}  // namespace parallax::fuzz

#endif  // PARALLAX_FUZZ_STREAM_H_
