// The attributes and methods of ssl.SSLContext.
#include <fmt/format.h>

#include <array>
#include <climits>

#include "engines/family/arguments.h"
#include "engines/family/certificate.h"
#include "engines/family/ciphers.h"
#include "engines/family/context.h"
#include "engines/family/errors.h"

namespace parallax::family {
namespace {

using Options = decltype(SSL_CTX_get_options(nullptr));

// ssl.TLSVersion.
constexpr std::int64_t kMinimumSupported = -2;
constexpr std::int64_t kMaximumSupported = -1;

constexpr std::array<std::string_view, 11> kStatNames = {
    "number", "connect",     "connect_good",       "connect_renegotiate",
    "accept", "accept_good", "accept_renegotiate", "hits",
    "misses", "timeouts",    "cache_full"};

Outcome no_attribute(std::string_view name) {
  return Outcome::raised("AttributeError",
                         fmt::format("'SSLContext' object has no attribute '{}'", name));
}

// Setting an attribute that the version does not know: an instance's own, if it may have any.
Outcome plain_attribute(const Semantics& semantics, std::string_view name) {
  return semantics.any_attribute ? Outcome::ok() : no_attribute(name);
}

}  // namespace

Outcome TlsContext::set_options(const Value& value) {
  const Semantics& semantics = runtime_->semantics;
  std::uint64_t wanted = 0;
  if (semantics.unsigned_options) {
    const auto number = to_unsigned(value);
    if (!number) return number.error();
    wanted = *number;
  } else {
    const auto number = to_long(semantics, value);
    if (!number) return number.error();
    wanted = static_cast<std::uint64_t>(*number);
  }
  const std::uint64_t now = SSL_CTX_get_options(ssl());
  const std::uint64_t clear = now & ~wanted;
  const std::uint64_t add = ~now & wanted;
  constexpr std::uint64_t kVersions = SSL_OP_NO_SSLv2 | SSL_OP_NO_SSLv3 | SSL_OP_NO_TLSv1 |
                                      SSL_OP_NO_TLSv1_1 | SSL_OP_NO_TLSv1_2 | SSL_OP_NO_TLSv1_3;
  if (semantics.option_warnings && (add & kVersions) != 0) {
    runtime_->warning("DeprecationWarning", "ssl.OP_NO_SSL*/ssl.OP_NO_TLS* options are deprecated");
  }
  if (clear != 0) SSL_CTX_clear_options(ssl(), static_cast<Options>(clear));
  if (add != 0) SSL_CTX_set_options(ssl(), static_cast<Options>(add));
  return Outcome::ok();
}

Outcome TlsContext::set_verify_mode(int mode) {
  constexpr std::array<int, 3> kModes = {SSL_VERIFY_NONE, SSL_VERIFY_PEER,
                                         SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT};
  if (mode < 0 || mode > 2) return value_error("invalid value for verify_mode");
  SSL_CTX_set_verify(ssl(), kModes[static_cast<std::size_t>(mode)],
                     SSL_CTX_get_verify_callback(ssl()));
  return Outcome::ok();
}

Outcome TlsContext::verify_mode() const {
  const int mode = SSL_CTX_get_verify_mode(ssl());
  if ((mode & SSL_VERIFY_PEER) == 0) return Outcome::ok(Value::integer(0));
  return Outcome::ok(Value::integer((mode & SSL_VERIFY_FAIL_IF_NO_PEER_CERT) != 0 ? 2 : 1));
}

Outcome TlsContext::set_verify_flags(std::uint64_t wanted) {
  X509_VERIFY_PARAM* param = SSL_CTX_get0_param(ssl());
  const auto now = static_cast<std::uint64_t>(X509_VERIFY_PARAM_get_flags(param));
  const auto clear = static_cast<unsigned long>(now & ~wanted);
  const auto add = static_cast<unsigned long>(~now & wanted);
  if ((clear != 0 && X509_VERIFY_PARAM_clear_flags(param, clear) != 1) ||
      (add != 0 && X509_VERIFY_PARAM_set_flags(param, add) != 1)) {
    return call_failed(runtime_->semantics);
  }
  return Outcome::ok();
}

Outcome TlsContext::set_check_hostname(bool on) {
  if (on && SSL_CTX_get_verify_mode(ssl()) == SSL_VERIFY_NONE) {
    if (!runtime_->semantics.hostname_in_library) {
      return value_error(
          "check_hostname needs a SSL context with either CERT_OPTIONAL or CERT_REQUIRED");
    }
    Outcome outcome = set_verify_mode(2);
    if (!outcome.is_ok()) return outcome;
  }
  handle_->settings.check_hostname = on;
  return Outcome::ok();
}

Outcome TlsContext::set_version(bool minimum, const Value& value) {
  const Semantics& semantics = runtime_->semantics;
  const auto parsed = to_long(semantics, value);
  if (!parsed) return parsed.error();
  std::int64_t version = *parsed;
  if (version > INT_MAX) return Outcome::raised("OverflowError", "Option is too long");
  const bool named =
      version == SSL3_VERSION || version == TLS1_VERSION || version == TLS1_1_VERSION;
  if (named && semantics.option_warnings) {
    constexpr std::array<std::string_view, 3> kNames = {"SSLv3", "TLSv1", "TLSv1_1"};
    runtime_->warning("DeprecationWarning",
                      fmt::format("ssl.TLSVersion.{} is deprecated",
                                  kNames[static_cast<std::size_t>(version - SSL3_VERSION)]));
  }
  const bool known = named || version == TLS1_2_VERSION || version == TLS1_3_VERSION ||
                     version == kMinimumSupported || version == kMaximumSupported;
  if (semantics.version_checked && !known) {
    return value_error(
        fmt::format("Unsupported TLS/SSL version 0x{:x}", static_cast<std::uint32_t>(version)));
  }
  // "As low as possible" for a minimum is no limit, for a maximum the lowest there is; and the
  // mirror.
  if (version == (minimum ? kMinimumSupported : kMaximumSupported)) {
    version = 0;
  } else if (version == kMaximumSupported) {
    version = TLS1_3_VERSION;
  } else if (version == kMinimumSupported) {
    version = TLS1_VERSION;
  }
  using Number = std::uint16_t;
  const int done =
      minimum
          ? static_cast<int>(SSL_CTX_set_min_proto_version(ssl(), static_cast<Number>(version)))
          : static_cast<int>(SSL_CTX_set_max_proto_version(ssl(), static_cast<Number>(version)));
  if (done == 1) return Outcome::ok();
  return value_error(
      fmt::format("Unsupported protocol version 0x{:x}", static_cast<std::uint32_t>(version)));
}

Outcome TlsContext::set_num_tickets(const Value& value) {
  const auto number = to_long(runtime_->semantics, value);
  if (!number) return number.error();
  if (*number < 0) return value_error("value must be non-negative");
  if (options_.role != Role::kServer) {
    return value_error("SSLContext is not a server context.");
  }
  if (SSL_CTX_set_num_tickets(ssl(), static_cast<std::size_t>(*number)) != 1) {
    return value_error("failed to set num tickets.");
  }
  return Outcome::ok();
}

Outcome TlsContext::stats() const {
  const SessionStats now = session_stats(ssl());
  Dict all;
  for (std::size_t i = 0; i < now.size(); ++i) {
    all.items.emplace_back(Value::text(kStatNames[i]),
                           Value::integer(now[i] - handle_->stats_at_start[i]));
  }
  return Outcome::ok(Value(std::move(all)));
}

Outcome TlsContext::ciphers() const {
  const SslPtr probe(SSL_new(ssl()));
  if (probe == nullptr) return call_failed(runtime_->semantics);
  const STACK_OF(SSL_CIPHER)* all = SSL_get_ciphers(probe.get());
  List list;
  for (decltype(sk_SSL_CIPHER_num(all)) i = 0; i < sk_SSL_CIPHER_num(all); ++i) {
    list.items.push_back(cipher_dict(sk_SSL_CIPHER_value(all, i)));
  }
  return Outcome::ok(Value(std::move(list)));
}

Outcome TlsContext::store_stats() const {
  STACK_OF(X509_OBJECT)* objects = X509_STORE_get0_objects(SSL_CTX_get_cert_store(ssl()));
  int certificates = 0, crls = 0, authorities = 0;
  for (decltype(sk_X509_OBJECT_num(objects)) i = 0; i < sk_X509_OBJECT_num(objects); ++i) {
    const X509_OBJECT* object = sk_X509_OBJECT_value(objects, i);
    if (X509_OBJECT_get_type(object) == X509_LU_CRL) ++crls;
    if (X509_OBJECT_get_type(object) != X509_LU_X509) continue;
    ++certificates;
    if (X509_check_ca(X509_OBJECT_get0_X509(object)) != 0) ++authorities;
  }
  return Outcome::ok(Value(Dict{{{Value::text("x509"), Value::integer(certificates)},
                                 {Value::text("crl"), Value::integer(crls)},
                                 {Value::text("x509_ca"), Value::integer(authorities)}}}));
}

Outcome TlsContext::authorities(bool binary) const {
  STACK_OF(X509_OBJECT)* objects = X509_STORE_get0_objects(SSL_CTX_get_cert_store(ssl()));
  List list;
  for (decltype(sk_X509_OBJECT_num(objects)) i = 0; i < sk_X509_OBJECT_num(objects); ++i) {
    const X509_OBJECT* object = sk_X509_OBJECT_value(objects, i);
    if (X509_OBJECT_get_type(object) != X509_LU_X509) continue;
    X509* certificate = X509_OBJECT_get0_X509(object);
    if (X509_check_ca(certificate) == 0) continue;
    Outcome one = binary ? encode_certificate(runtime_->semantics, certificate)
                         : decode_certificate(runtime_->semantics, certificate);
    if (!one.is_ok()) return one;
    list.items.push_back(std::move(one.value()));
  }
  return Outcome::ok(Value(std::move(list)));
}

Outcome TlsContext::get(std::string_view attribute) {
  Guard guard(*runtime_, stream_);
  const Semantics& semantics = runtime_->semantics;
  const auto integer = [](auto n) {
    return Outcome::ok(Value::integer(static_cast<std::int64_t>(n)));
  };
  if (attribute == "options") return Outcome::ok(from_unsigned(SSL_CTX_get_options(ssl())));
  if (attribute == "verify_mode") return verify_mode();
  if (attribute == "verify_flags")
    return integer(X509_VERIFY_PARAM_get_flags(SSL_CTX_get0_param(ssl())));
  if (attribute == "check_hostname") return Outcome::ok(Value::boolean(settings().check_hostname));
  if (attribute == "post_handshake_auth")
    return Outcome::ok(Value::boolean(settings().post_handshake_auth));
  if (attribute == "protocol")
    return integer(options_.role == Role::kClient ? 16 : 17);  // ssl._SSLMethod
  if (attribute == "minimum_version" || attribute == "maximum_version") {
    if (!semantics.version_attributes) return no_attribute(attribute);
    const bool minimum = attribute == "minimum_version";
    const auto version = static_cast<std::int64_t>(minimum ? SSL_CTX_get_min_proto_version(ssl())
                                                           : SSL_CTX_get_max_proto_version(ssl()));
    if (version != 0) return integer(version);
    return integer(minimum ? kMinimumSupported : kMaximumSupported);
  }
#if !PARALLAX_FAMILY_BORINGSSL
  if (attribute == "num_tickets") {
    return semantics.num_tickets ? integer(SSL_CTX_get_num_tickets(ssl()))
                                 : no_attribute(attribute);
  }
  if (attribute == "security_level") {
    return semantics.security_level ? integer(SSL_CTX_get_security_level(ssl()))
                                    : no_attribute(attribute);
  }
#endif
  return Outcome::unsupported(fmt::format("SSLContext.{}", attribute));
}

Outcome TlsContext::set(std::string_view attribute, const Value& value) {
  Guard guard(*runtime_, stream_);
  const Semantics& semantics = runtime_->semantics;
  changed_ = true;
  if (attribute == "options") return guard.finish(set_options(value));
  if (attribute == "verify_mode") {
    const auto mode = to_int(semantics, value);
    if (!mode) return mode.error();
    if (*mode == 0 && settings().check_hostname) {
      return value_error("Cannot set verify_mode to CERT_NONE when check_hostname is enabled.");
    }
    return set_verify_mode(*mode);
  }
  if (attribute == "verify_flags") {
    const auto flags = to_mask(value);
    return flags ? set_verify_flags(*flags) : flags.error();
  }
  if (attribute == "check_hostname") return set_check_hostname(truth(value));
  if (attribute == "post_handshake_auth") {
    handle_->settings.post_handshake_auth = truth(value);
    return Outcome::ok();
  }
  if (attribute == "minimum_version" || attribute == "maximum_version") {
    if (!semantics.version_attributes) return plain_attribute(semantics, attribute);
    return guard.finish(set_version(attribute == "minimum_version", value));
  }
  if (attribute == "num_tickets") {
    return semantics.num_tickets ? set_num_tickets(value) : plain_attribute(semantics, attribute);
  }
  return Outcome::unsupported(fmt::format("SSLContext.{} = …", attribute));
}

Outcome TlsContext::call(std::string_view method, const std::vector<Value>& arguments) {
  Guard guard(*runtime_, stream_);
  if (method == "session_stats") return stats();
  if (method == "get_ciphers") return ciphers();
  if (method == "cert_store_stats") return store_stats();
  if (method == "get_ca_certs") return authorities(!arguments.empty() && truth(arguments[0]));
  changed_ = true;
  const Text* text = arguments.empty() ? nullptr : arguments[0].as<Text>();
  if (method == "set_alpn_protocols") {
    const List* list = arguments.empty() ? nullptr : arguments[0].as<List>();
    if (list == nullptr) return Outcome::unsupported("set_alpn_protocols of this kind of argument");
    std::vector<std::string> protocols;
    for (const Value& item : list->items) {
      const Text* protocol = item.as<Text>();
      if (protocol == nullptr) return type_error("encoding without a string argument");
      protocols.push_back(protocol->utf8);
    }
    return set_alpn_protocols(protocols);
  }
  if (text == nullptr && method == "set_ciphers" && !arguments.empty()) {
    return type_error(fmt::format("set_ciphers() argument must be str, not {}",
                                  arguments[0].is<None>() ? "None" : type_name(arguments[0])));
  }
  if (text == nullptr)
    return Outcome::unsupported(fmt::format("SSLContext.{} of this kind of argument", method));
  if (method == "set_ciphers") return set_ciphers(text->utf8);
  if (method == "set_ecdh_curve") return set_ecdh_curve(text->utf8);
  if (method == "load_cert_chain") return load_cert_chain(text->utf8);
  if (method == "load_verify_locations") return load_verify_locations(text->utf8);
  return Outcome::unsupported(fmt::format("SSLContext.{}", method));
}

}  // namespace parallax::family
