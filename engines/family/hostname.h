// Hostname: what Lib/ssl.py does with server_hostname before the library sees it, and, for
// Python 3.6, after the handshake.
//
// Pure functions. Source: CPython Lib/encodings/idna.py, Lib/ssl.py (SSLContext._encode_hostname,
// match_hostname of 3.6).
#ifndef PARALLAX_ENGINES_FAMILY_HOSTNAME_H_
#define PARALLAX_ENGINES_FAMILY_HOSTNAME_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "engines/family/semantics.h"
#include "harness/contract/outcome.h"

namespace parallax::family {

// `hostname.encode("idna").decode("ascii")` and the refusal of NUL. Names beyond ASCII need
// Unicode's preparation tables and are answered `unsupported`.
tl::expected<std::string, Outcome> encode_hostname(const Semantics& semantics,
                                                   std::string_view hostname);

// ssl.match_hostname of 3.6 on getpeercert()'s dict. ok None, or CertificateError or ValueError.
Outcome match_hostname(const Value& certificate, std::string_view hostname);

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_HOSTNAME_H_
