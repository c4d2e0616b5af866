// Credentials: a certificate chain and its key, read from files and checked once.
//
// BoringSSL's servers are made anew for many scripts (context_cache.h says why), and half of what that costs is the check of
// the key's curve point. The second context of a name shares the first one's parsed chain and key.
//
// Threads: one thread's. Complexity: a lookup, and a comparison of two public keys. Bounds: one entry for each name of the
// PKI, some KiB. Errors: none; what cannot be kept is read again. Source: SSL_CTX_set_chain_and_key, openssl/ssl.h of BoringSSL.
#ifndef PARALLAX_ENGINES_FAMILY_CREDENTIALS_H_
#define PARALLAX_ENGINES_FAMILY_CREDENTIALS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engines/family/library.h"

namespace parallax::family {

class Credentials {
 public:
  // Gives the context what was kept under this name; false where that is nothing, or the library has no way to.
  bool give(std::string_view name, SSL_CTX* context) const;
  // Keeps what the context was given from files.
  void keep(std::string_view name, const SSL_CTX* context);

 private:
#if PARALLAX_FAMILY_BORINGSSL
  struct Kept {
    std::vector<BufferPtr> chain;
    KeyPtr key;
  };
  std::map<std::string, Kept, std::less<>> kept_;
#endif
};

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_CREDENTIALS_H_
