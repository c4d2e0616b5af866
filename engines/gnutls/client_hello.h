// ClientHello: the cipher suites that a client offered, which GnuTLS does not keep, and the name that it
// asks for, before GnuTLS acts on it.
// Source: RFC 8446, section 4.1.2; RFC 5246, section 7.4.1.2; RFC 6066, section 3.
#ifndef PARALLAX_ENGINES_GNUTLS_CLIENT_HELLO_H_
#define PARALLAX_ENGINES_GNUTLS_CLIENT_HELLO_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engines/gnutls/suites.h"

namespace parallax::gnutls {

// The suites of `body` (a ClientHello without its handshake header) that are known here, in the
// client's order. Malformed bodies give what was read so far.
std::vector<const Suite*> offered_suites(std::string_view body);

// The host name of server_name in `body`; none where there is none, or it cannot be read.
std::optional<std::string> requested_name(std::string_view body);

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_CLIENT_HELLO_H_
