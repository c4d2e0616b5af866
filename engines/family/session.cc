#include "engines/family/session.h"

#include <fmt/format.h>

#include <string>

#include "engines/family/errors.h"

namespace parallax::family {
namespace {

// CPython's bound on a session's DER: what a DTLS ticket may hold.
constexpr int kLongestSession = 0xFF00;

std::string_view id_of(const SSL_SESSION* session) {
  unsigned length = 0;
  const unsigned char* id = SSL_SESSION_get_id(session, &length);
  return {reinterpret_cast<const char*>(id), length};
}

}  // namespace

Outcome TlsSession::get(std::string_view attribute) const {
  const auto integer = [](auto n) {
    return Outcome::ok(Value::integer(static_cast<std::int64_t>(n)));
  };
  if (attribute == "id") return Outcome::ok(Value::bytes(id_of(ssl())));
  if (attribute == "time") return integer(SSL_SESSION_get_time(ssl()));
  if (attribute == "timeout") return integer(SSL_SESSION_get_timeout(ssl()));
  if (attribute == "ticket_lifetime_hint")
    return integer(SSL_SESSION_get_ticket_lifetime_hint(ssl()));
  if (attribute == "has_ticket")
    return Outcome::ok(Value::boolean(SSL_SESSION_has_ticket(ssl()) != 0));
  return Outcome::raised("AttributeError",
                         fmt::format("'_ssl.SSLSession' object has no attribute '{}'", attribute));
}

bool TlsSession::equals(const Session& other) const {
  const auto* session = dynamic_cast<const TlsSession*>(&other);
  return session != nullptr && (session == this || id_of(ssl()) == id_of(session->ssl()));
}

tl::expected<SslSessionPtr, Outcome> copy_session(const TlsContext& context, SSL_SESSION* session) {
  const auto failed = [&](std::string_view what) {
    const bool plain = context.runtime().semantics.plain_i2d;
    return tl::unexpected(value_error(fmt::format("{}() failed{}", what, plain ? "" : ".")));
  };
  const int length = i2d_SSL_SESSION(session, nullptr);
  if (length <= 0 || length > kLongestSession) return failed("i2d");
  std::string der(static_cast<std::size_t>(length), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  if (i2d_SSL_SESSION(session, &out) <= 0) return failed("i2d");
  const auto* in = reinterpret_cast<const unsigned char*>(der.data());
#if PARALLAX_FAMILY_BORINGSSL
  // d2i_SSL_SESSION of BoringSSL has no context to take its buffers' pool from.
  SslSessionPtr copy(SSL_SESSION_from_bytes(in, der.size(), context.ssl()));
#else
  SslSessionPtr copy(d2i_SSL_SESSION(nullptr, &in, length));
#endif
  if (copy == nullptr) return failed("d2i");
  return copy;
}

}  // namespace parallax::family
