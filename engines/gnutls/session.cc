#include "engines/gnutls/session.h"

#include <fmt/format.h>

namespace parallax::gnutls {

Outcome GnuTlsSession::get(std::string_view attribute) const {
  if (attribute == "id") return Outcome::ok(Value::bytes(facts_.id));
  if (attribute == "time") return Outcome::ok(Value::integer(facts_.time));
  if (attribute == "has_ticket") return Outcome::ok(Value::boolean(facts_.has_ticket));
  if (attribute == "timeout" || attribute == "ticket_lifetime_hint") {
    return Outcome::unsupported(fmt::format("GnuTLS does not tell a session's {}", attribute));
  }
  return Outcome::raised("AttributeError",
                         fmt::format("'_ssl.SSLSession' object has no attribute '{}'", attribute));
}

bool GnuTlsSession::equals(const Session& other) const {
  const auto* const session = dynamic_cast<const GnuTlsSession*>(&other);
  return session != nullptr && session->facts_.id == facts_.id;
}

}  // namespace parallax::gnutls
