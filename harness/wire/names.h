// Names: the words for the numbers on the wire, as the RFCs spell them.
//
// Threads: pure functions. Complexity: constant. Errors: none; an unknown number has an empty name.
// Source: RFC 8446 sections 4, 5.1, 6 and appendix B; RFC 5246 sections 6.2.1, 7.2 and 7.4.
#ifndef PARALLAX_HARNESS_WIRE_NAMES_H_
#define PARALLAX_HARNESS_WIRE_NAMES_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace parallax::wire {

// ContentType, RFC 8446 5.1 and RFC 6520 4 (heartbeat).
inline constexpr std::uint8_t kChangeCipherSpec = 20;
inline constexpr std::uint8_t kAlert = 21;
inline constexpr std::uint8_t kHandshake = 22;
inline constexpr std::uint8_t kApplicationData = 23;
inline constexpr std::uint8_t kHeartbeat = 24;

// HandshakeType, RFC 8446 4.
inline constexpr std::uint8_t kClientHello = 1;
inline constexpr std::uint8_t kServerHello = 2;

// AlertLevel, RFC 8446 6.
inline constexpr std::uint8_t kWarning = 1;
inline constexpr std::uint8_t kFatal = 2;

std::string_view record_type_name(std::uint8_t type);        // "handshake"
std::string_view handshake_type_name(std::uint8_t type);     // "client_hello"
std::string_view alert_level_name(std::uint8_t level);       // "fatal"
std::string_view alert_description_name(std::uint8_t code);  // "handshake_failure"

// "1.2" for 0x0303, "1.3" for 0x0304, "3.0" for 0x0300 (SSL 3.0), "0x4745" for what is no version.
std::string version_name(std::uint16_t version);

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_NAMES_H_
