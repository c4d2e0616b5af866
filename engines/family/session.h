// TlsSession: ssl.SSLSession.
#ifndef PARALLAX_ENGINES_FAMILY_SESSION_H_
#define PARALLAX_ENGINES_FAMILY_SESSION_H_

#include <memory>

#include "engines/family/context.h"
#include "engines/family/library.h"
#include "harness/contract/engine.h"

namespace parallax::family {

// Ownership: one reference to the session, and the context it belongs to, as CPython's.
class TlsSession final : public Session {
 public:
  TlsSession(std::shared_ptr<TlsContext> context, SslSessionPtr session)
      : context_(std::move(context)), session_(std::move(session)) {}
  Outcome get(std::string_view attribute) const override;
  bool equals(const Session& other) const override;

  const TlsContext& context() const { return *context_; }
  SSL_SESSION* ssl() const { return session_.get(); }

 private:
  std::shared_ptr<TlsContext> context_;
  SslSessionPtr session_;
};

// Through DER and back, as CPython copies sessions. The ValueError of a session that has no DER
// yet.
tl::expected<SslSessionPtr, Outcome> copy_session(const TlsContext& context, SSL_SESSION* session);

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_SESSION_H_
