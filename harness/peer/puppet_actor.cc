#include "harness/peer/puppet_actor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "harness/host/arguments.h"
#include "harness/script/table.h"
#include "harness/wire/names.h"

namespace parallax {
namespace {

using puppet::Item;

Outcome attribute_error(std::string_view what, const Step& step) {
  return Outcome::raised("AttributeError", fmt::format("'{}' object has no attribute '{}'", what,
                                                       step_def(step.kind).word));
}

Value none_or(std::string_view text) { return text.empty() ? Value() : Value::text(text); }

std::string_view version_text(std::uint16_t version) {
  return version == puppet::kTls13 ? "TLSv1.3" : version == puppet::kTls12 ? "TLSv1.2" : "";
}

}  // namespace

std::string alert_name(std::uint8_t description) {
  const std::string_view name = wire::alert_description_name(description);
  return name.empty() ? fmt::format("alert_{}", description) : std::string(name);
}

std::string name_of(const Item& item) {
  switch (item.kind) {
    case Item::Kind::kCcs:
      return "change_cipher_spec";
    case Item::Kind::kAlert:
      return "alert";
    case Item::Kind::kWriteEpoch:
      return "";
    case Item::Kind::kMessage:
      break;
  }
  if (item.number == puppet::kHelloRetryRequest) return "hello_retry_request";
  return std::string(wire::handshake_type_name(item.number));
}

std::string name_of(const puppet::Received& received) {
  if (received.content != wire::kHandshake) {
    const std::string_view name = wire::record_type_name(received.content);
    return name.empty() ? fmt::format("record_{}", received.content) : std::string(name);
  }
  const std::string_view name = wire::handshake_type_name(received.message());
  if (received.message() == wire::kServerHello && received.octets.size() > 38 &&
      std::string_view(received.octets).substr(6, 32) == puppet::kRetryRandom)
    return "hello_retry_request";
  return name.empty() ? fmt::format("handshake_{}", received.message()) : std::string(name);
}

State PuppetActor::state() const {
  State state;
  state.kind = State::Kind::kObject;
  state.in = {0, eof_};
  auto& own = const_cast<puppet::Connection&>(puppet_);  // NOLINT: out() and data() only hand out
  state.out = {own.out().size(), out_eof_ && own.out().empty()};
  state.pending = own.data().size();
  if (puppet_.finished()) state.version = version_text(puppet_.version());
  if (puppet_.suite() != nullptr) state.cipher = puppet_.suite()->openssl;
  state.alpn = puppet_.alpn();
  state.session_reused = puppet_.resumed();
  return state;
}

Outcome PuppetActor::perform(const Step& step, std::string_view part) {
  if (part == "in" || part == "out") return bio_step(step, part == "in");
  if (!part.empty()) return attribute_error("puppet", step);
  switch (step.kind) {
    case StepKind::kFlight:
      return flight(step);
    case StepKind::kSend:
      return send(step);
    case StepKind::kExpect:
      return expect(step);
    case StepKind::kDoHandshake:
      return do_handshake();
    case StepKind::kRead:
      return read(step);
    case StepKind::kWrite:
      return write(step);
    case StepKind::kUnwrap:
      return unwrap();
    case StepKind::kPending:
      return Outcome::ok(Value::integer(static_cast<std::int64_t>(puppet_.data().size())));
    case StepKind::kVersion:
      return Outcome::ok(none_or(puppet_.finished() ? version_text(puppet_.version()) : ""));
    case StepKind::kCipher: {
      const wire::CipherSuite* suite = puppet_.suite();
      if (suite == nullptr) return Outcome::ok();
      return Outcome::ok(
          Tuple{{Value::text(suite->openssl), Value::text(version_text(puppet_.version())),
                 Value::integer(static_cast<std::int64_t>(suite->key_size * 8))}});
    }
    case StepKind::kSelectedAlpn:
      return Outcome::ok(none_or(puppet_.alpn()));
    case StepKind::kSessionReused:
      return Outcome::ok(Value::boolean(puppet_.resumed()));
    case StepKind::kServerSide:
      return Outcome::ok(Value::boolean(puppet_.server()));
    default:
      return attribute_error("puppet", step);
  }
}

Outcome PuppetActor::bio_step(const Step& step, bool incoming) {
  std::string& out = puppet_.out();
  switch (step.kind) {
    case StepKind::kWrite: {
      const Value* value = step.find("data");
      const auto octets = value == nullptr
                              ? tl::unexpected(Outcome::raised("TypeError", "write needs data"))
                              : to_octets(*value);
      if (!octets) return octets.error();
      if (incoming ? eof_ : out_eof_)
        return Outcome::raised("SSLError", "cannot write() after write_eof()");
      if (incoming)
        puppet_.receive(*octets);
      else
        out += *octets;
      return Outcome::ok(Value::integer(static_cast<std::int64_t>(octets->size())));
    }
    case StepKind::kRead: {
      if (incoming) return Outcome::ok(Value::bytes(""));
      std::size_t most = out.size();
      if (const Value* value = step.find("len")) {
        const auto length = to_integer(*value, INT32_MIN, INT32_MAX);
        if (!length) return length.error();
        if (*length >= 0) most = std::min(most, static_cast<std::size_t>(*length));
      }
      std::string taken = out.substr(0, most);
      out.erase(0, most);
      return Outcome::ok(Value::bytes(taken));
    }
    case StepKind::kWriteEof:
      (incoming ? eof_ : out_eof_) = true;
      return Outcome::ok();
    case StepKind::kPending:
      return Outcome::ok(Value::integer(incoming ? 0 : static_cast<std::int64_t>(out.size())));
    case StepKind::kEof:
      return Outcome::ok(Value::boolean(incoming ? eof_ : out_eof_ && out.empty()));
    default:
      return attribute_error("_ssl.MemoryBIO", step);
  }
}

// Says it, and gives its name.
std::string PuppetActor::play(const Item& item, const puppet::Shape& shape) {
  puppet_.play(item, item.kind == Item::Kind::kWriteEpoch ? puppet::Shape{} : shape);
  return name_of(item);
}

void PuppetActor::play_all() {
  while (!puppet_.plan().empty()) {
    const Item item = puppet_.plan().front();
    puppet_.plan().pop_front();
    play(item, {});
  }
  puppet_.flush();
}

std::optional<Outcome> PuppetActor::trouble() const {
  if (const auto alert = puppet_.fatal_alert()) {
    std::string reason = "ALERT_" + alert_name(*alert);
    std::transform(reason.begin(), reason.end(), reason.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return Outcome::raised(PythonError{.type = "SSLError",
                                       .error_no = 1,
                                       .library = "PUPPET",
                                       .reason = std::move(reason),
                                       .message = "the other end sent an alert",
                                       .verify_code = {},
                                       .verify_message = {}});
  }
  if (puppet_.failed()) {
    return Outcome::raised(PythonError{.type = "SSLError",
                                       .error_no = 1,
                                       .library = "PUPPET",
                                       .reason = "PEER_IS_WRONG",
                                       .message = puppet_.problem(),
                                       .verify_code = {},
                                       .verify_message = {}});
  }
  if (eof_) return Outcome::raised("SSLEOFError", "the stream ended");
  return std::nullopt;
}

Outcome PuppetActor::do_handshake() {
  play_all();
  if (puppet_.finished()) return Outcome::ok();
  if (auto outcome = trouble()) return *outcome;
  return Outcome::raised("SSLWantReadError", "the other end has not said enough");
}

Outcome PuppetActor::read(const Step& step) {
  play_all();
  std::int64_t most = 1024;
  if (const Value* value = step.find("len")) {
    const auto length = to_integer(*value, 0, INT32_MAX);
    if (!length) return length.error();
    most = *length;
  }
  if (!puppet_.data().empty())
    return Outcome::ok(Value::bytes(puppet_.take_data(static_cast<std::size_t>(most))));
  if (auto outcome = trouble(); outcome && !puppet_.closed()) return *outcome;
  if (puppet_.closed()) return Outcome::ok(Value::bytes(""));
  return Outcome::raised("SSLWantReadError", "nothing to read");
}

Outcome PuppetActor::write(const Step& step) {
  const Value* value = step.find("data");
  const auto octets = value == nullptr
                          ? tl::unexpected(Outcome::raised("TypeError", "write needs data"))
                          : to_octets(*value);
  if (!octets) return octets.error();
  play_all();
  puppet_.write(*octets);
  return Outcome::ok(Value::integer(static_cast<std::int64_t>(octets->size())));
}

Outcome PuppetActor::unwrap() {
  if (!closed_) puppet_.send_alert(wire::kWarning, puppet::kCloseNotify, {});
  closed_ = true;
  if (puppet_.closed()) return Outcome::ok();
  return Outcome::raised("SSLWantReadError", "the other end has not closed");
}

}  // namespace parallax
