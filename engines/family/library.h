// Library: the headers of whichever library of the OpenSSL family the adapter is built against, and
// what that library has. Everything that differs between members of the family is named here once.
//
// Supported: OpenSSL 1.1.1 to 3.5; BoringSSL. AWS-LC is treated as a BoringSSL.
#ifndef PARALLAX_ENGINES_FAMILY_LIBRARY_H_
#define PARALLAX_ENGINES_FAMILY_LIBRARY_H_

// CPython uses the older interfaces too; the adapter must make the same calls.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#if defined(OPENSSL_IS_BORINGSSL) || defined(OPENSSL_IS_AWSLC)
#define PARALLAX_FAMILY_BORINGSSL 1
#else
#define PARALLAX_FAMILY_BORINGSSL 0
#endif

#if !PARALLAX_FAMILY_BORINGSSL && OPENSSL_VERSION_NUMBER >= 0x30000000L
#define PARALLAX_FAMILY_OPENSSL3 1
#else
#define PARALLAX_FAMILY_OPENSSL3 0
#endif

#include <memory>

namespace parallax::family {

template <auto Free>
struct Freer {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
inline void free_octets(void* octets) { OPENSSL_free(octets); }

using BioPtr = std::unique_ptr<BIO, Freer<BIO_free>>;
using X509Ptr = std::unique_ptr<X509, Freer<X509_free>>;
using SslCtxPtr = std::unique_ptr<SSL_CTX, Freer<SSL_CTX_free>>;
using SslPtr = std::unique_ptr<SSL, Freer<SSL_free>>;
using SslSessionPtr = std::unique_ptr<SSL_SESSION, Freer<SSL_SESSION_free>>;
using EcKeyPtr = std::unique_ptr<EC_KEY, Freer<EC_KEY_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
#if PARALLAX_FAMILY_BORINGSSL
using BufferPtr = std::unique_ptr<CRYPTO_BUFFER, Freer<CRYPTO_BUFFER_free>>;
#endif
using OctetsPtr = std::unique_ptr<unsigned char, Freer<free_octets>>;
using AddressPtr = std::unique_ptr<ASN1_OCTET_STRING, Freer<ASN1_OCTET_STRING_free>>;

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_LIBRARY_H_
