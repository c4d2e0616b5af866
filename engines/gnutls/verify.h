// Verification: GnuTLS's verdict on a peer's certificate, in the terms of Python's errors.
//
// GnuTLS gives a set of faults where OpenSSL stops at its first; the first in OpenSSL's order
// (trust, then name, then signature and time) is the one told. Source:
// X509_STORE_CTX_get_error(3ssl); GnuTLS manual, gnutls_certificate_verify_peers; RFC 6125.
#ifndef PARALLAX_ENGINES_GNUTLS_VERIFY_H_
#define PARALLAX_ENGINES_GNUTLS_VERIFY_H_

#include <gnutls/gnutls.h>

#include <cstdint>
#include <optional>
#include <string>

namespace parallax::gnutls {

struct Fault {
  std::int64_t verify_code = 0;
  std::string verify_message;
  gnutls_alert_description_t alert = GNUTLS_A_BAD_CERTIFICATE;
};

// The fault of the certificate chain that the peer of `session` sent, none if it is good.
// `hostname`: the name it must bear, if any. A peer without certificate has no fault here.
std::optional<Fault> verify_peer(gnutls_session_t session, bool peer_is_server,
                                 const std::optional<std::string>& hostname);

// The name alone, for a resumed session, whose chain was judged when it was made.
std::optional<Fault> verify_name(gnutls_session_t session, const std::string& hostname);

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_VERIFY_H_
