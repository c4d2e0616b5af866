// GnuTlsContext: ssl.SSLContext over GnuTLS.
//
// GnuTLS has no context; it has credentials and priorities, shared here through the cache, and per
// connection settings, kept here as options. What one context's connections share and another's
// must not see lives here: the key of session tickets and the store of TLS 1.2 sessions.
//
// Source: Python documentation, ssl.SSLContext; GnuTLS manual, "Session resumption".
#ifndef PARALLAX_ENGINES_GNUTLS_CONTEXT_H_
#define PARALLAX_ENGINES_GNUTLS_CONTEXT_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engines/gnutls/credentials.h"
#include "engines/gnutls/library.h"
#include "harness/contract/engine.h"

namespace parallax::gnutls {

class GnuTlsContext : public Context {
 public:
  static Result<GnuTlsContext> make(std::shared_ptr<Cache> cache, std::uint64_t seed,
                                    std::string_view name, const ContextOptions& options);

  Outcome on(std::string_view event, Reaction reaction) override;
  Outcome get(std::string_view attribute) override;
  Outcome set(std::string_view attribute, const Value& value) override;
  Outcome call(std::string_view method, const std::vector<Value>& arguments) override;

  const ContextOptions& options() const { return options_; }
  const Credentials& credentials() const { return *credentials_; }
  const std::shared_ptr<Credentials>& shared_credentials() const { return credentials_; }
  const std::shared_ptr<PriorityCache>& priority() const { return priority_; }
  const Reaction& sni() const { return sni_; }
  const Reaction& keylog() const { return keylog_; }
  std::optional<std::vector<std::string>>& kept_key_log() const { return cache_->key_log; }

  // The server's key for session tickets, 64 octets, drawn when first asked for.
  std::string& ticket_key();

  // TLS 1.2 sessions kept by the server, by their ids.
  void store_session(std::string id, std::string data);
  const std::string* find_session(const std::string& id) const;
  void remove_session(const std::string& id) { sessions_.erase(id); }

 private:
  GnuTlsContext(std::shared_ptr<Cache> cache, std::uint64_t seed, std::string_view name)
      : cache_(std::move(cache)), stream_(seed, name) {}
  // Makes `options` the context's, if GnuTLS has it all.
  Outcome adopt(const ContextOptions& options);

  std::shared_ptr<Cache> cache_;
  Stream stream_;
  ContextOptions options_;
  std::shared_ptr<Credentials> credentials_;
  std::shared_ptr<PriorityCache> priority_;
  std::string ticket_key_;
  std::map<std::string, std::string> sessions_;
  Reaction sni_;
  Reaction keylog_;
};

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_CONTEXT_H_
