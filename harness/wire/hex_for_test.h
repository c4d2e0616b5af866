// Hex: octets as test vectors write them.
#ifndef PARALLAX_HARNESS_WIRE_HEX_FOR_TEST_H_
#define PARALLAX_HARNESS_WIRE_HEX_FOR_TEST_H_

#include <botan/hex.h>

#include <string>
#include <string_view>

namespace parallax::wire {

inline std::string from_hex(std::string_view text) {
  const auto octets = Botan::hex_decode(text.data(), text.size());
  return {octets.begin(), octets.end()};
}
inline std::string to_hex(std::string_view octets) {
  return Botan::hex_encode(reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size(),
                           false);
}

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_HEX_FOR_TEST_H_
