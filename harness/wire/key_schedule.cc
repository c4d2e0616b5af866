#include "harness/wire/key_schedule.h"

#include <botan/hash.h>
#include <botan/mac.h>

namespace parallax::wire {
namespace {

const std::uint8_t* octets_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}
std::uint8_t* octets_of(std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); }

const char* hash_name(Digest digest) {
  switch (digest) {
    case Digest::kSha1:
      return "SHA-160";
    case Digest::kSha256:
      return "SHA-256";
    case Digest::kSha384:
      return "SHA-384";
    case Digest::kSha512:
      return "SHA-512";
  }
  return "";
}

const char* hmac_name(Digest digest) {
  switch (digest) {
    case Digest::kSha1:
      return "HMAC(SHA-160)";
    case Digest::kSha256:
      return "HMAC(SHA-256)";
    case Digest::kSha384:
      return "HMAC(SHA-384)";
    case Digest::kSha512:
      return "HMAC(SHA-512)";
  }
  return "";
}

std::string final_of(Botan::Buffered_Computation& computation) {
  std::string out(computation.output_length(), '\0');
  computation.final(octets_of(out));
  return out;
}

std::string zeros(Digest digest) { return std::string(digest_size(digest), '\0'); }

std::string joined(std::string_view a, std::string_view b) {
  std::string out(a);
  out += b;
  return out;
}

}  // namespace

std::string hash(Digest digest, std::string_view octets) {
  const auto function = Botan::HashFunction::create_or_throw(hash_name(digest));
  function->update(octets_of(octets), octets.size());
  return final_of(*function);
}

std::string hmac(Digest digest, std::string_view key, std::string_view octets) {
  const auto mac = Botan::MessageAuthenticationCode::create_or_throw(hmac_name(digest));
  mac->set_key(octets_of(key), key.size());
  mac->update(octets_of(octets), octets.size());
  return final_of(*mac);
}

TranscriptHash::TranscriptHash(Digest digest)
    : hash_(Botan::HashFunction::create_or_throw(hash_name(digest))) {}
TranscriptHash::TranscriptHash(const TranscriptHash& other) : hash_(other.hash_->copy_state()) {}
TranscriptHash& TranscriptHash::operator=(const TranscriptHash& other) {
  if (this != &other) hash_ = other.hash_->copy_state();
  return *this;
}
TranscriptHash::~TranscriptHash() = default;
void TranscriptHash::add(std::string_view octets) {
  hash_->update(octets_of(octets), octets.size());
}
std::string TranscriptHash::value() const { return final_of(*hash_->copy_state()); }

std::string hkdf_extract(Digest digest, std::string_view salt, std::string_view key) {
  return hmac(digest, salt.empty() ? zeros(digest) : salt, key);
}

std::string hkdf_expand(Digest digest, std::string_view secret, std::string_view info,
                        std::size_t length) {
  const auto mac = Botan::MessageAuthenticationCode::create_or_throw(hmac_name(digest));
  mac->set_key(octets_of(secret), secret.size());
  std::string out, block;
  for (std::uint8_t counter = 1; out.size() < length && counter != 0; ++counter) {
    mac->update(octets_of(block), block.size());
    mac->update(octets_of(info), info.size());
    mac->update(counter);
    block = final_of(*mac);
    out += block;
  }
  out.resize(length);
  return out;
}

std::string expand_label(Digest digest, std::string_view secret, std::string_view label,
                         std::string_view context, std::size_t length) {
  // struct HkdfLabel: uint16 length; opaque label<7..255>; opaque context<0..255>
  std::string info;
  info += static_cast<char>(length >> 8);
  info += static_cast<char>(length & 0xFF);
  info += static_cast<char>(label.size() + 6);
  info += "tls13 ";
  info += label;
  info += static_cast<char>(context.size());
  info += context;
  return hkdf_expand(digest, secret, info, length);
}

std::string derive_secret(Digest digest, std::string_view secret, std::string_view label,
                          std::string_view transcript_hash) {
  return expand_label(digest, secret, label, transcript_hash, digest_size(digest));
}

std::string early_secret(Digest digest, std::string_view psk) {
  return hkdf_extract(digest, "", psk.empty() ? zeros(digest) : psk);
}

std::string handshake_secret(Digest digest, std::string_view early, std::string_view shared) {
  return hkdf_extract(digest, derive_secret(digest, early, "derived", hash(digest, "")),
                      shared.empty() ? zeros(digest) : shared);
}

std::string master_secret(Digest digest, std::string_view handshake) {
  return hkdf_extract(digest, derive_secret(digest, handshake, "derived", hash(digest, "")),
                      zeros(digest));
}

std::string finished_mac(Digest digest, std::string_view base_key,
                         std::string_view transcript_hash) {
  return hmac(digest, expand_label(digest, base_key, "finished", "", digest_size(digest)),
              transcript_hash);
}

std::string next_traffic_secret(Digest digest, std::string_view secret) {
  return expand_label(digest, secret, "traffic upd", "", digest_size(digest));
}

std::string resumption_psk(Digest digest, std::string_view resumption_master,
                           std::string_view nonce) {
  return expand_label(digest, resumption_master, "resumption", nonce, digest_size(digest));
}

std::string signed_content(bool server, std::string_view transcript_hash) {
  std::string out(64, ' ');
  out += server ? "TLS 1.3, server CertificateVerify" : "TLS 1.3, client CertificateVerify";
  out += '\0';
  out += transcript_hash;
  return out;
}

TrafficKeys traffic_keys(const CipherSuite& suite, std::string_view traffic_secret) {
  constexpr std::size_t kIv = 12;  // RFC 8446 5.3: of every suite of TLS 1.3
  return {expand_label(suite.hash, traffic_secret, "key", "", suite.key_size),
          expand_label(suite.hash, traffic_secret, "iv", "", kIv)};
}

std::string prf(Digest digest, std::string_view secret, std::string_view label,
                std::string_view seed, std::size_t length) {
  const std::string start = joined(label, seed);
  std::string out, a = start;
  while (out.size() < length) {
    a = hmac(digest, secret, a);
    out += hmac(digest, secret, joined(a, start));
  }
  out.resize(length);
  return out;
}

namespace {
constexpr std::size_t kMaster = 48;        // RFC 5246 8.1
constexpr std::size_t kFinished12 = 12;    // RFC 5246 7.4.9
constexpr std::size_t kImplicitNonce = 4;  // RFC 5288 3
constexpr std::size_t kChaChaNonce = 12;   // RFC 7905 2
}  // namespace

std::string master_secret_12(Digest digest, std::string_view premaster,
                             std::string_view client_random, std::string_view server_random) {
  return prf(digest, premaster, "master secret", joined(client_random, server_random), kMaster);
}

std::string extended_master_secret(Digest digest, std::string_view premaster,
                                   std::string_view session_hash) {
  return prf(digest, premaster, "extended master secret", session_hash, kMaster);
}

std::string finished_12(Digest digest, std::string_view master, bool server,
                        std::string_view transcript_hash) {
  return prf(digest, master, server ? "server finished" : "client finished", transcript_hash,
             kFinished12);
}

KeyBlock key_block(const CipherSuite& suite, std::string_view master,
                   std::string_view client_random, std::string_view server_random) {
  const std::size_t mac = suite.aead() ? 0 : digest_size(suite.mac);
  const std::size_t iv = !suite.aead()                   ? 0
                         : suite.bulk == Bulk::kChaCha20 ? kChaChaNonce
                                                         : kImplicitNonce;
  const std::string block =
      prf(suite.hash, master, "key expansion", joined(server_random, client_random),
          2 * (mac + suite.key_size + iv));
  std::size_t at = 0;
  const auto take = [&](std::size_t length) {
    std::string out = block.substr(at, length);
    at += length;
    return out;
  };
  KeyBlock keys;
  keys.client.mac = take(mac);
  keys.server.mac = take(mac);
  keys.client.key = take(suite.key_size);
  keys.server.key = take(suite.key_size);
  keys.client.iv = take(iv);
  keys.server.iv = take(iv);
  return keys;
}

}  // namespace parallax::wire
