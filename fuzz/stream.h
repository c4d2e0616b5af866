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

// The input's first octet says how the rest arrives. Its lowest bit: the stream ends behind the octets, and the object is
// read from and closed. The other seven: 0 all at once; below 64 seven pieces of so many octets, then what is left; from 64
// on in two, cut at so many 65ths.
Script stream_script(const char* role, const std::uint8_t* data, std::size_t size);

}  // namespace parallax::fuzz

#endif  // PARALLAX_FUZZ_STREAM_H_
