// Certificate: an X.509 certificate as Python's getpeercert() shows it.
// Source: Python documentation, SSLSocket.getpeercert; RFC 5280.
#ifndef PARALLAX_ENGINES_GNUTLS_CERTIFICATE_H_
#define PARALLAX_ENGINES_GNUTLS_CERTIFICATE_H_

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <memory>
#include <string_view>
#include <type_traits>

#include "harness/contract/value.h"

namespace parallax::gnutls {

struct CertificateDeleter {
  void operator()(gnutls_x509_crt_t certificate) const { gnutls_x509_crt_deinit(certificate); }
};
using Certificate = std::unique_ptr<std::remove_pointer_t<gnutls_x509_crt_t>, CertificateDeleter>;

// Null where `der` is no certificate.
Certificate parse_certificate(const gnutls_datum_t& der);

// The dict, keys in Python's order.
Value describe(gnutls_x509_crt_t certificate);

inline std::string_view view(const gnutls_datum_t& datum) {
  return {reinterpret_cast<const char*>(datum.data), datum.size};
}

}  // namespace parallax::gnutls

#endif  // PARALLAX_ENGINES_GNUTLS_CERTIFICATE_H_
