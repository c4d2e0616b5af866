// What an SSLObject tells about its connection.
#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "engines/family/certificate.h"
#include "engines/family/ciphers.h"
#include "engines/family/object.h"
#include "engines/family/utf8.h"

namespace parallax::family {
namespace {

// CPython's bound on a channel binding: longer than any Finished message.
constexpr std::size_t kLongestBinding = 128;

Outcome no_attribute(std::string_view name) {
  return Outcome::raised("AttributeError",
                         fmt::format("'SSLObject' object has no attribute '{}'", name));
}

std::string_view selected_protocol(const SSL* ssl) {
  const unsigned char* name = nullptr;
  unsigned length = 0;
  SSL_get0_alpn_selected(ssl, &name, &length);
  return name == nullptr ? std::string_view()
                         : std::string_view(reinterpret_cast<const char*>(name), length);
}

}  // namespace

const char* TlsObject::version_text() const {
  if (!SSL_is_init_finished(ssl_.get())) return nullptr;
  const char* version = SSL_get_version(ssl_.get());
  return std::strcmp(version, "unknown") == 0 ? nullptr : version;
}

Outcome TlsObject::version() {
  const char* version = version_text();
  return Outcome::ok(version == nullptr ? Value() : Value::text(version));
}

Outcome TlsObject::cipher() {
  const SSL_CIPHER* cipher = SSL_get_current_cipher(ssl_.get());
  return Outcome::ok(cipher == nullptr ? Value() : cipher_tuple(cipher));
}

Outcome TlsObject::shared_ciphers() {
  const STACK_OF(SSL_CIPHER)* own = SSL_get_ciphers(ssl_.get());
  if (own == nullptr) return Outcome::ok();
#if PARALLAX_FAMILY_BORINGSSL
  if (runtime_->semantics.shared_by_both) {
    return Outcome::unsupported("the library does not tell the client's ciphers");
  }
#else
  STACK_OF(SSL_CIPHER)* theirs = SSL_get_client_ciphers(ssl_.get());
  if (runtime_->semantics.shared_by_both && theirs == nullptr) return Outcome::ok();
#endif
  List shared;
  for (decltype(sk_SSL_CIPHER_num(own)) i = 0; i < sk_SSL_CIPHER_num(own); ++i) {
    const SSL_CIPHER* cipher = sk_SSL_CIPHER_value(own, i);
#if !PARALLAX_FAMILY_BORINGSSL
    if (runtime_->semantics.shared_by_both &&
        sk_SSL_CIPHER_find(theirs, const_cast<SSL_CIPHER*>(cipher)) < 0) {
      continue;
    }
#endif
    shared.items.push_back(cipher_tuple(cipher));
  }
  return Outcome::ok(Value(std::move(shared)));
}

Outcome TlsObject::compression() {
#if !PARALLAX_FAMILY_BORINGSSL && !defined(OPENSSL_NO_COMP)
  const COMP_METHOD* method = SSL_get_current_compression(ssl_.get());
  if (method != nullptr && COMP_get_type(method) != NID_undef) {
    return Outcome::ok(Value::text(OBJ_nid2sn(COMP_get_type(method))));
  }
#endif
  return Outcome::ok();
}

Outcome TlsObject::selected_alpn_protocol() {
  const std::string_view protocol = selected_protocol(ssl_.get());
  if (protocol.empty()) return Outcome::ok();
  auto text = decode_utf8(protocol);
  return text ? Outcome::ok(std::move(*text)) : std::move(text.error());
}

Outcome TlsObject::selected_npn_protocol() {
  Guard guard(*runtime_, stream_);
  if (runtime_->semantics.npn_warns) {
    runtime_->warning("DeprecationWarning", "ssl NPN is deprecated, use ALPN instead");
  }
  return guard.finish(Outcome::ok());
}

Outcome TlsObject::getpeercert(bool binary_form) {
  Guard guard(*runtime_, stream_);
  if (!SSL_is_init_finished(ssl_.get())) return value_error("handshake not done yet");
  const X509Ptr peer(SSL_get_peer_certificate(ssl_.get()));
  if (peer == nullptr) return Outcome::ok();
  if (binary_form) return encode_certificate(runtime_->semantics, peer.get());
  if ((SSL_CTX_get_verify_mode(SSL_get_SSL_CTX(ssl_.get())) & SSL_VERIFY_PEER) == 0) {
    return Outcome::ok(Value(Dict{}));
  }
  return decode_certificate(runtime_->semantics, peer.get());
}

Outcome TlsObject::chain(STACK_OF(X509) * certificates, bool with_peer) {
  List list;
  if (certificates == nullptr) return Outcome::ok(Value(std::move(list)));
  if (with_peer) {
    const X509Ptr peer(SSL_get_peer_certificate(ssl_.get()));
    if (peer == nullptr) {
      return Outcome::raised("AttributeError", "'NoneType' object has no attribute 'public_bytes'");
    }
    Outcome der = encode_certificate(runtime_->semantics, peer.get());
    if (!der.is_ok()) return der;
    list.items.push_back(std::move(der.value()));
  }
  for (decltype(sk_X509_num(certificates)) i = 0; i < sk_X509_num(certificates); ++i) {
    Outcome der = encode_certificate(runtime_->semantics, sk_X509_value(certificates, i));
    if (!der.is_ok()) return der;
    list.items.push_back(std::move(der.value()));
  }
  return Outcome::ok(Value(std::move(list)));
}

Outcome TlsObject::get_verified_chain() {
  if (!runtime_->semantics.chains) return no_attribute("get_verified_chain");
#if PARALLAX_FAMILY_BORINGSSL
  return Outcome::unsupported("the library does not keep the verified chain");
#else
  Guard guard(*runtime_, stream_);
  return chain(SSL_get0_verified_chain(ssl_.get()), false);
#endif
}

Outcome TlsObject::get_unverified_chain() {
  if (!runtime_->semantics.chains) return no_attribute("get_unverified_chain");
  Guard guard(*runtime_, stream_);
  return chain(SSL_get_peer_cert_chain(ssl_.get()), role_ == Role::kServer);
}

Outcome TlsObject::get_channel_binding(std::string_view type) {
  if (type != "tls-unique") {
    return value_error(runtime_->semantics.hostname_in_library
                           ? fmt::format("'{}' channel binding type not implemented", type)
                           : "Unsupported channel binding type");
  }
  Guard guard(*runtime_, stream_);
  std::array<char, kLongestBinding> finished{};
  const bool own = (SSL_session_reused(ssl_.get()) != 0) != (role_ == Role::kClient);
  const std::size_t length =
      own ? SSL_get_finished(ssl_.get(), finished.data(), finished.size())
          : SSL_get_peer_finished(ssl_.get(), finished.data(), finished.size());
  if (length == 0) return Outcome::ok();
  return Outcome::ok(Value::bytes({finished.data(), std::min(length, finished.size())}));
}

Outcome TlsObject::server_side() { return Outcome::ok(Value::boolean(role_ == Role::kServer)); }

Outcome TlsObject::server_hostname() {
  return Outcome::ok(hostname_ ? Value::text(*hostname_) : Value());
}

void TlsObject::observe(State* state) {
  Guard guard(*runtime_, stream_);
  const int count = SSL_pending(ssl_.get());
  state->pending = count < 0 ? 0 : static_cast<std::uint64_t>(count);
  const char* version = version_text();
  state->version = version == nullptr ? "" : version;
  const SSL_CIPHER* cipher = SSL_get_current_cipher(ssl_.get());
  state->cipher = cipher == nullptr ? "" : SSL_CIPHER_get_name(cipher);
  state->alpn = selected_protocol(ssl_.get());
  state->session_reused = SSL_session_reused(ssl_.get()) != 0;
}

}  // namespace parallax::family
