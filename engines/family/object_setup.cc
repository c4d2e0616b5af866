// SSLContext.wrap_bio, and what may be set on an SSLObject later.
#include <utility>

#include "engines/family/callbacks.h"
#include "engines/family/hostname.h"
#include "engines/family/object.h"
#include "engines/family/session.h"

namespace parallax::family {

TlsObject::TlsObject(std::shared_ptr<Runtime> runtime, std::string_view name,
                     std::shared_ptr<TlsContext> context, std::shared_ptr<Bio> incoming,
                     std::shared_ptr<Bio> outgoing, Role role)
    : runtime_(std::move(runtime)),
      stream_(runtime_->stream(name)),
      context_(std::move(context)),
      first_context_(context_),
      incoming_(std::move(incoming)),
      outgoing_(std::move(outgoing)),
      role_(role) {}

Result<SslObject> TlsObject::wrap(const std::shared_ptr<Runtime>& runtime, std::string_view name,
                                  std::shared_ptr<TlsContext> context,
                                  std::shared_ptr<Bio> incoming, std::shared_ptr<Bio> outgoing,
                                  const WrapOptions& options) {
  auto object = std::make_shared<TlsObject>(runtime, name, std::move(context), std::move(incoming),
                                            std::move(outgoing), options.role);
  Outcome outcome = object->set_up(options);
  if (!outcome.is_ok()) return tl::unexpected(std::move(outcome));
  return std::shared_ptr<SslObject>(std::move(object));
}

Outcome TlsObject::set_up(const WrapOptions& options) {
  Guard guard(*runtime_, stream_);
  const Semantics& semantics = runtime_->semantics;
  std::optional<std::string> hostname = options.server_hostname;
  if (hostname && !context_->is_adopted()) {
    auto encoded = encode_hostname(semantics, *hostname);
    if (!encoded) return std::move(encoded.error());
    hostname = std::move(*encoded);
  }
  if (semantics.role_checked && !context_->fits(role_)) {
    return refused(role_ == Role::kServer
                       ? "Cannot create a server socket with a PROTOCOL_TLS_CLIENT context"
                       : "Cannot create a client socket with a PROTOCOL_TLS_SERVER context");
  }
  ERR_clear_error();
  ssl_.reset(SSL_new(context_->ssl()));
  if (ssl_ == nullptr) return call_failed(semantics);
  if (semantics.session_id_on_object && role_ == Role::kServer) {
    SSL_set_session_id_context(ssl_.get(),
                               reinterpret_cast<const unsigned char*>(kSessionIdContext.data()),
                               static_cast<unsigned>(kSessionIdContext.size()));
  }
  SSL_set_app_data(ssl_.get(), this);
  // SSL_set_bio takes one reference for each BIO, one only when both are the same.
  BIO_up_ref(incoming_->get());
  if (incoming_ != outgoing_) BIO_up_ref(outgoing_->get());
  SSL_set_bio(ssl_.get(), incoming_->get(), outgoing_->get());
  SSL_set_mode(ssl_.get(), SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_AUTO_RETRY);
  ask_for_client_auth();
  if (semantics.hostname_in_library) {
    X509_VERIFY_PARAM_set_hostflags(SSL_get0_param(ssl_.get()), context_->settings().host_flags);
  }
  if (hostname) {
    Outcome outcome = configure_hostname(*hostname);
    if (!outcome.is_ok()) return outcome;
  }
  if (role_ == Role::kClient) {
    SSL_set_connect_state(ssl_.get());
  } else {
    SSL_set_accept_state(ssl_.get());
  }
  return options.session == nullptr ? Outcome::ok() : set_session(options.session);
}

void TlsObject::ask_for_client_auth() {
#if !PARALLAX_FAMILY_BORINGSSL
  if (!context_->settings().post_handshake_auth) return;
  if (role_ == Role::kClient) {
    SSL_set_post_handshake_auth(ssl_.get(), 1);
    return;
  }
  const int mode = SSL_get_verify_mode(ssl_.get());
  if ((mode & SSL_VERIFY_PEER) == 0) return;
  SSL_set_verify(ssl_.get(), mode | SSL_VERIFY_POST_HANDSHAKE, SSL_get_verify_callback(ssl_.get()));
#endif
}

Outcome TlsObject::configure_hostname(const std::string& hostname) {
  const Semantics& semantics = runtime_->semantics;
  if (semantics.hostname_in_library && (hostname.empty() || hostname[0] == '.')) {
    return value_error("server_hostname cannot be an empty string or start with a leading dot.");
  }
  const AddressPtr address(a2i_IPADDRESS(hostname.c_str()));
  if (address == nullptr) ERR_clear_error();
  hostname_ = hostname;
  if (address == nullptr && SSL_set_tlsext_host_name(ssl_.get(), hostname.c_str()) != 1) {
    if (semantics.sni_refusal_is_system_error) {
      ERR_clear_error();
      return Outcome::raised(
          "SystemError",
          "<built-in method _wrap_bio of SSLContext object> returned a result with an error set");
    }
    if (semantics.sni_refusal_seen) return call_failed(semantics);
    ERR_clear_error();
  }
  if (!semantics.hostname_in_library || !context_->settings().check_hostname) return Outcome::ok();
  X509_VERIFY_PARAM* param = SSL_get0_param(ssl_.get());
  const int done =
      address == nullptr
          ? X509_VERIFY_PARAM_set1_host(param, hostname.c_str(), hostname.size())
          : X509_VERIFY_PARAM_set1_ip(param, ASN1_STRING_get0_data(address.get()),
                                      static_cast<std::size_t>(ASN1_STRING_length(address.get())));
  return done == 1 ? Outcome::ok() : call_failed(semantics);
}

Outcome TlsObject::session_reused() {
  return Outcome::ok(Value::boolean(SSL_session_reused(ssl_.get()) != 0));
}

Outcome TlsObject::session(std::shared_ptr<Session>* session) {
  Guard guard(*runtime_, stream_);
  SSL_SESSION* current = SSL_get0_session(ssl_.get());
  if (current == nullptr) return Outcome::ok();
  // The copy shows whether the session is one already; what is given out is the session itself.
  auto copy = copy_session(*context_, current);
  if (!copy) return std::move(copy.error());
  *session = std::make_shared<TlsSession>(context_, SslSessionPtr(SSL_get1_session(ssl_.get())));
  return Outcome::ok();
}

Outcome TlsObject::set_session(const std::shared_ptr<Session>& session) {
  Guard guard(*runtime_, stream_);
  const auto* given = dynamic_cast<const TlsSession*>(session.get());
  if (given == nullptr) return type_error("Value is not a SSLSession.");
  if (given->context().ssl() != context_->ssl()) {
    return value_error("Session refers to a different SSLContext.");
  }
  if (role_ != Role::kClient) return value_error("Cannot set session for server-side SSLSocket.");
  if (SSL_is_init_finished(ssl_.get())) return value_error("Cannot set session after handshake.");
  auto copy = copy_session(*context_, given->ssl());
  if (!copy) return std::move(copy.error());
  if (SSL_set_session(ssl_.get(), copy->get()) == 0) return call_failed(runtime_->semantics);
  return Outcome::ok();
}

Outcome TlsObject::set_context(const std::shared_ptr<Context>& context) {
  Guard guard(*runtime_, stream_);
  auto given = std::dynamic_pointer_cast<TlsContext>(context);
  if (given == nullptr) return type_error("The value must be a SSLContext");
  context_ = std::move(given);
  SSL_set_SSL_CTX(ssl_.get(), context_->ssl());
  if (runtime_->semantics.msg_callback) {
    SSL_set_msg_callback(ssl_.get(), context_->msg == nullptr ? nullptr : on_message);
  }
  return Outcome::ok();
}

}  // namespace parallax::family
