// Key schedule: from secrets to keys, of TLS 1.3 and 1.2.
//
// Pure functions over octets, on Botan's HMAC. Secrets are plain strings: they are test material, logged
// and shown at will, and never anybody's.
//
// Threads: any. Complexity: linear in the octets. Errors: none; every length is accepted.
// Source: RFC 8446 section 7; RFC 5246 sections 5, 6.3 and 8.1; RFC 7627 section 4; RFC 5869.
#ifndef PARALLAX_HARNESS_WIRE_KEY_SCHEDULE_H_
#define PARALLAX_HARNESS_WIRE_KEY_SCHEDULE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "harness/wire/suites.h"

namespace Botan {
class HashFunction;
}

namespace parallax::wire {

std::string hash(Digest digest, std::string_view octets);
std::string hmac(Digest digest, std::string_view key, std::string_view octets);

// The hash of handshake messages so far, which can be asked at any point. Copies are cheap.
class TranscriptHash {
 public:
  explicit TranscriptHash(Digest digest);
  TranscriptHash(const TranscriptHash& other);
  TranscriptHash& operator=(const TranscriptHash& other);
  ~TranscriptHash();
  void add(std::string_view octets);
  std::string value() const;

 private:
  std::unique_ptr<Botan::HashFunction> hash_;
};

// TLS 1.3.
std::string hkdf_extract(Digest digest, std::string_view salt, std::string_view key);
std::string hkdf_expand(Digest digest, std::string_view secret, std::string_view info,
                        std::size_t length);
// HKDF-Expand-Label; the label without its "tls13 ".
std::string expand_label(Digest digest, std::string_view secret, std::string_view label,
                         std::string_view context, std::size_t length);
// Derive-Secret, given the hash of the messages.
std::string derive_secret(Digest digest, std::string_view secret, std::string_view label,
                          std::string_view transcript_hash);

// The ladder of RFC 8446 7.1. An absent input (`psk`, `shared`) is a string of zeros.
std::string early_secret(Digest digest, std::string_view psk);
std::string handshake_secret(Digest digest, std::string_view early, std::string_view shared);
std::string master_secret(Digest digest, std::string_view handshake);

// The verify_data of a Finished message, and of a PSK binder: RFC 8446 4.4.4, 4.2.11.2.
std::string finished_mac(Digest digest, std::string_view base_key,
                         std::string_view transcript_hash);
// What follows an application traffic secret upon KeyUpdate: RFC 8446 7.2.
std::string next_traffic_secret(Digest digest, std::string_view secret);
// The PSK of a ticket: RFC 8446 4.6.1.
std::string resumption_psk(Digest digest, std::string_view resumption_master,
                           std::string_view nonce);
// What a CertificateVerify signs: RFC 8446 4.4.3.
std::string signed_content(bool server, std::string_view transcript_hash);

struct TrafficKeys {
  std::string key, iv;
};
TrafficKeys traffic_keys(const CipherSuite& suite, std::string_view traffic_secret);

// TLS 1.2.
std::string prf(Digest digest, std::string_view secret, std::string_view label,
                std::string_view seed, std::size_t length);
std::string master_secret_12(Digest digest, std::string_view premaster,
                             std::string_view client_random, std::string_view server_random);
// With the extension extended_master_secret; the hash covers the messages up to ClientKeyExchange.
std::string extended_master_secret(Digest digest, std::string_view premaster,
                                   std::string_view session_hash);
std::string finished_12(Digest digest, std::string_view master, bool server,
                        std::string_view transcript_hash);

struct DirectionKeys {
  std::string mac;  // CBC suites only
  std::string key;
  std::string iv;  // the implicit part: 4 octets of GCM and CCM, 12 of ChaCha20, none of CBC
};
struct KeyBlock {
  DirectionKeys client, server;  // as they write
};
KeyBlock key_block(const CipherSuite& suite, std::string_view master,
                   std::string_view client_random, std::string_view server_random);

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_KEY_SCHEDULE_H_
