// TlsObject: ssl.SSLObject.
#ifndef PARALLAX_ENGINES_FAMILY_OBJECT_H_
#define PARALLAX_ENGINES_FAMILY_OBJECT_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engines/family/bio.h"
#include "engines/family/context.h"
#include "engines/family/errors.h"
#include "engines/family/library.h"
#include "engines/family/runtime.h"
#include "harness/contract/engine.h"

namespace parallax::family {

// Invariants: `ssl_` is never null in an object that wrap() gave out. An operation keeps the object
// alive while it runs: a reaction may drop the script's last reference.
class TlsObject final : public SslObject, public std::enable_shared_from_this<TlsObject> {
 public:
  // SSLContext.wrap_bio.
  static Result<SslObject> wrap(const std::shared_ptr<Runtime>& runtime, std::string_view name,
                                std::shared_ptr<TlsContext> context, std::shared_ptr<Bio> incoming,
                                std::shared_ptr<Bio> outgoing, const WrapOptions& options);
  TlsObject(std::shared_ptr<Runtime> runtime, std::string_view name,
            std::shared_ptr<TlsContext> context, std::shared_ptr<Bio> incoming,
            std::shared_ptr<Bio> outgoing, Role role);

  // Data and handshake (object.cc).
  Outcome do_handshake() override;
  Outcome read(std::int64_t length) override;
  Outcome read_into(std::int64_t length, std::string& buffer) override;
  // One SSL_read into the caller's memory: at most `length` octets, not 0, and one record. ok None
  // with the number in *count.
  Outcome read_some(char* out, std::size_t length, std::size_t* count);
  Outcome write(std::string_view data) override;
  Outcome unwrap() override;
  Outcome pending() override;
  Outcome verify_client_post_handshake() override;

  // What the connection is (object_facts.cc).
  Outcome version() override;
  Outcome cipher() override;
  Outcome shared_ciphers() override;
  Outcome compression() override;
  Outcome selected_alpn_protocol() override;
  Outcome selected_npn_protocol() override;
  Outcome getpeercert(bool binary_form) override;
  Outcome get_verified_chain() override;
  Outcome get_unverified_chain() override;
  Outcome get_channel_binding(std::string_view type) override;
  Outcome server_side() override;
  Outcome server_hostname() override;
  void observe(State* state) override;

  // Sessions and context (object_setup.cc).
  Outcome session_reused() override;
  Outcome session(std::shared_ptr<Session>* session) override;
  Outcome set_session(const std::shared_ptr<Session>& session) override;
  std::shared_ptr<Context> context() override { return context_; }
  Outcome set_context(const std::shared_ptr<Context>& context) override;

  // What callbacks leave behind (callbacks.cc).
  TlsContext& tls_context() const { return *context_; }
  SSL* ssl() const { return ssl_.get(); }
  Runtime& runtime() const { return *runtime_; }
  void add_keylog(std::string_view line) { keylog_.emplace_back(line); }
  void set_exception(PythonError error) { exception_ = std::move(error); }

 private:
  Outcome set_up(const WrapOptions& options);
  Outcome configure_hostname(const std::string& hostname);
  void ask_for_client_auth();
  // The end of every operation that may have called back: keeps the object, delivers key log lines,
  // and puts an exception from a callback in the place of success.
  Outcome finish(Guard& guard, Outcome outcome);
  Outcome failed(int returned, int ssl_error);
  Outcome read_octets(char* out, std::size_t length, std::size_t* count);
  Outcome chain(STACK_OF(X509) * certificates, bool with_peer);
  const char* version_text() const;

  std::shared_ptr<Runtime> runtime_;
  Stream stream_;
  std::shared_ptr<TlsContext> context_;
  // The context whose SSL_CTX made `ssl_`: the library goes back to it for tickets and sessions.
  std::shared_ptr<TlsContext> first_context_;
  std::shared_ptr<Bio> incoming_, outgoing_;
  SslPtr ssl_;
  Role role_;
  std::optional<std::string> hostname_;
  bool shutdown_seen_zero_ = false;
  std::vector<std::string> keylog_;
  std::optional<PythonError> exception_;
};

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_OBJECT_H_
