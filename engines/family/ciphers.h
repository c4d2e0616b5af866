// Ciphers: cipher suites as Python shows them. Source: CPython Modules/_ssl.c, cipher_to_tuple and
// cipher_to_dict.
#ifndef PARALLAX_ENGINES_FAMILY_CIPHERS_H_
#define PARALLAX_ENGINES_FAMILY_CIPHERS_H_

#include "engines/family/library.h"
#include "harness/contract/value.h"

namespace parallax::family {

// ("TLS_AES_256_GCM_SHA384", "TLSv1.3", 256)
Value cipher_tuple(const SSL_CIPHER* cipher);
// An entry of SSLContext.get_ciphers().
Value cipher_dict(const SSL_CIPHER* cipher);

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_CIPHERS_H_
