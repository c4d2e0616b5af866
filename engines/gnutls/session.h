// GnuTlsSession: ssl.SSLSession over GnuTLS.
// Source: Python documentation, ssl.SSLSession; GnuTLS manual, gnutls_session_get_data2.
#ifndef PARALLAX_ENGINES_GNUTLS_SESSION_H_
#define PARALLAX_ENGINES_GNUTLS_SESSION_H_

#include <cstdint>
#include <memory>
#include <string>

#include "engines/gnutls/context.h"
#include "harness/contract/engine.h"

namespace parallax::gnutls {

class GnuTlsSession : public Session {
 public:
  struct Facts {
    std::string id;
    std::string data;  // for gnutls_session_set_data(); empty: nothing can be resumed
    std::int64_t time = 0;
    bool has_ticket = false;
  };
  GnuTlsSession(std::shared_ptr<Context> context, Facts facts)
      : context_(std::move(context)), facts_(std::move(facts)) {}

  Outcome get(std::string_view attribute) const override;
  bool equals(const Session& other) const override;

  const std::shared_ptr<Context>& context() const { return context_; }
  const std::string& data() const { return facts_.data; }

 private:
  std::shared_ptr<Context> context_;
  Facts facts_;
};

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_SESSION_H_
