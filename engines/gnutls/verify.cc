#include "engines/gnutls/verify.h"

#include <fmt/format.h>
#include <gnutls/x509.h>

#include <array>

#include "engines/gnutls/certificate.h"
#include "engines/gnutls/hostname.h"

namespace parallax::gnutls {
namespace {

struct Known {
  unsigned status;
  std::int64_t code;  // X509_V_ERR_*
  std::string_view message;
  gnutls_alert_description_t alert;
};

// Faults that come before the name, in OpenSSL's order.
constexpr auto kBeforeName = std::to_array<Known>({
    {GNUTLS_CERT_SIGNER_NOT_CA, 79, "invalid CA certificate", GNUTLS_A_UNKNOWN_CA},
    {GNUTLS_CERT_PURPOSE_MISMATCH, 26, "unsuitable certificate purpose",
     GNUTLS_A_UNSUPPORTED_CERTIFICATE},
    {GNUTLS_CERT_UNKNOWN_CRIT_EXTENSIONS, 34, "unhandled critical extension",
     GNUTLS_A_BAD_CERTIFICATE},
    {GNUTLS_CERT_INSECURE_ALGORITHM, 68, "CA signature digest algorithm too weak",
     GNUTLS_A_BAD_CERTIFICATE},
});
constexpr auto kAfterName = std::to_array<Known>({
    {GNUTLS_CERT_REVOKED, 23, "certificate revoked", GNUTLS_A_CERTIFICATE_REVOKED},
    {GNUTLS_CERT_SIGNER_CONSTRAINTS_FAILURE, 47, "permitted subtree violation",
     GNUTLS_A_BAD_CERTIFICATE},
    {GNUTLS_CERT_SIGNATURE_FAILURE, 7, "certificate signature failure", GNUTLS_A_DECRYPT_ERROR},
    {GNUTLS_CERT_NOT_ACTIVATED, 9, "certificate is not yet valid", GNUTLS_A_BAD_CERTIFICATE},
    {GNUTLS_CERT_EXPIRED, 10, "certificate has expired", GNUTLS_A_CERTIFICATE_EXPIRED},
});

template <std::size_t N>
std::optional<Fault> first_of(const std::array<Known, N>& known, unsigned status) {
  for (const Known& fault : known) {
    if ((status & fault.status) != 0)
      return Fault{fault.code, std::string(fault.message), fault.alert};
  }
  return std::nullopt;
}

bool self_issued(const gnutls_datum_t& der) {
  const Certificate certificate = parse_certificate(der);
  return certificate != nullptr &&
         gnutls_x509_crt_check_issuer(certificate.get(), certificate.get()) != 0;
}

// GnuTLS has one word for a path too long and a name outside the subtrees; here they are told
// apart.
bool path_too_long(const gnutls_datum_t* chain, unsigned length) {
  for (unsigned i = 1; i < length; ++i) {
    const Certificate authority = parse_certificate(chain[i]);
    unsigned is_authority = 0;
    int most = -1;
    if (authority == nullptr ||
        gnutls_x509_crt_get_basic_constraints(authority.get(), nullptr, &is_authority, &most) < 0) {
      continue;
    }
    if (most >= 0 && static_cast<int>(i) - 1 > most) return true;
  }
  return false;
}

// Likewise for a weak key and a weak signature.
std::optional<Fault> weak_key(const gnutls_datum_t* chain, unsigned length) {
  for (unsigned i = 0; i < length; ++i) {
    const Certificate certificate = parse_certificate(chain[i]);
    if (certificate == nullptr) continue;
    unsigned bits = 0;
    const int algorithm = gnutls_x509_crt_get_pk_algorithm(certificate.get(), &bits);
    if (algorithm < 0 || gnutls_pk_bits_to_sec_param(static_cast<gnutls_pk_algorithm_t>(algorithm),
                                                     bits) >= GNUTLS_SEC_PARAM_MEDIUM) {
      continue;
    }
    return i == 0 ? Fault{66, "EE certificate key too weak", GNUTLS_A_BAD_CERTIFICATE}
                  : Fault{67, "CA certificate key too weak", GNUTLS_A_BAD_CERTIFICATE};
  }
  return std::nullopt;
}

// Why no trusted issuer was found.
Fault unknown_issuer(const gnutls_datum_t* chain, unsigned length) {
  if (self_issued(chain[length - 1])) {
    if (length == 1) return {18, "self-signed certificate", GNUTLS_A_UNKNOWN_CA};
    return {19, "self-signed certificate in certificate chain", GNUTLS_A_UNKNOWN_CA};
  }
  return {20, "unable to get local issuer certificate", GNUTLS_A_UNKNOWN_CA};
}

}  // namespace

std::optional<Fault> verify_name(gnutls_session_t session, const std::string& hostname) {
  unsigned length = 0;
  const gnutls_datum_t* const chain = gnutls_certificate_get_peers(session, &length);
  const bool address = is_address(hostname);
  if (chain != nullptr && length != 0) {
    const Certificate leaf = parse_certificate(chain[0]);
    if (leaf != nullptr && gnutls_x509_crt_check_hostname2(leaf.get(), hostname.c_str(), 0) != 0) {
      return std::nullopt;
    }
  }
  return address
             ? Fault{64,
                     fmt::format("IP address mismatch, certificate is not valid for '{}'.",
                                 hostname),
                     GNUTLS_A_BAD_CERTIFICATE}
             : Fault{62,
                     fmt::format("Hostname mismatch, certificate is not valid for '{}'.", hostname),
                     GNUTLS_A_BAD_CERTIFICATE};
}

std::optional<Fault> verify_peer(gnutls_session_t session, bool peer_is_server,
                                 const std::optional<std::string>& hostname) {
  unsigned length = 0;
  const gnutls_datum_t* const chain = gnutls_certificate_get_peers(session, &length);
  if (chain == nullptr || length == 0) return std::nullopt;

  std::string purpose = peer_is_server ? GNUTLS_KP_TLS_WWW_SERVER : GNUTLS_KP_TLS_WWW_CLIENT;
  gnutls_typed_vdata_st data{};
  data.type = GNUTLS_DT_KEY_PURPOSE_OID;
  data.data = reinterpret_cast<unsigned char*>(purpose.data());
  data.size = 0;  // a string, ended by NUL
  unsigned status = 0;
  const int code = gnutls_certificate_verify_peers(session, &data, 1, &status);
  if (code < 0) return Fault{1, gnutls_strerror(code), GNUTLS_A_CERTIFICATE_UNKNOWN};

  if ((status & GNUTLS_CERT_SIGNER_NOT_FOUND) != 0) return unknown_issuer(chain, length);
  if ((status & GNUTLS_CERT_SIGNER_CONSTRAINTS_FAILURE) != 0 && path_too_long(chain, length)) {
    return Fault{25, "path length constraint exceeded", GNUTLS_A_BAD_CERTIFICATE};
  }
  if ((status & GNUTLS_CERT_INSECURE_ALGORITHM) != 0) {
    if (auto fault = weak_key(chain, length)) return fault;
  }
  if (auto fault = first_of(kBeforeName, status)) return fault;
  if (hostname.has_value()) {
    if (auto fault = verify_name(session, *hostname)) return fault;
  }
  if (auto fault = first_of(kAfterName, status)) return fault;
  if (status != 0) {
    return Fault{1, "unspecified certificate verification error", GNUTLS_A_CERTIFICATE_UNKNOWN};
  }
  return std::nullopt;
}

}  // namespace parallax::gnutls
