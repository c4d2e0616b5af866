#include "engines/family/context.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "engines/family/arguments.h"
#include "engines/family/callbacks.h"
#include "engines/family/errors.h"
#include "harness/contract/trust.h"

namespace parallax::family {
namespace {

const SSL_METHOD* method_of(Role role) {
  return role == Role::kClient ? TLS_client_method() : TLS_server_method();
}

// ssl.VerifyMode.
int verify_number(Verify verify) { return static_cast<int>(verify); }

// Before minimum_version (3.6) the versions left out are bits of `options`.
std::uint64_t versions_kept_out(const ContextOptions& options) {
  constexpr std::array<std::pair<Version, std::uint64_t>, 4> kBits = {
      {{Version::kTls10, SSL_OP_NO_TLSv1},
       {Version::kTls11, SSL_OP_NO_TLSv1_1},
       {Version::kTls12, SSL_OP_NO_TLSv1_2},
       {Version::kTls13, SSL_OP_NO_TLSv1_3}}};
  std::uint64_t bits = 0;
  for (const auto& [version, bit] : kBits) {
    if (version < options.minimum || version > options.maximum) bits |= bit;
  }
  return bits;
}

int choose_protocol(SSL* /*ssl*/, const unsigned char** out, unsigned char* length,
                    const unsigned char* offered, unsigned int offered_length, void* argument) {
  const auto& own = *static_cast<const std::string*>(argument);
  const int result = SSL_select_next_proto(
      const_cast<unsigned char**>(out), length, reinterpret_cast<const unsigned char*>(own.data()),
      static_cast<unsigned>(own.size()), offered, offered_length);
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

TlsContext::TlsContext(std::shared_ptr<Runtime> runtime, std::shared_ptr<ContextCache> cache,
                       std::string_view name, ContextOptions options)
    : runtime_(std::move(runtime)),
      cache_(std::move(cache)),
      stream_(runtime_->stream(name)),
      options_(std::move(options)) {}

TlsContext::~TlsContext() {
  if (handle_ != nullptr && handle_->ssl != nullptr && !changed_) {
    cache_->put(options_, std::move(handle_), used_);
  }
}

Result<Context> TlsContext::make(const std::shared_ptr<Runtime>& runtime,
                                 const std::shared_ptr<ContextCache>& cache, std::string_view name,
                                 const ContextOptions& options) {
  auto context = std::make_shared<TlsContext>(runtime, cache, name, options);
  context->handle_ = cache->take(options, &context->stream_);
  if (context->handle_ == nullptr) {
    Outcome outcome = context->create();
    if (!outcome.is_ok()) return tl::unexpected(std::move(outcome));
  }
  SSL_CTX_set_app_data(context->ssl(), context.get());
  if (runtime->keeps_key_log) SSL_CTX_set_keylog_callback(context->ssl(), on_keylog);
  return std::shared_ptr<Context>(std::move(context));
}

std::shared_ptr<TlsContext> TlsContext::adopt(const std::shared_ptr<Runtime>& runtime,
                                              SslCtxPtr ssl, const ContextSettings& settings) {
  auto context = std::make_shared<TlsContext>(runtime, nullptr, "", ContextOptions{});
  context->handle_ = std::make_unique<ContextHandle>();
  context->handle_->ssl = std::move(ssl);
  context->handle_->settings = settings;
  context->handle_->stats_at_start = session_stats(context->ssl());
  context->adopted_ = true;
  context->changed_ = true;  // never cached
  return context;
}

Outcome TlsContext::create() {
  Recording recording;
  Guard guard(*runtime_, stream_, &recording);
  handle_ = std::make_unique<ContextHandle>();
  changed_ = true;  // a context half made is not kept
  handle_->ssl.reset(SSL_CTX_new(method_of(options_.role)));
  if (handle_->ssl == nullptr) return call_failed(runtime_->semantics);
  Outcome outcome = constructor_defaults();
  if (outcome.is_ok()) outcome = configure();
  outcome = guard.finish(std::move(outcome));
  if (!outcome.is_ok()) return outcome;
  handle_->notes = outcome.notes();
  note_draws(handle_.get(), recording);
  handle_->stats_at_start = session_stats(ssl());
  changed_ = false;
  return outcome;
}

// SSLContext.__new__.
Outcome TlsContext::constructor_defaults() {
  const Semantics& semantics = runtime_->semantics;
  ContextSettings& settings = handle_->settings;
  settings.check_hostname = options_.role == Role::kClient;
  Outcome outcome =
      set_verify_mode(verify_number(settings.check_hostname ? Verify::kRequired : Verify::kNone));
  if (!outcome.is_ok()) return outcome;
  auto options = static_cast<std::uint64_t>(SSL_OP_ALL) &
                 ~static_cast<std::uint64_t>(SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS);
  options |= SSL_OP_NO_SSLv2 | SSL_OP_NO_SSLv3 | SSL_OP_NO_COMPRESSION |
             SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_SINGLE_DH_USE | SSL_OP_SINGLE_ECDH_USE;
#ifdef SSL_OP_IGNORE_UNEXPECTED_EOF
  if (semantics.ignore_unexpected_eof) options |= SSL_OP_IGNORE_UNEXPECTED_EOF;
#endif
  using Options = decltype(SSL_CTX_get_options(ssl()));
  SSL_CTX_set_options(ssl(), static_cast<Options>(options));
  if (!semantics.default_ciphers.empty() &&
      SSL_CTX_set_cipher_list(ssl(), semantics.default_ciphers.c_str()) != 1) {
    ERR_clear_error();
    // BoringSSL knows no security levels; it keeps its own list.
#if !PARALLAX_FAMILY_BORINGSSL
    return Outcome::raised("SSLError", "No cipher can be selected.");
#endif
  }
  if (semantics.minimum_tls12) SSL_CTX_set_min_proto_version(ssl(), TLS1_2_VERSION);
  SSL_CTX_set_mode(ssl(), SSL_MODE_RELEASE_BUFFERS);
  if (!semantics.session_id_on_object) {
    SSL_CTX_set_session_id_context(ssl(),
                                   reinterpret_cast<const unsigned char*>(kSessionIdContext.data()),
                                   static_cast<unsigned>(kSessionIdContext.size()));
  }
  X509_VERIFY_PARAM* param = SSL_CTX_get0_param(ssl());
  X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_TRUSTED_FIRST);
  if (semantics.hostname_in_library) X509_VERIFY_PARAM_set_hostflags(param, settings.host_flags);
#if !PARALLAX_FAMILY_BORINGSSL
  SSL_CTX_set_post_handshake_auth(ssl(), 0);
#endif
  return Outcome::ok();
}

Outcome TlsContext::configure() {
  const auto number = [](auto value) { return Value::integer(static_cast<std::int64_t>(value)); };
  Outcome outcome;
  std::uint64_t options = options_.options.value_or(kDefaultOptions);
  if (!options_.own_defaults) {
#if !PARALLAX_FAMILY_BORINGSSL
    // What a build begins with differs: 1 in OpenSSL's own up to 3.1, 2 in Debian's and from 3.2 on.
    constexpr int kSecurityLevel = 2;
    SSL_CTX_set_security_level(ssl(), kSecurityLevel);
#endif
    if (!runtime_->semantics.version_attributes) options |= versions_kept_out(options_);
    if (runtime_->semantics.version_attributes) {
      outcome = set_version(true, number(options_.minimum));
      if (outcome.is_ok()) outcome = set_version(false, number(options_.maximum));
    }
    if (outcome.is_ok()) outcome = set_ciphers(options_.ciphers);
  }
  if (outcome.is_ok() && (!options_.own_defaults || options_.options)) {
    outcome = set_options(from_unsigned(options));
  }
  if (outcome.is_ok()) outcome = set_check_hostname(options_.check_hostname);
  if (outcome.is_ok()) outcome = set("verify_mode", number(verify_number(options_.verify)));
  if (outcome.is_ok() && options_.verify_flags) outcome = set_verify_flags(*options_.verify_flags);
  if (outcome.is_ok() && options_.authority) outcome = load_verify_locations(*options_.authority);
  for (const std::string& name : options_.certificates) {
    if (outcome.is_ok()) outcome = load_cert_chain(name);
  }
  if (outcome.is_ok() && !options_.alpn.empty()) outcome = set_alpn_protocols(options_.alpn);
  if (outcome.is_ok() && !options_.curve.empty()) outcome = set_ecdh_curve(options_.curve);
  if (outcome.is_ok() && options_.tickets) {
    outcome = runtime_->semantics.num_tickets
                  ? set_num_tickets(number(*options_.tickets))
                  : Outcome::unsupported("num_tickets needs Python 3.8");
  }
  if (outcome.is_ok()) handle_->settings.post_handshake_auth = options_.post_handshake_auth;
  return outcome;
}

Outcome TlsContext::set_ciphers(std::string_view list) {
  if (SSL_CTX_set_cipher_list(ssl(), std::string(list).c_str()) == 1) return Outcome::ok();
  ERR_clear_error();
  return Outcome::raised("SSLError", "No cipher can be selected.");
}

Outcome TlsContext::load_verify_locations(std::string_view name) {
  if (name == kSystemTrust)  // SSLContext.load_default_certs
    return SSL_CTX_set_default_verify_paths(ssl()) == 1 ? Outcome::ok()
                                                        : call_failed(runtime_->semantics);
  const std::string path = runtime_->pki + "/" + std::string(name) + ".pem";
  errno = 0;
  if (SSL_CTX_load_verify_locations(ssl(), path.c_str(), nullptr) == 1) return Outcome::ok();
  if (errno == 0) return call_failed(runtime_->semantics);
  ERR_clear_error();
  return os_error(errno);
}

Outcome TlsContext::load_cert_chain(std::string_view name) {
  const std::string path = runtime_->pki + "/" + std::string(name);
  if (cache_ != nullptr && cache_->credentials().give(name, ssl())) return Outcome::ok();
  ERR_clear_error();  // of what could not be given
  errno = 0;
  if (SSL_CTX_use_certificate_chain_file(ssl(), (path + ".pem").c_str()) != 1 ||
      SSL_CTX_use_PrivateKey_file(ssl(), (path + ".key").c_str(), SSL_FILETYPE_PEM) != 1) {
    if (errno == 0) return call_failed(runtime_->semantics);
    ERR_clear_error();
    return os_error(errno);
  }
  if (SSL_CTX_check_private_key(ssl()) != 1) return call_failed(runtime_->semantics);
  if (cache_ != nullptr) cache_->credentials().keep(name, ssl());
  return Outcome::ok();
}

Outcome TlsContext::set_alpn_protocols(const std::vector<std::string>& protocols) {
  std::string list;
  for (const std::string& protocol : protocols) {
    if (std::ranges::any_of(protocol,
                            [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
      return Outcome::raised("UnicodeEncodeError", "ordinal not in range(128)");
    }
    if (protocol.empty() || protocol.size() > 255) {  // the length is one octet (RFC 7301)
      return Outcome::raised("SSLError", "ALPN protocols must be 1 to 255 in length");
    }
    list += static_cast<char>(protocol.size());
    list += protocol;
  }
  *handle_->protocols = std::move(list);
  const std::string& own = *handle_->protocols;
  if (SSL_CTX_set_alpn_protos(ssl(), reinterpret_cast<const unsigned char*>(own.data()),
                              static_cast<unsigned>(own.size())) != 0) {
    return Outcome::raised("MemoryError", "");
  }
  SSL_CTX_set_alpn_select_cb(ssl(), choose_protocol, handle_->protocols.get());
  return Outcome::ok();
}

Outcome TlsContext::set_ecdh_curve(std::string_view name) {
  int nid = OBJ_sn2nid(std::string(name).c_str());
  if (nid == NID_undef)
    return value_error("unknown elliptic curve name '" + std::string(name) + "'");
  if ((PARALLAX_FAMILY_OPENSSL3 != 0 || PARALLAX_FAMILY_BORINGSSL != 0) &&
      runtime_->semantics.set_groups) {
#if PARALLAX_FAMILY_BORINGSSL
    const int set = SSL_CTX_set1_curves(ssl(), &nid, 1);
#else
    const auto set = SSL_CTX_set1_groups(ssl(), &nid, 1);
#endif
    return set == 1 ? Outcome::ok() : call_failed(runtime_->semantics);
  }
  const EcKeyPtr key(EC_KEY_new_by_curve_name(nid));
  if (key == nullptr) return call_failed(runtime_->semantics);
  SSL_CTX_set_tmp_ecdh(ssl(), key.get());
  return Outcome::ok();
}

}  // namespace parallax::family
