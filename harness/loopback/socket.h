// Sockets of loopback connections: addresses, listening, connecting.
//
// All descriptors are close-on-exec and, once handed out, non-blocking.
// Threads: free functions over the system; any thread. Errors: a sentence with what the system said.
// Source: POSIX socket(), getaddrinfo(); RFC 3986 3.2.2 (an IPv6 address stands in brackets).
#ifndef PARALLAX_HARNESS_LOOPBACK_SOCKET_H_
#define PARALLAX_HARNESS_LOOPBACK_SOCKET_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "harness/host/process.h"

namespace parallax::loopback {

struct Address {
  std::string host;
  std::uint16_t port = 0;
  bool operator==(const Address&) const = default;
};
std::string print(const Address& address);  // 127.0.0.1:443, [::1]:443

// `127.0.0.1:0`, `[::1]:4433`, `localhost:4433`.
tl::expected<Address, std::string> parse_address(std::string_view text);

// Listens; *bound is the address with the port that the system chose where 0 was asked for.
tl::expected<Descriptor, std::string> listen_on(const Address& address, Address* bound);

// Waits for the connection at most `timeout_ms`.
tl::expected<Descriptor, std::string> connect_to(const Address& address, int timeout_ms);

// The next waiting connection and where it came from. Not open when none waits.
Descriptor accept_from(const Descriptor& listener, std::string* peer);

}  // namespace parallax::loopback

#endif  // PARALLAX_HARNESS_LOOPBACK_SOCKET_H_
