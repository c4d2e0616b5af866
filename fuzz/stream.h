// Streams: octets fed to one object of every engine, in pieces that the input chooses.
#ifndef PARALLAX_FUZZ_STREAM_H_
#define PARALLAX_FUZZ_STREAM_H_

#include <cstddef>
#include <cstdint>

#include "fuzz/laboratory.h"
#include "harness/script/script.h"

namespace parallax::fuzz {

// Metamorphic variants are the target `script`'s; here speed counts more, and how octets are cut is the input's choice.
inline constexpr Effort kStreamEffort{.variants_one_in = 64, .bystanders = false};

// The input's first octet: 1 in its lowest bit ends the stream behind the octets, and the object is read from and
// closed; the others choose the size of the pieces, 0 for all at once, the last being what is left. The rest is what arrives.
Script stream_script(const char* role, const std::uint8_t* data, std::size_t size);

}  // namespace parallax::fuzz

#endif  // PARALLAX_FUZZ_STREAM_H_
