// Errors: from what GnuTLS says to Python's exceptions.
//
// SSLError here has library "GNUTLS" and, as its reason, the name of GnuTLS's own error code
// without its prefix: GNUTLS_E_UNEXPECTED_PACKET is `reason="UNEXPECTED_PACKET"`. Source: Python
// documentation, "ssl", Exceptions; GnuTLS manual, "Error codes and descriptions".
#ifndef PARALLAX_ENGINES_GNUTLS_ERRORS_H_
#define PARALLAX_ENGINES_GNUTLS_ERRORS_H_

#include <gnutls/gnutls.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "harness/contract/outcome.h"

namespace parallax::gnutls {

// SSLError errno 1 for an error code of GnuTLS; `detail`, if any, follows its text.
Outcome ssl_error(int code, std::string_view detail = {});
// SSLWantReadError errno 2: nothing more can be done with what has come in.
Outcome want_read();
// SSLZeroReturnError errno 6: the connection has been closed.
Outcome zero_return();
// SSLEOFError errno 8. `code` is the error that showed it, 0 for an object that is dead already.
Outcome eof_error(int code);
// SSLCertVerificationError errno 1, with the codes of X509_STORE_CTX_get_error(3ssl).
Outcome verification_error(std::int64_t verify_code, std::string_view verify_message);

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_ERRORS_H_
