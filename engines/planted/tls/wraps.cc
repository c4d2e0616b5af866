// The functions of OpenSSL 3.0 that protocol plants replace (linked by --wrap: CMakeLists.txt lists them).
//
// Each wrapper does what the real one does unless its bug is on. Signatures are those of OpenSSL 3.0's
// ssl/ and include/openssl; one that does not fit shows at once, since a plant that does nothing fails its test.
#include <openssl/evp.h>
#include <openssl/ssl.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "engines/planted/protocol.h"

namespace {

std::string_view planted;  // points into the table: the bug that is on

bool is(std::string_view bug) { return planted == bug; }

// Set while a function runs in which a comparison or a signature is to be waved through.
thread_local bool lenient = false;
thread_local bool in_certificate_verify = false;

class Lenient {
 public:
  explicit Lenient(bool on) : before_(lenient) { lenient = lenient || on; }
  ~Lenient() { lenient = before_; }
  Lenient(const Lenient&) = delete;
  Lenient& operator=(const Lenient&) = delete;

 private:
  bool before_;
};

// struct packet_st, ssl/packet_local.h.
struct Packet {
  const unsigned char* curr;
  std::size_t remaining;
};

// enum MSG_PROCESS_RETURN, ssl/statem/statem.h.
constexpr int kFinishedReading = 1, kContinueReading = 3;

// Handshake types, RFC 8446 4, and OpenSSL's number for change_cipher_spec.
constexpr int kCertificate = 11, kFinished = 20, kChangeCipherSpec = 0x0101;

// Where struct ssl_st of OpenSSL 3.0 keeps what SSL_get_state() gives: not the same in every patch release.
OSSL_HANDSHAKE_STATE* state_of(SSL* ssl) {
  for (const int offset : {92, 96}) {
    auto* state = reinterpret_cast<OSSL_HANDSHAKE_STATE*>(reinterpret_cast<char*>(ssl) + offset);
    if (*state == SSL_get_state(ssl)) return state;
  }
  std::fputs(
      "planted_tls: this OpenSSL keeps its state elsewhere; mend state_of() in "
      "engines/planted/tls/wraps.cc\n",
      stderr);
  std::abort();
}

}  // namespace

extern "C" {

__attribute__((visibility("default"))) int parallax_plant_protocol(const char* name) {
  for (const parallax::Plant& plant : parallax::protocol_plants()) {
    if (plant.name == name) planted = plant.name;
  }
  return planted.empty() ? 0 : 1;
}

// NOLINTBEGIN(bugprone-reserved-identifier): the names that the linker's --wrap makes
int __real_CRYPTO_memcmp(const void* a, const void* b, std::size_t length);
int __wrap_CRYPTO_memcmp(const void* a, const void* b, std::size_t length) {
  return lenient ? 0 : __real_CRYPTO_memcmp(a, b, length);
}

int __real_tls_process_finished(SSL* ssl, void* packet);
int __wrap_tls_process_finished(SSL* ssl, void* packet) {
  const Lenient scope(is("wrong-finished"));
  return __real_tls_process_finished(ssl, packet);
}

int __real_tls_psk_do_binder(SSL* ssl, const void* md, const unsigned char* start,
                             std::size_t offset, const unsigned char* in, unsigned char* out,
                             void* session, int sign, int external);
int __wrap_tls_psk_do_binder(SSL* ssl, const void* md, const unsigned char* start,
                             std::size_t offset, const unsigned char* in, unsigned char* out,
                             void* session, int sign, int external) {
  const Lenient scope(is("wrong-binder") && sign == 0);
  return __real_tls_psk_do_binder(ssl, md, start, offset, in, out, session, sign, external);
}

int __real_ssl3_get_record(SSL* ssl);
int __wrap_ssl3_get_record(SSL* ssl) {
  const Lenient scope(is("wrong-mac"));
  return __real_ssl3_get_record(ssl);
}

int __real_tls13_enc(SSL* ssl, void* records, std::size_t count, int sending, void* mac,
                     std::size_t mac_size);
int __wrap_tls13_enc(SSL* ssl, void* records, std::size_t count, int sending, void* mac,
                     std::size_t mac_size) {
  const Lenient scope(is("wrong-tag") && sending == 0);
  return __real_tls13_enc(ssl, records, count, sending, mac, mac_size);
}

int __real_EVP_CipherFinal_ex(EVP_CIPHER_CTX* context, unsigned char* out, int* length);
int __wrap_EVP_CipherFinal_ex(EVP_CIPHER_CTX* context, unsigned char* out, int* length) {
  const int result = __real_EVP_CipherFinal_ex(context, out, length);
  if (result > 0 || !lenient || !is("wrong-tag")) return result;
  *length = 0;
  return 1;
}

int __real_tls_process_cert_verify(SSL* ssl, void* packet);
int __wrap_tls_process_cert_verify(SSL* ssl, void* packet) {
  const Lenient scope(is("wrong-signature"));
  in_certificate_verify = true;
  const int result = __real_tls_process_cert_verify(ssl, packet);
  in_certificate_verify = false;
  return result;
}

int __real_EVP_DigestVerify(EVP_MD_CTX* context, const unsigned char* signature, std::size_t size,
                            const unsigned char* content, std::size_t length);
int __wrap_EVP_DigestVerify(EVP_MD_CTX* context, const unsigned char* signature, std::size_t size,
                            const unsigned char* content, std::size_t length) {
  const int result = __real_EVP_DigestVerify(context, signature, size, content, length);
  // What a ServerKeyExchange signs is two randoms and a point; a certificate is longer.
  constexpr std::size_t kLongestParameters = 64 + 4 + 133;
  const bool key_exchange =
      is("wrong-key-exchange") && !in_certificate_verify && length <= kLongestParameters;
  return lenient || key_exchange ? 1 : result;
}

int __real_ssl3_send_alert(SSL* ssl, int level, int description);
int __wrap_ssl3_send_alert(SSL* ssl, int level, int description) {
  const bool fatal = level == SSL3_AL_FATAL;
  if (fatal && is("no-fatal-alert")) return 1;
  if (fatal && is("mild-alert")) level = SSL3_AL_WARNING;
  if (fatal && is("blurred-alert")) description = SSL_AD_INTERNAL_ERROR;
  return __real_ssl3_send_alert(ssl, level, description);
}

int __real_ossl_statem_client_read_transition(SSL* ssl, int message);
int __wrap_ossl_statem_client_read_transition(SSL* ssl, int message) {
  const bool tls13 = SSL_version(ssl) == TLS1_3_VERSION;
  if (tls13 && is("skips-server-verify") && message == kFinished &&
      SSL_get_state(ssl) == TLS_ST_CR_CERT)
    *state_of(ssl) = TLS_ST_CR_CERT_VRFY;
  if (tls13 && is("skips-encrypted-extensions") && message == kCertificate &&
      SSL_get_state(ssl) == TLS_ST_CR_SRVR_HELLO)
    *state_of(ssl) = TLS_ST_CR_ENCRYPTED_EXTENSIONS;
  return __real_ossl_statem_client_read_transition(ssl, message);
}

int __real_ossl_statem_server_read_transition(SSL* ssl, int message);
int __wrap_ossl_statem_server_read_transition(SSL* ssl, int message) {
  const bool tls13 = SSL_version(ssl) == TLS1_3_VERSION;
  if (tls13 && is("skips-client-verify") && message == kFinished &&
      SSL_get_state(ssl) == TLS_ST_SR_CERT)
    *state_of(ssl) = TLS_ST_SR_CERT_VRFY;
  if (!tls13 && is("early-change-cipher-spec") && message == kChangeCipherSpec &&
      SSL_get_state(ssl) == TLS_ST_SW_SRVR_DONE) {
    *state_of(ssl) = TLS_ST_SR_CHANGE;
    lenient = true;  // until it is processed, just below
    return 1;
  }
  return __real_ossl_statem_server_read_transition(ssl, message);
}

int __real_tls_process_change_cipher_spec(SSL* ssl, void* packet);
int __wrap_tls_process_change_cipher_spec(SSL* ssl, void* packet) {
  if (is("early-change-cipher-spec") && lenient) {
    lenient = false;
    *state_of(ssl) = TLS_ST_SW_SRVR_DONE;
    return kContinueReading;
  }
  return __real_tls_process_change_cipher_spec(ssl, packet);
}

int __real_ossl_statem_app_data_allowed(SSL* ssl);
int __wrap_ossl_statem_app_data_allowed(SSL* ssl) {
  return is("data-before-finished") ? 1 : __real_ossl_statem_app_data_allowed(ssl);
}

int __real_tls_process_key_update(SSL* ssl, void* packet);
int __wrap_tls_process_key_update(SSL* ssl, void* packet) {
  if (is("loses-key-update")) return kFinishedReading;
  auto* octets = static_cast<Packet*>(packet);
  if (is("silent-key-update") && octets->remaining == 1) {
    constexpr unsigned char kNotRequested = 0;
    octets->curr = &kNotRequested;
  }
  return __real_tls_process_key_update(ssl, packet);
}

int __real_tls_parse_stoc_cookie(SSL* ssl, void* packet, unsigned context, void* x,
                                 std::size_t index);
int __wrap_tls_parse_stoc_cookie(SSL* ssl, void* packet, unsigned context, void* x,
                                 std::size_t index) {
  if (is("forgets-cookie")) return 1;
  return __real_tls_parse_stoc_cookie(ssl, packet, context, x, index);
}

int __real_tls_parse_stoc_ems(SSL* ssl, void* packet, unsigned context, void* x, std::size_t index);
int __wrap_tls_parse_stoc_ems(SSL* ssl, void* packet, unsigned context, void* x,
                              std::size_t index) {
  if (is("forgets-master-secret")) return 1;
  return __real_tls_parse_stoc_ems(ssl, packet, context, x, index);
}

int __real_tls_parse_stoc_renegotiate(SSL* ssl, void* packet, unsigned context, void* x,
                                      std::size_t index);
int __wrap_tls_parse_stoc_renegotiate(SSL* ssl, void* packet, unsigned context, void* x,
                                      std::size_t index) {
  if (is("wrong-renegotiation-info")) return 1;
  return __real_tls_parse_stoc_renegotiate(ssl, packet, context, x, index);
}

int __real_tls_validate_all_contexts(SSL* ssl, unsigned context, void* extensions);
int __wrap_tls_validate_all_contexts(SSL* ssl, unsigned context, void* extensions) {
  if (is("misplaced-extension")) return 1;
  return __real_tls_validate_all_contexts(ssl, context, extensions);
}
// NOLINTEND(bugprone-reserved-identifier)

}  // extern "C"
