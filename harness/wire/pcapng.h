// Pcapng: conversations as a capture file that Wireshark opens, decrypted.
//
// TLS octets are put into TCP segments, IPv4 packets and Ethernet frames that were never sent; the secrets go
// along in a Decryption Secrets Block, so that the file needs nothing beside it. Frames carry comments.
//
// Byte order is little-endian, time stamps are microseconds. Threads: a plain value. Complexity: linear
// in the octets. Errors: none; any octets are carried.
// Source: draft-ietf-opsawg-pcapng-02, sections 4.1 (section header), 4.2 (interface), 4.3 (enhanced packet),
// 4.7 (secrets); RFC 9293 3.1; RFC 791 3.1.
#ifndef PARALLAX_HARNESS_WIRE_PCAPNG_H_
#define PARALLAX_HARNESS_WIRE_PCAPNG_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/wire/conversation.h"

namespace parallax::wire {

class Capture {
 public:
  // `application`: who made the file. `key_log`: lines of the NSS key log format. `seconds`: when the first
  // frame was sent, since 1970; each frame comes a millisecond after the one before.
  Capture(std::string_view application, const std::vector<std::string>& key_log,
          std::int64_t seconds);

  // Opens a TCP connection (three frames), and gives its number, from 0. The client is 10.0.0.1 at
  // port 40000 and up, the server 10.0.0.2 at port 443.
  std::size_t connect(std::string_view comment);
  // Octets of one side, in as many segments as they need; the comment goes with the first. No octets: no frame.
  void send(std::size_t connection, Side side, std::string_view octets, std::string_view comment);
  // That side sends no more (FIN).
  void close(std::size_t connection, Side side);

  const std::string& octets() const { return file_; }

 private:
  struct Connection {
    std::uint16_t port = 0;               // of the client
    std::array<std::uint32_t, 2> next{};  // sequence numbers, by Side
  };
  void segment(Connection& connection, Side side, std::uint8_t flags, std::string_view octets,
               std::string_view comment);
  void block(std::uint32_t type, std::string_view body);

  std::string file_;
  std::uint64_t microseconds_;
  std::vector<Connection> connections_;
};

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_PCAPNG_H_
