// The core's digests, by the library that the extension is built on: a stand-alone build has no other.
#include <openssl/sha.h>

#include <array>

#include "harness/contract/value.h"

namespace parallax {

Digest digest_of(std::string_view octets) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> sum{};
  SHA256(reinterpret_cast<const unsigned char*>(octets.data()), octets.size(), sum.data());
  return {octets.size(), to_hex({reinterpret_cast<const char*>(sum.data()), sum.size()})};
}

}  // namespace parallax
