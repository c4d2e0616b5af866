// ClientHello: the cipher suites that a client offered, which GnuTLS does not keep.
// Source: RFC 8446, section 4.1.2; RFC 5246, section 7.4.1.2.
#ifndef PARALLAX_ENGINES_GNUTLS_CLIENT_HELLO_H_
#define PARALLAX_ENGINES_GNUTLS_CLIENT_HELLO_H_

#include <string_view>
#include <vector>

#include "engines/gnutls/suites.h"

namespace parallax::gnutls {

// The suites of `body` (a ClientHello without its handshake header) that are known here, in the
// client's order. Malformed bodies give what was read so far.
std::vector<const Suite*> offered_suites(std::string_view body);

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_CLIENT_HELLO_H_
