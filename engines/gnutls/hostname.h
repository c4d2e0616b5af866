// Hostname: what wrap_bio() makes of its server_hostname.
//
// Source: contract, "SSLContext.wrap_bio"; CPython Lib/encodings/idna.py, Modules/_ssl.c.
#ifndef PARALLAX_ENGINES_GNUTLS_HOSTNAME_H_
#define PARALLAX_ENGINES_GNUTLS_HOSTNAME_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "harness/contract/outcome.h"

namespace parallax::gnutls {

// The name in ASCII (A-labels), or what Python raises.
tl::expected<std::string, Outcome> encode_hostname(std::string_view utf8);

// True for the text of an IPv4 or IPv6 address, which is never sent as server name.
bool is_address(const std::string& name);

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_HOSTNAME_H_
