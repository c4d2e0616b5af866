#include "harness/wire/handshake.h"

#include "harness/wire/octets.h"

namespace parallax::wire {
namespace {

// Extension numbers: RFC 8446 4.2.
constexpr std::uint16_t kServerName = 0;
constexpr std::uint16_t kAlpn = 16;
constexpr std::uint16_t kSupportedVersions = 43;

constexpr std::size_t kRandom = 32;  // RFC 8446 4.1.2

// SHA-256 of "HelloRetryRequest": RFC 8446 4.1.3.
constexpr std::string_view kRetryRandom{
    "\xCF\x21\xAD\x74\xE5\x9A\x61\x11\xBE\x1D\x8C\x02\x1E\x65\xB8\x91"
    "\xC2\xA2\x11\x16\x7A\xBB\x8C\x5E\x07\x9E\x09\xE2\xC8\xA8\x33\x9C",
    kRandom};

// GREASE values have two equal octets that end in 0xA: RFC 8701 2.
bool is_grease(std::uint16_t v) { return (v & 0x0F0F) == 0x0A0A && v >> 8 == (v & 0xFF); }

bool read_server_name(Reader data, ClientHello* hello) {
  Reader list = data.nested(2);
  while (list.ok() && !list.empty()) {
    const std::size_t type = list.number(1);
    const Reader name = list.nested(2);
    if (list.ok() && type == 0) hello->server_name = std::string(name.rest());  // host_name
  }
  return list.ok() && data.done();
}

bool read_alpn(Reader data, ClientHello* hello) {
  Reader list = data.nested(2);
  while (list.ok() && !list.empty()) {
    const Reader name = list.nested(1);
    if (list.ok()) hello->alpn.emplace_back(name.rest());
  }
  return list.ok() && data.done();
}

bool read_versions(Reader data, ClientHello* hello) {
  Reader list = data.nested(1);
  while (list.ok() && !list.empty()) {
    const std::uint16_t version = list.uint16();
    if (list.ok() && !is_grease(version)) hello->versions.push_back(version);
  }
  return list.ok() && data.done();
}

}  // namespace

bool next_message(std::string_view* octets, HandshakeMessage* message) {
  if (octets->size() < kHandshakeHeader) return false;
  Reader reader(*octets);
  message->type = static_cast<std::uint8_t>(reader.number(1));
  message->length = reader.number(3);
  message->body = reader.rest().substr(0, message->length);
  message->complete = message->body.size() == message->length;
  octets->remove_prefix(kHandshakeHeader + message->body.size());
  return true;
}

bool is_hello_retry_request(std::string_view body) {
  return body.size() >= 2 + kRandom && body.substr(2, kRandom) == kRetryRandom;
}

std::optional<ClientHello> read_client_hello(std::string_view body) {
  ClientHello hello;
  Reader reader(body);
  hello.legacy_version = reader.uint16();
  reader.take(kRandom);
  reader.vector(1);                 // legacy_session_id
  reader.vector(2);                 // cipher_suites
  reader.vector(1);                 // legacy_compression_methods
  if (reader.done()) return hello;  // no extensions: RFC 5246 7.4.1.2
  Reader extensions = reader.nested(2);
  while (extensions.ok() && !extensions.empty()) {
    const std::uint16_t type = extensions.uint16();
    const Reader data = extensions.nested(2);
    if (!extensions.ok()) break;
    bool good = true;
    if (type == kServerName) good = read_server_name(data, &hello);
    if (type == kAlpn) good = read_alpn(data, &hello);
    if (type == kSupportedVersions) good = read_versions(data, &hello);
    if (!good) return std::nullopt;
  }
  if (!extensions.ok() || !reader.done()) return std::nullopt;
  return hello;
}

std::optional<ServerHello> read_server_hello(std::string_view body) {
  ServerHello hello;
  Reader reader(body);
  hello.version = reader.uint16();
  hello.hello_retry_request = is_hello_retry_request(body);
  reader.take(kRandom);
  reader.vector(1);  // legacy_session_id_echo
  hello.cipher = reader.uint16();
  reader.number(1);  // legacy_compression_method
  if (reader.done()) return hello;
  Reader extensions = reader.nested(2);
  while (extensions.ok() && !extensions.empty()) {
    const std::uint16_t type = extensions.uint16();
    Reader data = extensions.nested(2);
    if (extensions.ok() && type == kSupportedVersions) {
      hello.version = data.uint16();
      if (!data.done()) return std::nullopt;
    }
  }
  if (!extensions.ok() || !reader.done()) return std::nullopt;
  return hello;
}

}  // namespace parallax::wire
