#include "harness/wire/describe.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "harness/contract/value.h"
#include "harness/wire/handshake.h"
#include "harness/wire/names.h"

namespace parallax::wire {
namespace {

constexpr std::uint8_t kKeyUpdate = 24;  // RFC 8446 4

std::string escaped(std::string_view octets) {
  std::string out;
  print_bytes_to(out, octets);
  return out.substr(1);  // without the b: names on the wire are ASCII
}

std::string client_hello_text(std::string_view body) {
  std::string text = "client_hello";
  const std::optional<ClientHello> hello = read_client_hello(body);
  if (!hello) return text + " malformed";
  if (hello->server_name) text += " sni=" + escaped(*hello->server_name);
  if (!hello->alpn.empty()) {
    std::vector<std::string> names;
    for (const std::string& name : hello->alpn) names.push_back(escaped(name));
    text += fmt::format(" alpn={}", fmt::join(names, ","));
  }
  if (!hello->versions.empty()) {
    std::vector<std::string> names;
    for (const std::uint16_t version : hello->versions) names.push_back(version_name(version));
    text += fmt::format(" versions={}", fmt::join(names, ","));
  }
  return text;
}

std::string server_hello_text(std::string_view body) {
  const std::optional<ServerHello> hello = read_server_hello(body);
  if (!hello) return "server_hello malformed";
  return fmt::format("{} version={} cipher=0x{:04x}",
                     hello->hello_retry_request ? "hello_retry_request" : "server_hello",
                     version_name(hello->version), hello->cipher);
}

std::string message_text(const HandshakeMessage& message) {
  if (message.complete && message.type == kClientHello) return client_hello_text(message.body);
  if (message.complete && message.type == kServerHello) return server_hello_text(message.body);
  const std::string_view name = handshake_type_name(message.type);
  return name.empty() ? fmt::format("message {}", message.type) : std::string(name);
}

}  // namespace

std::string describe(const Alert& alert) {
  const std::string_view level = alert_level_name(alert.level);
  const std::string_view name = alert_description_name(alert.description);
  return fmt::format("{} {}", level.empty() ? fmt::format("level {}", alert.level) : level,
                     name.empty() ? fmt::format("description {}", alert.description) : name);
}

std::string describe(const Said& said) {
  if (said.type == kHandshake) {
    std::string_view octets = said.octets;
    HandshakeMessage message;
    if (!next_message(&octets, &message)) return "a message…";
    std::string text = message_text(message);
    if (message.type == kKeyUpdate && message.body.size() == 1)
      text += message.body[0] == 0 ? " update_not_requested" : " update_requested";
    return text;
  }
  if (said.type == kAlert) {
    if (said.octets.size() != 2) return "malformed";
    return describe(Alert{static_cast<std::uint8_t>(said.octets[0]),
                          static_cast<std::uint8_t>(said.octets[1])});
  }
  return fmt::format("{} octet{}", said.octets.size(), said.octets.size() == 1 ? "" : "s");
}

std::string describe(const SeenRecord& seen) {
  const std::string_view name = record_type_name(seen.type);
  std::string text =
      fmt::format("{} {} {}", name.empty() ? fmt::format("type {}", seen.type) : name,
                  version_name(seen.version), seen.length);
  const bool opened = seen.epoch != Epoch::kPlain && !seen.sealed;
  if (opened) text += fmt::format(" ({})", epoch_name(seen.epoch));
  if (seen.sealed) return text + ": encrypted";
  if (opened && seen.inner_type != seen.type) {
    const std::string_view inner = record_type_name(seen.inner_type);
    text += inner.empty() ? fmt::format(" type {}", seen.inner_type) : fmt::format(" {}", inner);
  }
  std::vector<std::string> parts;
  for (const Said& said : seen.said) {
    const bool named = opened || said.type == kHandshake || said.type == kAlert;
    if (named) parts.push_back((said.records > 1 ? "…" : "") + describe(said));
  }
  if (seen.unfinished) {
    const std::string_view message = handshake_type_name(seen.unfinished_type);
    parts.push_back((message.empty() ? "a message" : std::string(message)) + "…");
  }
  if (seen.inner_type == kHandshake && seen.content == 0) parts.emplace_back("empty");
  if (seen.padding > 0 && seen.epoch != Epoch::kProtected)
    parts.push_back(fmt::format("padding {}", seen.padding));
  return parts.empty() ? text : fmt::format("{}: {}", text, fmt::join(parts, ", "));
}

std::string describe_rest(std::size_t octets, bool lost) {
  if (octets == 0) return {};
  return fmt::format("{}: {} octets", lost ? "not TLS" : "incomplete", octets);
}

}  // namespace parallax::wire
