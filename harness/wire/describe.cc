#include "harness/wire/describe.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "harness/contract/value.h"
#include "harness/wire/handshake.h"
#include "harness/wire/names.h"

namespace parallax::wire {
namespace {

// A handshake message longer than this is not held but counted off, so that a hostile length cannot
// make a Describer hold 16 MiB. OpenSSL's own default limit for a chain is 100 KiB.
constexpr std::size_t kMaxHeldMessage = 1u << 17;

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

// Whether a fragment after change_cipher_spec is a hello all the same: TLS 1.3 sends its second
// hello in plaintext behind the compatibility record (RFC 8446 D.4).
bool is_plain_hello(std::string_view fragment) {
  HandshakeMessage message;
  if (!next_message(&fragment, &message) || !message.complete || !fragment.empty()) return false;
  if (message.type == kClientHello) return read_client_hello(message.body).has_value();
  if (message.type == kServerHello) return read_server_hello(message.body).has_value();
  return false;
}

}  // namespace

std::string describe(const Alert& alert) {
  const std::string_view level = alert_level_name(alert.level);
  const std::string_view name = alert_description_name(alert.description);
  return fmt::format("{} {}", level.empty() ? fmt::format("level {}", alert.level) : level,
                     name.empty() ? fmt::format("description {}", alert.description) : name);
}

std::string Describer::describe_handshake(std::string_view fragment) {
  if (ciphered_ && !is_plain_hello(fragment)) return "encrypted";
  std::vector<std::string> parts;
  if (skip_ > 0) {
    const std::size_t skipped = std::min(skip_, fragment.size());
    fragment.remove_prefix(skipped);
    skip_ -= skipped;
    parts.push_back(skip_ > 0 ? "…a long message…" : "…a long message");
  }
  bool continued = !message_.empty();
  message_.append(fragment);
  std::string_view octets = message_;
  HandshakeMessage message;
  while (!octets.empty()) {
    const std::size_t before = octets.size();
    const bool header = next_message(&octets, &message);
    std::string part = continued ? "…" : "";
    continued = false;
    part += header ? message_text(message) : "a message";
    if (!header || !message.complete) part += "…";
    parts.push_back(std::move(part));
    if (header && message.complete) continue;
    if (header && message.length > kMaxHeldMessage) {
      skip_ = message.length - message.body.size();
      break;
    }
    message_.erase(0, message_.size() - before);
    return fmt::format("{}", fmt::join(parts, ", "));
  }
  message_.clear();
  return parts.empty() ? "empty" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string Describer::describe_record(const Record& record) {
  std::string text = fmt::format("{} {} {}", record_type_name(record.type),
                                 version_name(record.version), record.length);
  if (record.type == kHandshake) {
    text += ": " + describe_handshake(record.fragment);
  } else if (record.type == kAlert) {
    Alert alert;
    if (read_alert(record, &alert)) {
      text += ": " + describe(alert);
    } else {
      text += ciphered_ ? ": encrypted" : ": malformed";
    }
  } else if (record.type == kChangeCipherSpec) {
    ciphered_ = true;
  }
  return text;
}

std::vector<std::string> Describer::feed(std::string_view octets) {
  std::vector<std::string> lines;
  if (lost_) {
    lost_octets_ += octets.size();
    return lines;
  }
  waiting_.append(octets);
  RecordCursor cursor(waiting_);
  std::size_t done = 0;
  for (Record record; cursor.next(&record);) {
    if (!record.plausible()) {
      lost_ = true;
      lost_octets_ = waiting_.size() - record.offset;
      waiting_.clear();
      return lines;
    }
    if (!record.complete) break;
    lines.push_back(describe_record(record));
    done = record.offset + kRecordHeader + record.length;
  }
  waiting_.erase(0, done);
  return lines;
}

std::string Describer::tail() const {
  if (lost_) return fmt::format("not TLS: {} octets", lost_octets_);
  if (!waiting_.empty()) return fmt::format("incomplete: {} octets", waiting_.size());
  return {};
}

std::vector<std::string> describe(std::string_view octets) {
  Describer describer;
  std::vector<std::string> lines = describer.feed(octets);
  if (std::string tail = describer.tail(); !tail.empty()) lines.push_back(std::move(tail));
  return lines;
}

}  // namespace parallax::wire
