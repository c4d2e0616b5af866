// Streams: the randomness of a script, the same in every engine and every language.
//
// Each context and each object draws from streams of its own, keyed by the script's seed, its name and
// the length of the request. Keying by length keeps one extra draw (a blinding factor, made or found in
// a cache) from shifting all that follows.
//
// The definition, in 64-bit arithmetic, simple enough to be written again in any language
// (engines/python does):
//
//   key      = fnv1a64(name) ^ mix(seed) ^ mix(length * 0x9E3779B97F4A7C15)
//   block(i) = mix(key + (i + 1) * 0x9E3779B97F4A7C15)             i counts on over draws of one length
//   mix      = SplitMix64's finaliser
//
// A draw of `length` octets takes ceil(length / 8) blocks, little-endian, the last cut short.
// fnv1a64 starts from 0xcbf29ce484222325 and multiplies by 0x100000001b3.
//
// Not a secure generator, and not meant as one: it exists so that two runs are the same.
//
// Threads: one Streams belongs to one thread. Complexity: a draw is linear in its length.
// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
#ifndef PARALLAX_HARNESS_CONTRACT_RANDOM_H_
#define PARALLAX_HARNESS_CONTRACT_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace parallax {

std::uint64_t mix64(std::uint64_t x);
std::uint64_t fnv1a64(std::string_view text);

// The streams of one name: a counter for each request length.
class Stream {
 public:
  Stream() = default;
  Stream(std::uint64_t seed, std::string_view name);
  // Fills `out`. Requests of one length continue one another; other lengths are not disturbed.
  void draw(void* out, std::size_t length);

 private:
  std::uint64_t base_ = 0;
  // Few lengths occur (about ten in a handshake), so a flat map is enough.
  std::map<std::size_t, std::uint64_t> next_;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONTRACT_RANDOM_H_
