#include "harness/loopback/socket.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>

namespace parallax::loopback {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

// The first address that the name has. Connections of tests that wait in line: as many as the system keeps.
constexpr int kBacklog = 4096;

std::string system_says() { return std::strerror(errno); }  // NOLINT(concurrency-mt-unsafe)

tl::expected<Addresses, std::string> look_up(const Address& address, int flags) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int error =
      getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &hints, &found);
  if (error != 0) return tl::unexpected(fmt::format("{}: {}", address.host, gai_strerror(error)));
  return Addresses(found, &freeaddrinfo);
}

Address read_address(const sockaddr* address, socklen_t size) {
  char host[NI_MAXHOST] = {}, port[NI_MAXSERV] = {};
  getnameinfo(address, size, host, sizeof host, port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
  Address out{host, 0};
  std::from_chars(port, port + std::strlen(port), out.port);
  return out;
}

// A record is written whole; waiting for more of it would only delay the other end.
void send_at_once(int socket) {
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

}  // namespace

std::string print(const Address& address) {
  const bool six = address.host.find(':') != std::string::npos;
  return fmt::format(fmt::runtime(six ? "[{}]:{}" : "{}:{}"), address.host, address.port);
}

tl::expected<Address, std::string> parse_address(std::string_view text) {
  const auto wrong = [&] {
    return tl::unexpected(fmt::format(
        "{} is no address; one is HOST:PORT, for example 127.0.0.1:0 or [::1]:4433", text));
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return wrong();
  std::string_view host = text.substr(0, colon), port = text.substr(colon + 1);
  if (host.starts_with('[') != host.ends_with(']')) return wrong();
  if (host.starts_with('['))
    host = host.substr(1, host.size() - 2);
  else if (host.find(':') != std::string_view::npos)
    return wrong();
  Address address{std::string(host), 0};
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (host.empty() || port.empty() || error != std::errc() || end != port.data() + port.size())
    return wrong();
  return address;
}

tl::expected<Descriptor, std::string> listen_on(const Address& address, Address* bound) {
  const auto found = look_up(address, AI_PASSIVE);
  if (!found) return tl::unexpected(found.error());
  const addrinfo& info = **found;
  Descriptor listener(socket(info.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const int on = 1;
  setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_storage own{};
  socklen_t size = sizeof own;
  if (!listener.is_open() || bind(listener.get(), info.ai_addr, info.ai_addrlen) != 0 ||
      listen(listener.get(), kBacklog) != 0 ||
      getsockname(listener.get(), reinterpret_cast<sockaddr*>(&own), &size) != 0)
    return tl::unexpected(fmt::format("cannot listen on {}: {}", print(address), system_says()));
  *bound = read_address(reinterpret_cast<const sockaddr*>(&own), size);
  return listener;
}

tl::expected<Descriptor, std::string> connect_to(const Address& address, int timeout_ms) {
  const auto found = look_up(address, 0);
  if (!found) return tl::unexpected(found.error());
  const addrinfo& info = **found;
  const auto failed = [&](const std::string& why) {
    return tl::unexpected(fmt::format("cannot connect to {}: {}", print(address), why));
  };
  Descriptor own(socket(info.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!own.is_open()) return failed(system_says());
  if (connect(own.get(), info.ai_addr, info.ai_addrlen) != 0 && errno != EINPROGRESS)
    return failed(system_says());
  pollfd ready{own.get(), POLLOUT, 0};
  if (poll(&ready, 1, timeout_ms) <= 0) return failed("no answer in time");
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(own.get(), SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) return failed(std::strerror(error));  // NOLINT(concurrency-mt-unsafe)
  send_at_once(own.get());
  return own;
}

Descriptor accept_from(const Descriptor& listener, std::string* peer) {
  sockaddr_storage from{};
  socklen_t size = sizeof from;
  Descriptor own(accept4(listener.get(), reinterpret_cast<sockaddr*>(&from), &size,
                         SOCK_CLOEXEC | SOCK_NONBLOCK));
  if (!own.is_open()) return own;
  *peer = print(read_address(reinterpret_cast<const sockaddr*>(&from), size));
  send_at_once(own.get());
  return own;
}

}  // namespace parallax::loopback
