// Digests of long values, by a library that no engine shares.
#include <botan/sha2_32.h>

#include <array>

#include "harness/contract/value.h"

namespace parallax {

Digest digest_of(std::string_view octets) {
  Botan::SHA_256 hash;
  hash.update(reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size());
  std::array<char, 32> sum{};
  hash.final(reinterpret_cast<std::uint8_t*>(sum.data()));
  return {octets.size(), to_hex({sum.data(), sum.size()})};
}

}  // namespace parallax
