#include "engines/gnutls/context.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

#include "engines/gnutls/errors.h"

namespace parallax::gnutls {
namespace {

using Unexpected = tl::unexpected<Outcome>;

// gnutls_session_ticket_key_generate() makes keys of this length.
constexpr std::size_t kTicketKeyLength = 64;
// TLS 1.2 sessions a server keeps: a script that makes thousands must not take all memory.
constexpr std::size_t kMostSessions = 256;

// Verify flags: OpenSSL's numbers. TRUSTED_FIRST and PARTIAL_CHAIN are how GnuTLS always works.
constexpr std::uint64_t kTrustedFirst = 0x8000;
constexpr std::uint64_t kPartialChain = 0x80000;

// ssl.TLSVersion.MINIMUM_SUPPORTED and MAXIMUM_SUPPORTED.
constexpr std::int64_t kMinimumSupported = -2;
constexpr std::int64_t kMaximumSupported = -1;

Outcome wrong_type(std::string_view wanted) {
  return Outcome::raised("TypeError", fmt::format("a value of type {} is needed", wanted));
}

bool version_of(std::int64_t number, Version* version) {
  if (number == kMinimumSupported)
    *version = Version::kTls12;
  else if (number == kMaximumSupported)
    *version = Version::kTls13;
  else if (number >= 0x0301 && number <= 0x0304)
    *version = static_cast<Version>(number);
  else
    return false;
  return true;
}

}  // namespace

Result<GnuTlsContext> GnuTlsContext::make(std::shared_ptr<Cache> cache, std::uint64_t seed,
                                          std::string_view name, const ContextOptions& options) {
  std::shared_ptr<GnuTlsContext> context(new GnuTlsContext(std::move(cache), seed, name));
  if (Outcome outcome = context->adopt(options); !outcome.is_ok()) return Unexpected(outcome);
  return context;
}

Outcome GnuTlsContext::adopt(const ContextOptions& options) {
  if (options.check_hostname && options.verify == Verify::kNone) {
    return Outcome::raised("ValueError",
                           "Cannot set verify_mode to CERT_NONE when check_hostname is enabled.");
  }
  if (const std::uint64_t flags =
          options.verify_flags.value_or(kTrustedFirst) & ~(kTrustedFirst | kPartialChain);
      flags != 0) {
    return Outcome::unsupported(
        fmt::format("GnuTLS has no counterpart of the verify flags {:#x}", flags));
  }
  for (const std::string& protocol : options.alpn) {
    if (protocol.empty() || protocol.size() > std::numeric_limits<std::uint8_t>::max()) {
      return Outcome::raised("SSLError", "ALPN protocols must be 1 to 255 in length");
    }
  }
  auto priority = cache_->priority(options);
  if (!priority) return priority.error();
  auto credentials = cache_->credentials(options);
  if (!credentials) return credentials.error();
  options_ = options;
  priority_ = *priority;
  credentials_ = *credentials;
  return Outcome::ok();
}

Outcome GnuTlsContext::on(std::string_view event, Reaction reaction) {
  if (event == "sni" && options_.role == Role::kClient) {
    return Outcome::raised("ValueError", "sni_callback cannot be set on TLS_CLIENT context");
  }
  if (event == "sni")
    sni_ = std::move(reaction);
  else if (event == "keylog")
    keylog_ = std::move(reaction);
  else
    return Outcome::unsupported(fmt::format("GnuTLS tells nothing of the event {}", event));
  return Outcome::ok();
}

Outcome GnuTlsContext::get(std::string_view attribute) {
  const auto integer = [](auto number) {
    return Outcome::ok(Value::integer(static_cast<std::int64_t>(number)));
  };
  if (attribute == "options") return integer(effective_options(options_));
  if (attribute == "verify_mode") return integer(options_.verify);
  if (attribute == "verify_flags") return integer(options_.verify_flags.value_or(kTrustedFirst));
  if (attribute == "check_hostname") return Outcome::ok(Value::boolean(options_.check_hostname));
  if (attribute == "minimum_version") return integer(options_.minimum);
  if (attribute == "maximum_version") return integer(options_.maximum);
  if (attribute == "protocol") return integer(options_.role == Role::kServer ? 17 : 16);
  if (attribute == "post_handshake_auth") {
    return Outcome::ok(Value::boolean(options_.post_handshake_auth));
  }
  if (attribute == "num_tickets") return integer(options_.tickets.value_or(2));
  return Outcome::unsupported(fmt::format("SSLContext.{} over GnuTLS", attribute));
}

Outcome GnuTlsContext::set(std::string_view attribute, const Value& value) {
  ContextOptions changed = options_;
  const std::int64_t* const number = value.as<std::int64_t>();
  const bool* const flag = value.as<bool>();
  const auto adopt_if = [&](bool fits, std::string_view wanted) {
    return fits ? adopt(changed) : wrong_type(wanted);
  };
  if (attribute == "options") {
    if (number != nullptr) changed.options = static_cast<std::uint64_t>(*number);
    return adopt_if(number != nullptr, "int");
  }
  if (attribute == "verify_mode") {
    if (number == nullptr) return wrong_type("int");
    if (*number < 0 || *number > 2) {
      return Outcome::raised("ValueError", "invalid value for verify_mode");
    }
    changed.verify = static_cast<Verify>(*number);
    return adopt(changed);
  }
  if (attribute == "verify_flags") {
    if (number != nullptr) changed.verify_flags = static_cast<std::uint64_t>(*number);
    return adopt_if(number != nullptr, "int");
  }
  if (attribute == "check_hostname") {
    if (flag == nullptr) return wrong_type("bool");
    changed.check_hostname = *flag;
    // Python turns verification on with it.
    if (*flag && changed.verify == Verify::kNone) changed.verify = Verify::kRequired;
    return adopt(changed);
  }
  if (attribute == "minimum_version" || attribute == "maximum_version") {
    Version& version = attribute == "minimum_version" ? changed.minimum : changed.maximum;
    if (number == nullptr) return wrong_type("int");
    if (!version_of(*number, &version)) {
      return Outcome::raised("ValueError",
                             fmt::format("Unsupported protocol version {:#x}", *number));
    }
    return adopt(changed);
  }
  if (attribute == "post_handshake_auth") {
    if (flag != nullptr) changed.post_handshake_auth = *flag;
    return adopt_if(flag != nullptr, "bool");
  }
  if (attribute == "num_tickets") {
    if (number == nullptr) return wrong_type("int");
    if (*number < 0) return Outcome::raised("ValueError", "value must be non-negative");
    if (options_.role != Role::kServer) {
      return Outcome::raised("ValueError", "SSLContext is not a server context.");
    }
    if (*number > std::numeric_limits<int>::max()) {
      return Outcome::raised("ValueError", "failed to set num tickets.");
    }
    changed.tickets = static_cast<int>(*number);
    return adopt(changed);
  }
  return Outcome::unsupported(fmt::format("setting SSLContext.{} over GnuTLS", attribute));
}

Outcome GnuTlsContext::call(std::string_view method, const std::vector<Value>& arguments) {
  ContextOptions changed = options_;
  const Text* const text = arguments.size() == 1 ? arguments[0].as<Text>() : nullptr;
  if (method == "set_ciphers" && text != nullptr) {
    changed.ciphers = text->utf8;
    return adopt(changed);
  }
  if (method == "set_ecdh_curve" && text != nullptr) {
    changed.curve = text->utf8;
    return adopt(changed);
  }
  if (method == "set_alpn_protocols" && arguments.size() == 1) {
    if (const List* const list = arguments[0].as<List>()) {
      changed.alpn.clear();
      for (const Value& item : list->items) {
        const Text* const protocol = item.as<Text>();
        if (protocol == nullptr) return wrong_type("str");
        changed.alpn.push_back(protocol->utf8);
      }
      return adopt(changed);
    }
  }
  return Outcome::unsupported(fmt::format("SSLContext.{}() over GnuTLS", method));
}

std::string& GnuTlsContext::ticket_key() {
  if (ticket_key_.empty()) {
    ticket_key_.resize(kTicketKeyLength);
    stream_.draw(ticket_key_.data(), ticket_key_.size());
  }
  return ticket_key_;
}

void GnuTlsContext::store_session(std::string id, std::string data) {
  if (sessions_.size() >= kMostSessions) sessions_.erase(sessions_.begin());
  sessions_.insert_or_assign(std::move(id), std::move(data));
}

const std::string* GnuTlsContext::find_session(const std::string& id) const {
  const auto found = sessions_.find(id);
  return found == sessions_.end() ? nullptr : &found->second;
}

}  // namespace parallax::gnutls
