// Certificate: an X.509 certificate as SSLObject.getpeercert() shows it.
//
// Complexity: linear in the certificate. Source: CPython Modules/_ssl.c, _decode_certificate.
#ifndef PARALLAX_ENGINES_FAMILY_CERTIFICATE_H_
#define PARALLAX_ENGINES_FAMILY_CERTIFICATE_H_

#include "engines/family/library.h"
#include "engines/family/semantics.h"
#include "harness/contract/outcome.h"

namespace parallax::family {

// The dict: subject, issuer, version, serialNumber, notBefore, notAfter, and where the certificate
// has them subjectAltName, OCSP, caIssuers, crlDistributionPoints, in this order.
Outcome decode_certificate(const Semantics& semantics, const X509* certificate);
// DER.
Outcome encode_certificate(const Semantics& semantics, const X509* certificate);

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_CERTIFICATE_H_
