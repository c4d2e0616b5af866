#include "harness/wire/names.h"

#include <fmt/format.h>

#include "harness/wire/grammar.h"

namespace parallax::wire {

std::string_view record_type_name(std::uint8_t type) {
  static const Type& names = *tls().type("ContentType");
  return names.name_of(type);
}

std::string_view handshake_type_name(std::uint8_t type) {
  static const Type& names = *tls().type("HandshakeType");
  return names.name_of(type);
}

std::string_view alert_level_name(std::uint8_t level) {
  static const Type& names = *tls().type("AlertLevel");
  return names.name_of(level);
}

std::string_view alert_description_name(std::uint8_t code) {
  static const Type& names = *tls().type("AlertDescription");
  return names.name_of(code);
}

std::string version_name(std::uint16_t version) {
  // RFC 8446 4.1.2: TLS 1.n is 0x0301 + n on the wire.
  if (version >= 0x0301 && version <= 0x0304) return fmt::format("1.{}", version - 0x0301);
  if (version == 0x0300) return "3.0";
  return fmt::format("0x{:04x}", version);
}

}  // namespace parallax::wire
