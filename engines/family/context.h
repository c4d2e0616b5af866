// TlsContext: ssl.SSLContext.
#ifndef PARALLAX_ENGINES_FAMILY_CONTEXT_H_
#define PARALLAX_ENGINES_FAMILY_CONTEXT_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engines/family/context_cache.h"
#include "engines/family/library.h"
#include "engines/family/runtime.h"
#include "harness/contract/engine.h"

namespace parallax::family {

// Of contexts and of objects; with its NUL, as CPython's sizeof has it.
inline constexpr std::string_view kSessionIdContext("Python\0", 7);

// Ownership: holds its SSL_CTX alone; SSL objects and sessions made from it hold the TlsContext.
// When the last goes, the SSL_CTX returns to the cache, unless something changed it.
class TlsContext final : public Context {
 public:
  // As Python does it: SSLContext(PROTOCOL_TLS_CLIENT or _SERVER), then minimum_version,
  // maximum_version, set_ciphers, options, check_hostname, verify_mode, verify_flags,
  // load_verify_locations, load_cert_chain, set_alpn_protocols, set_ecdh_curve, num_tickets,
  // post_handshake_auth. The first failure is the outcome.
  static Result<Context> make(const std::shared_ptr<Runtime>& runtime,
                              const std::shared_ptr<ContextCache>& cache, std::string_view name,
                              const ContextOptions& options);
  // A context on an SSL_CTX that someone else made and goes on setting up, such as an interpreter's
  // own: nothing is set on it, its application data and callbacks are left alone, it fits both
  // roles and is never cached. Takes over one reference to it. `settings`: what its owner keeps
  // beside it. Reactions (`on`) must not be installed: they would need the application data. The
  // host names of its objects are A-labels already.
  static std::shared_ptr<TlsContext> adopt(const std::shared_ptr<Runtime>& runtime, SslCtxPtr ssl,
                                           const ContextSettings& settings);
  TlsContext(std::shared_ptr<Runtime> runtime, std::shared_ptr<ContextCache> cache,
             std::string_view name, ContextOptions options);
  ~TlsContext() override;
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  Outcome on(std::string_view event, Reaction reaction) override;
  Outcome get(std::string_view attribute) override;
  Outcome set(std::string_view attribute, const Value& value) override;
  Outcome call(std::string_view method, const std::vector<Value>& arguments) override;
  std::vector<Note> notes() const override { return handle_->notes; }

  SSL_CTX* ssl() const { return handle_->ssl.get(); }
  bool is_adopted() const { return adopted_; }
  // Whether objects of that role may be made from it (PROTOCOL_TLS_CLIENT, PROTOCOL_TLS_SERVER).
  bool fits(Role role) const { return adopted_ || role == options_.role; }
  const ContextSettings& settings() const { return handle_->settings; }

  // Reactions, kept alive while they run even if a step replaces them. Null: none installed.
  using SharedReaction = std::shared_ptr<const Reaction>;
  SharedReaction sni, keylog, msg, psk;
  Runtime& runtime() const { return *runtime_; }
  // A connection of this context has drawn random octets.
  void mark_used() { used_ = true; }

 private:
  // Setting up (context.cc).
  Outcome create();
  Outcome constructor_defaults();
  Outcome configure();
  Outcome load_verify_locations(std::string_view name);
  Outcome load_cert_chain(std::string_view name);
  Outcome set_alpn_protocols(const std::vector<std::string>& protocols);
  Outcome set_ecdh_curve(std::string_view name);
  Outcome set_ciphers(std::string_view list);
  // Attributes (context_attributes.cc).
  Outcome set_options(const Value& value);
  Outcome set_verify_mode(int mode);
  Outcome set_verify_flags(std::uint64_t flags);
  Outcome set_check_hostname(bool on);
  Outcome set_version(bool minimum, const Value& value);
  Outcome set_num_tickets(const Value& value);
  Outcome verify_mode() const;
  Outcome stats() const;
  Outcome ciphers() const;
  Outcome store_stats() const;
  Outcome authorities(bool binary) const;
  // Callbacks (callbacks.cc).
  Outcome install_psk();

  std::shared_ptr<Runtime> runtime_;
  std::shared_ptr<ContextCache> cache_;
  Stream stream_;
  const ContextOptions options_;
  std::unique_ptr<ContextHandle> handle_;
  bool adopted_ = false;
  bool changed_ = false;
  bool used_ = false;
};

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_CONTEXT_H_
