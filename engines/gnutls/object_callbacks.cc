// What GnuTLS asks of the object while it works.
#include <fmt/format.h>

#include <cerrno>

#include "engines/gnutls/client_hello.h"
#include "engines/gnutls/object.h"

namespace parallax::gnutls {
namespace {

std::string owned(const gnutls_datum_t& datum) { return std::string(view(datum)); }

}  // namespace

GnuTlsObject& GnuTlsObject::of(gnutls_session_t session) {
  return *static_cast<GnuTlsObject*>(gnutls_session_get_ptr(session));
}

ssize_t GnuTlsObject::pull(gnutls_transport_ptr_t self, void* data, std::size_t size) {
  auto& object = *static_cast<GnuTlsObject*>(self);
  if (object.in_->pending() != 0) return static_cast<ssize_t>(object.in_->take(data, size));
  if (object.in_->eof()) {
    object.saw_eof_ = true;
    if (!object.ignores_eof()) return 0;
    // GnuTLS would end the session for good; it is told to wait, and the caller looks at saw_eof_.
  }
  object.starved_ = true;
  gnutls_transport_set_errno(object.session_, EAGAIN);
  return -1;
}

ssize_t GnuTlsObject::push(gnutls_transport_ptr_t self, const void* data, std::size_t size) {
  auto& object = *static_cast<GnuTlsObject*>(self);
  if (object.out_->append({static_cast<const char*>(data), size}))
    return static_cast<ssize_t>(size);
  gnutls_transport_set_errno(object.session_, ENOMEM);
  return -1;
}

gnutls_certificate_request_t GnuTlsObject::certificate_request() const {
  switch (verify_) {
    case Verify::kOptional:
      return GNUTLS_CERT_REQUEST;
    case Verify::kRequired:
      return GNUTLS_CERT_REQUIRE;
    case Verify::kNone:
      break;
  }
  return GNUTLS_CERT_IGNORE;
}

int GnuTlsObject::on_raw_client_hello(gnutls_session_t session, unsigned /*type*/,
                                      unsigned /*when*/, unsigned incoming,
                                      const gnutls_datum_t* message) {
  if (incoming == 0 || message == nullptr) return 0;
  GnuTlsObject& object = of(session);
  object.offered_ = offered_suites(view(*message));
  // Not after the extensions are parsed: by then the protocol is chosen from the first context's.
  return object.react_to_sni(requested_name(view(*message)));
}

int GnuTlsObject::on_client_hello(gnutls_session_t session) {
  GnuTlsObject& object = of(session);
  // Where both ends can ask later, the first handshake of TLS 1.3 does not ask.
  if (object.is_tls13() && object.context_->options().post_handshake_auth) {
    gnutls_certificate_server_set_request(session, GNUTLS_CERT_IGNORE);
  }
  return 0;
}

int GnuTlsObject::react_to_sni(const std::optional<std::string>& asked) {
  const Reaction reaction = first_context_->sni();  // a copy: it may replace itself
  if (!reaction) return 0;
  Value name;
  if (asked) name = Value::text(*asked);
  const Outcome outcome = reaction({name});
  const auto unraisable = [&](std::string_view text) {
    notes_.push_back({"unraisable", print(Value::text(text))});
  };
  if (outcome.is_ok() && outcome.value().is<None>()) return 0;
  if (const auto* number = outcome.value().as<std::int64_t>();
      outcome.is_ok() && number != nullptr) {
    alert_ = static_cast<unsigned>(*number & 0xff);
  } else if (outcome.is_ok()) {
    unraisable("TypeError: servername callback must return None or an integer");
    alert_ = GNUTLS_A_INTERNAL_ERROR;
  } else {
    unraisable(fmt::format("{}: {}", outcome.error().type, outcome.error().message));
    alert_ = GNUTLS_A_HANDSHAKE_FAILURE;
  }
  return GNUTLS_E_USER_ERROR;
}

int GnuTlsObject::on_peer_certificate(gnutls_session_t session) {
  GnuTlsObject& object = of(session);
  if (object.verify_ == Verify::kNone) return 0;
  const bool peer_is_server = !object.is_server();
  object.fault_ =
      verify_peer(session, peer_is_server,
                  peer_is_server && object.check_hostname_ ? object.hostname_ : std::nullopt);
  return object.fault_.has_value() ? GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR : 0;
}

int GnuTlsObject::on_secret(gnutls_session_t session, const char* label,
                            const gnutls_datum_t* secret) {
  GnuTlsObject& object = of(session);
  std::optional<std::vector<std::string>>& kept = object.first_context_->kept_key_log();
  if (!object.first_context_->keylog() && !kept) return 0;
  gnutls_datum_t client_random{};
  gnutls_datum_t server_random{};
  gnutls_session_get_random(session, &client_random, &server_random);
  const std::string line =
      fmt::format("{} {} {}", label, to_hex(view(client_random)), to_hex(view(*secret)));
  if (kept) kept->push_back(line);
  object.secrets_.push_back(line);
  return 0;
}

int GnuTlsObject::on_store(void* self, gnutls_datum_t key, gnutls_datum_t data) {
  static_cast<GnuTlsContext*>(self)->store_session(owned(key), owned(data));
  return 0;
}

gnutls_datum_t GnuTlsObject::on_retrieve(void* self, gnutls_datum_t key) {
  gnutls_datum_t result{};
  if (const std::string* const data = static_cast<GnuTlsContext*>(self)->find_session(owned(key))) {
    result.data = static_cast<unsigned char*>(gnutls_malloc(data->size()));
    if (result.data != nullptr) {
      std::copy(data->begin(), data->end(), result.data);
      result.size = static_cast<unsigned>(data->size());
    }
  }
  return result;
}

int GnuTlsObject::on_remove(void* self, gnutls_datum_t key) {
  static_cast<GnuTlsContext*>(self)->remove_session(owned(key));
  return 0;
}

}  // namespace parallax::gnutls
