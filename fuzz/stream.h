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

// The input's first octet says how the rest arrives, so that of all its values most do so at the least cost. Its two lowest
// bits: where both are set, the stream ends behind the octets, and the object is read from and closed. The next two: 0 and 1
// all at once; 2 in seven pieces of one to sixteen octets, then what is left; 3 in two, cut at so many 17ths. The four highest
// are the pieces' size, or the place.
Script stream_script(const char* role, const std::uint8_t* data, std::size_t size);

}  // namespace parallax::fuzz

#endif  // PARALLAX_FUZZ_STREAM_H_
