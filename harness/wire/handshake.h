// Handshake messages in plaintext: their type and length, and what a hello says of itself.
//
// Any octets are input: everything here is total, throws nothing (but std::bad_alloc) and reads
// nothing out of bounds. Complexity: linear in the octets. Views point into the octets given.
// Source: RFC 8446 section 4 and 4.1.2 to 4.1.4; RFC 6066 section 3; RFC 7301 section 3.1.
#ifndef PARALLAX_HARNESS_WIRE_HANDSHAKE_H_
#define PARALLAX_HARNESS_WIRE_HANDSHAKE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parallax::wire {

inline constexpr std::size_t kHandshakeHeader = 4;  // msg_type, uint24 length: RFC 8446 4

struct HandshakeMessage {
  std::uint8_t type = 0;
  std::size_t length = 0;  // as the header declares
  std::string_view body;   // what there is of it
  bool complete = false;
};

// The next message of a handshake stream (fragments of records joined), and moves `*octets` behind
// it. False when less than a header is left.
bool next_message(std::string_view* octets, HandshakeMessage* message);

struct ClientHello {
  std::uint16_t legacy_version = 0;
  std::optional<std::string> server_name;  // SNI, RFC 6066 3
  std::vector<std::string> alpn;           // RFC 7301 3.1
  std::vector<std::uint16_t> versions;     // supported_versions, RFC 8446 4.2.1; GREASE left out
};

struct ServerHello {
  std::uint16_t version = 0;  // the one chosen: supported_versions, else legacy_version
  std::uint16_t cipher = 0;
  bool hello_retry_request = false;  // by its Random, RFC 8446 4.1.3
};

// Whether a ServerHello's body has the Random that makes it a HelloRetryRequest.
bool is_hello_retry_request(std::string_view body);

// Of a message's body. Nothing when it does not parse to its end.
std::optional<ClientHello> read_client_hello(std::string_view body);
std::optional<ServerHello> read_server_hello(std::string_view body);

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_HANDSHAKE_H_
