// What was agreed on a connection, and its sessions.
#include <fmt/format.h>
#include <gnutls/crypto.h>

#include <array>
#include <ctime>

#include "engines/gnutls/errors.h"
#include "engines/gnutls/object.h"

namespace parallax::gnutls {
namespace {

std::string_view version_name(gnutls_protocol_t version) {
  switch (version) {
    case GNUTLS_TLS1_3:
      return "TLSv1.3";
    case GNUTLS_TLS1_2:
      return "TLSv1.2";
    default:
      return {};
  }
}

const Suite* negotiated(gnutls_session_t session) {
  const char* const name = gnutls_ciphersuite_get(session);
  return name == nullptr ? nullptr : suite_by_iana(name);
}

std::string_view chosen_protocol(gnutls_session_t session) {
  gnutls_datum_t protocol{};
  if (gnutls_alpn_get_selected_protocol(session, &protocol) < 0) return {};
  return view(protocol);
}

Outcome text_or_none(std::string_view text) {
  return text.empty() ? Outcome::ok() : Outcome::ok(Value::text(text));
}

}  // namespace

Outcome GnuTlsObject::pending() {
  if (busy_) return reentered();
  const std::size_t count = is_usable() ? gnutls_record_check_pending(session_) : 0;
  return Outcome::ok(Value::integer(static_cast<std::int64_t>(count)));
}

Outcome GnuTlsObject::version() {
  return is_usable() ? text_or_none(version_name(gnutls_protocol_get_version(session_)))
                     : Outcome::ok();
}

Outcome GnuTlsObject::cipher() {
  // GnuTLS tells it only once the handshake is over.
  const Suite* const suite = established_ ? negotiated(session_) : nullptr;
  return suite == nullptr ? Outcome::ok() : Outcome::ok(describe(*suite));
}

Outcome GnuTlsObject::shared_ciphers() {
  if (!is_server() || offered_.empty()) return Outcome::ok();
  const std::vector<const Suite*>& own = priority_->asked.suites;
  List shared;
  for (const Suite* const suite : offered_) {
    if (std::find(own.begin(), own.end(), suite) != own.end())
      shared.items.push_back(describe(*suite));
  }
  return Outcome::ok(std::move(shared));
}

Outcome GnuTlsObject::selected_alpn_protocol() {
  return text_or_none(established_ ? chosen_protocol(session_) : std::string_view());
}

Outcome GnuTlsObject::getpeercert(bool binary_form) {
  if (!is_usable()) return Outcome::raised("ValueError", "handshake not done yet");
  unsigned length = 0;
  const gnutls_datum_t* const chain = gnutls_certificate_get_peers(session_, &length);
  if (chain == nullptr || length == 0) return Outcome::ok();
  if (binary_form) return Outcome::ok(Value::bytes(view(chain[0])));
  if (context_->options().verify == Verify::kNone) return Outcome::ok(Dict{});
  const Certificate certificate = parse_certificate(chain[0]);
  return certificate == nullptr ? ssl_error(GNUTLS_E_CERTIFICATE_ERROR)
                                : Outcome::ok(describe(certificate.get()));
}

Value GnuTlsObject::chain(bool verified) {
  List chain;
  unsigned length = 0;
  const gnutls_datum_t* const peers =
      is_usable() ? gnutls_certificate_get_peers(session_, &length) : nullptr;
  if (peers == nullptr) return chain;
  for (unsigned i = 0; i < length; ++i) chain.items.push_back(Value::bytes(view(peers[i])));
  if (!verified || length == 0) return chain;
  const Certificate last = parse_certificate(peers[length - 1]);
  gnutls_x509_crt_t issuer = nullptr;
  if (last == nullptr || gnutls_x509_crt_check_issuer(last.get(), last.get()) != 0 ||
      gnutls_certificate_get_issuer(credentials_.back()->certificate, last.get(), &issuer, 0) < 0) {
    return chain;
  }
  gnutls_datum_t der{};
  if (gnutls_x509_crt_export2(issuer, GNUTLS_X509_FMT_DER, &der) >= 0) {
    chain.items.push_back(Value::bytes(view(der)));
    gnutls_free(der.data);
  }
  return chain;
}

Outcome GnuTlsObject::get_verified_chain() { return Outcome::ok(chain(true)); }
Outcome GnuTlsObject::get_unverified_chain() { return Outcome::ok(chain(false)); }

Outcome GnuTlsObject::get_channel_binding(std::string_view type) {
  if (type != "tls-unique") {
    return Outcome::raised("ValueError",
                           fmt::format("'{}' channel binding type not implemented", type));
  }
  if (!established_) return Outcome::ok();
  gnutls_datum_t binding{};
  const int code = gnutls_session_channel_binding(session_, GNUTLS_CB_TLS_UNIQUE, &binding);
  if (code < 0) return ssl_error(code);
  Value value = Value::bytes(view(binding));
  gnutls_free(binding.data);
  return Outcome::ok(std::move(value));
}

Outcome GnuTlsObject::server_hostname() {
  return hostname_.has_value() ? Outcome::ok(Value::text(*hostname_)) : Outcome::ok();
}

Outcome GnuTlsObject::session_reused() {
  return Outcome::ok(Value::boolean(established_ && gnutls_session_is_resumed(session_) != 0));
}

Outcome GnuTlsObject::session(std::shared_ptr<Session>* session) {
  if (busy_) return reentered();
  if (!started_) return Outcome::ok();
  if (!established_) return Outcome::raised("ValueError", "i2d() failed");
  GnuTlsSession::Facts facts;
  facts.time = static_cast<std::int64_t>(std::time(nullptr));
  facts.has_ticket = (gnutls_session_get_flags(session_) & GNUTLS_SFLAGS_SESSION_TICKET) != 0;
  gnutls_datum_t data{};
  // Asked without a ticket under TLS 1.3, GnuTLS would give data that resume nothing.
  if (!is_server() && (facts.has_ticket || !is_tls13()) &&
      call([&] { return gnutls_session_get_data2(session_, &data); }) >= 0) {
    facts.data = view(data);
    gnutls_free(data.data);
  }
  gnutls_datum_t id{};
  if (!is_tls13() && gnutls_session_get_id2(session_, &id) >= 0) facts.id = view(id);
  if (facts.id.empty()) {
    // TLS 1.3 sessions have no name of their own: the digest of what identifies them serves.
    std::array<char, 32> digest{};
    gnutls_datum_t client_random{};
    gnutls_datum_t server_random{};
    gnutls_session_get_random(session_, &client_random, &server_random);
    const std::string subject = facts.data + std::string(view(client_random));
    gnutls_hash_fast(GNUTLS_DIG_SHA256, subject.data(), subject.size(), digest.data());
    facts.id.assign(digest.data(), digest.size());
  }
  *session = std::make_shared<GnuTlsSession>(context_, std::move(facts));
  return Outcome::ok();
}

Outcome GnuTlsObject::set_session(const std::shared_ptr<Session>& session) {
  const auto* const given = dynamic_cast<const GnuTlsSession*>(session.get());
  if (given == nullptr) return Outcome::raised("TypeError", "Value is not a SSLSession.");
  if (given->context() != context_) {
    return Outcome::raised("ValueError", "Session refers to a different SSLContext.");
  }
  if (is_server()) {
    return Outcome::raised("ValueError", "Cannot set session for server-side SSLSocket.");
  }
  if (established_) return Outcome::raised("ValueError", "Cannot set session after handshake.");
  if (started_ || given->data().empty()) return Outcome::ok();
  const int code = call([&] {
    return gnutls_session_set_data(session_, given->data().data(), given->data().size());
  });
  return code < 0 ? ssl_error(code) : Outcome::ok();
}

Outcome GnuTlsObject::set_context(const std::shared_ptr<Context>& context) {
  auto changed = std::dynamic_pointer_cast<GnuTlsContext>(context);
  if (changed == nullptr) return Outcome::raised("TypeError", "The value must be a SSLContext");
  context_ = std::move(changed);
  credentials_.push_back(context_->shared_credentials());
  gnutls_credentials_set(session_, GNUTLS_CRD_CERTIFICATE, context_->credentials().certificate);
  // A server chooses from the context that it has when the ClientHello is read; a client's offer stays.
  if (is_server() && !established_) offer_protocols();
  return Outcome::ok();
}

void GnuTlsObject::observe(State* state) {
  if (established_) {
    if (const Suite* const suite = negotiated(session_)) state->cipher = suite->openssl;
    state->alpn = chosen_protocol(session_);
    state->session_reused = gnutls_session_is_resumed(session_) != 0;
  }
  if (is_usable()) {
    state->version = version_name(gnutls_protocol_get_version(session_));
    state->pending = gnutls_record_check_pending(session_);
  }
}

}  // namespace parallax::gnutls
