#include "harness/contract/random.h"

#include <algorithm>
#include <cstring>

namespace parallax {
namespace {
constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15U;
}

std::uint64_t mix64(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31);
}

std::uint64_t fnv1a64(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

Stream::Stream(std::uint64_t seed, std::string_view name) : base_(fnv1a64(name) ^ mix64(seed)) {}

void Stream::draw(void* out, std::size_t length) {
  auto* bytes = static_cast<unsigned char*>(out);
  const std::uint64_t key = base_ ^ mix64(length * kGolden);
  std::uint64_t& next = next_[length];
  for (std::size_t done = 0; done < length; done += 8) {
    std::uint64_t block = mix64(key + (++next) * kGolden);
    for (std::size_t i = done; i < std::min(length, done + 8); ++i, block >>= 8) {
      bytes[i] = static_cast<unsigned char>(block & 0xff);
    }
  }
}

}  // namespace parallax
