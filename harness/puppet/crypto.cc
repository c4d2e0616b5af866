#include "harness/puppet/crypto.h"

#include <botan/ber_dec.h>
#include <botan/curve25519.h>
#include <botan/data_src.h>
#include <botan/ec_group.h>
#include <botan/ecdh.h>
#include <botan/pem.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/rng.h>
#include <botan/rsa.h>
#include <botan/x509cert.h>
#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <tuple>
#include <utility>

namespace parallax::puppet {
namespace {

// Botan's generator over ours.
class Rng final : public Botan::RandomNumberGenerator {
 public:
  explicit Rng(const Entropy& entropy) : entropy_(entropy) {}
  void randomize(std::uint8_t output[], std::size_t length) override { entropy_(output, length); }
  bool accepts_input() const override { return false; }
  void add_entropy(const std::uint8_t[], std::size_t) override {}
  std::string name() const override { return "script"; }
  void clear() override {}
  bool is_seeded() const override { return true; }

 private:
  const Entropy& entropy_;
};

const std::uint8_t* octets_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}
template <typename Octets>
std::string string_of(const Octets& octets) {
  return {octets.begin(), octets.end()};
}

const char* curve_name(std::uint16_t group) {
  switch (group) {
    case kSecp256r1:
      return "secp256r1";
    case kSecp384r1:
      return "secp384r1";
    case kSecp521r1:
      return "secp521r1";
    default:
      return nullptr;
  }
}

// Looking a curve up takes a lock and a table: once a curve is enough.
const Botan::EC_Group& curve(std::uint16_t group) {
  static const Botan::EC_Group p256("secp256r1"), p384("secp384r1"), p521("secp521r1");
  return group == kSecp256r1 ? p256 : group == kSecp384r1 ? p384 : p521;
}

struct Scheme {
  std::uint16_t id;
  const char* key;      // Botan's name of the algorithm
  const char* padding;  // Botan's name of the encoding
};
// RFC 8446 4.2.3.
constexpr Scheme kSchemes[] = {
    {0x0403, "ECDSA", "EMSA1(SHA-256)"},
    {0x0503, "ECDSA", "EMSA1(SHA-384)"},
    {0x0603, "ECDSA", "EMSA1(SHA-512)"},
    {0x0804, "RSA", "EMSA4(SHA-256,MGF1,32)"},
    {0x0805, "RSA", "EMSA4(SHA-384,MGF1,48)"},
    {0x0806, "RSA", "EMSA4(SHA-512,MGF1,64)"},
    {0x0807, "Ed25519", "Pure"},
    {0x0401, "RSA", "EMSA3(SHA-256)"},
    {0x0501, "RSA", "EMSA3(SHA-384)"},
    {0x0601, "RSA", "EMSA3(SHA-512)"},
    {0x0203, "ECDSA", "EMSA1(SHA-160)"},
    {0x0201, "RSA", "EMSA3(SHA-160)"},
    {0x0809, "RSA", "EMSA4(SHA-256,MGF1,32)"},
    {0x080A, "RSA", "EMSA4(SHA-384,MGF1,48)"},
    {0x080B, "RSA", "EMSA4(SHA-512,MGF1,64)"},
};
// rsa_pss_pss: for keys of RSASSA-PSS, which sign with nothing else.
constexpr bool is_pss_pss(std::uint16_t scheme) { return scheme >= 0x0809 && scheme <= 0x080B; }

const Scheme* find_scheme(std::uint16_t id, std::string_view algorithm) {
  for (const Scheme& scheme : kSchemes) {
    if (scheme.id == id && scheme.key == algorithm) return &scheme;
  }
  return nullptr;
}

Botan::Signature_Format format_of(const Scheme& scheme) {
  return std::string_view(scheme.key) == "ECDSA" ? Botan::DER_SEQUENCE : Botan::IEEE_1363;
}

// A key file's key, and whether it is for RSASSA-PSS alone (RFC 4055 1.2). Of those Botan knows none;
// what is within is a key of RSA. Throws what Botan throws.
std::pair<std::shared_ptr<Botan::Private_Key>, bool> load_key(const std::string& pem) {
  Botan::DataSource_Memory source(pem);
  const auto der = Botan::PEM_Code::decode_check_label(source, "PRIVATE KEY");
  std::size_t version = 0;
  Botan::AlgorithmIdentifier algorithm;
  Botan::secure_vector<std::uint8_t> bits;
  Botan::BER_Decoder(der)  // RFC 5958 2
      .start_cons(Botan::SEQUENCE)
      .decode(version)
      .decode(algorithm)
      .decode(bits, Botan::OCTET_STRING);
  if (algorithm.get_oid().to_string() == "1.2.840.113549.1.1.10")
    return {std::make_shared<Botan::RSA_PrivateKey>(algorithm, bits), true};
  Botan::DataSource_Memory again(pem);
  return {Botan::PKCS8::load_key(again), false};
}

tl::expected<std::string, std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return tl::unexpected("cannot read " + path);
  return text.str();
}

}  // namespace

bool known_group(std::uint16_t group) { return group == kX25519 || curve_name(group) != nullptr; }

KeyShare::KeyShare(std::uint16_t group, std::unique_ptr<Botan::Private_Key> key)
    : group_(group), key_(std::move(key)) {
  const auto* agreement = dynamic_cast<const Botan::PK_Key_Agreement_Key*>(key_.get());
  if (agreement != nullptr) public_ = string_of(agreement->public_value());
}
KeyShare::~KeyShare() = default;

std::unique_ptr<KeyShare> KeyShare::make(std::uint16_t group, const Entropy& entropy) try {
  Rng rng(entropy);
  if (group == kX25519)
    return std::make_unique<KeyShare>(group, std::make_unique<Botan::Curve25519_PrivateKey>(rng));
  if (curve_name(group) == nullptr) return nullptr;
  return std::make_unique<KeyShare>(group,
                                    std::make_unique<Botan::ECDH_PrivateKey>(rng, curve(group)));
} catch (const Botan::Exception&) {
  return nullptr;
}

std::optional<std::string> KeyShare::agree(std::string_view peer, const Entropy& entropy) const
    try {
  Rng rng(entropy);
  Botan::PK_Key_Agreement agreement(*key_, rng, "Raw");
  const auto secret = agreement.derive_key(0, octets_of(peer), peer.size()).bits_of();
  std::string shared = string_of(secret);
  if (shared.find_first_not_of('\0') == std::string::npos) return std::nullopt;  // RFC 8446 7.4.2
  return shared;
} catch (const Botan::Exception&) {
  return std::nullopt;
}

bool Credential::is_rsa() const { return key != nullptr && key->algo_name() == "RSA"; }

tl::expected<std::shared_ptr<const Credential>, std::string> Wallet::credential(
    std::string_view name) {
  if (const auto it = credentials_.find(name); it != credentials_.end()) return it->second;
  const std::string stem = fmt::format("{}/{}", folder_, name);
  const auto pem = read_file(stem + ".pem");
  if (!pem) return tl::unexpected(pem.error());
  auto credential = std::make_shared<Credential>();
  bool pss = false;
  try {
    Botan::DataSource_Memory source(*pem);
    while (Botan::PEM_Code::matches(source, "CERTIFICATE"))
      credential->chain.push_back(
          string_of(Botan::PEM_Code::decode_check_label(source, "CERTIFICATE")));
    const auto key = read_file(stem + ".key");
    if (!key) return tl::unexpected(key.error());
    std::tie(credential->key, pss) = load_key(*key);
  } catch (const Botan::Exception& error) {
    return tl::unexpected(fmt::format("{}: {}", stem, error.what()));
  }
  const std::string algorithm = credential->key->algo_name();
  for (const Scheme& scheme : kSchemes) {
    if (scheme.key == algorithm && is_pss_pss(scheme.id) == pss)
      credential->schemes.push_back(scheme.id);
  }
  // TLS 1.3 ties the curve to the hash: the key's own scheme comes first.
  if (algorithm == "ECDSA" && credential->key->key_length() == 384)
    std::swap(credential->schemes[0], credential->schemes[1]);
  if (algorithm == "ECDSA" && credential->key->key_length() == 521)
    std::swap(credential->schemes[0], credential->schemes[2]);
  credentials_.emplace(name, credential);
  return credential;
}

std::shared_ptr<Botan::Public_Key> Wallet::public_key(std::string_view certificate) {
  if (const auto it = keys_.find(certificate); it != keys_.end()) return it->second;
  // What a fuzzer sends is no reason to remember it for ever.
  constexpr std::size_t kMostKeys = 256;
  if (keys_.size() >= kMostKeys) keys_.clear();
  std::shared_ptr<Botan::Public_Key> key;
  try {
    const Botan::X509_Certificate parsed(octets_of(certificate), certificate.size());
    key = parsed.load_subject_public_key();
  } catch (const std::exception&) {  // of Botan's, of what it throws for an unknown algorithm too
    key = nullptr;
  }
  keys_.emplace(certificate, key);
  return key;
}

std::string sign(const Botan::Private_Key& key, std::uint16_t scheme, std::string_view content,
                 const Entropy& entropy, std::optional<std::size_t> salt) try {
  const Scheme* known = find_scheme(scheme, key.algo_name());
  if (known == nullptr) return {};
  std::string padding = known->padding;
  if (const std::size_t last = padding.rfind(','); salt && last != std::string::npos)
    padding = fmt::format("{},{})", padding.substr(0, last), *salt);
  Rng rng(entropy);
  Botan::PK_Signer signer(key, rng, padding, format_of(*known));
  return string_of(signer.sign_message(octets_of(content), content.size(), rng));
} catch (const Botan::Exception&) {
  return {};
}

bool verify(const Botan::Public_Key& key, std::uint16_t scheme, std::string_view content,
            std::string_view signature) try {
  const Scheme* known = find_scheme(scheme, key.algo_name());
  if (known == nullptr) return false;
  Botan::PK_Verifier verifier(key, known->padding, format_of(*known));
  return verifier.verify_message(octets_of(content), content.size(), octets_of(signature),
                                 signature.size());
} catch (const Botan::Exception&) {
  return false;
}

std::string rsa_encrypt(const Botan::Public_Key& key, std::string_view premaster,
                        const Entropy& entropy) try {
  Rng rng(entropy);
  Botan::PK_Encryptor_EME encryptor(key, rng, "PKCS1v15");
  return string_of(encryptor.encrypt(octets_of(premaster), premaster.size(), rng));
} catch (const Botan::Exception&) {
  return {};
}

std::string rsa_decrypt(const Botan::Private_Key& key, std::string_view octets,
                        const Entropy& entropy) try {
  Rng rng(entropy);
  Botan::PK_Decryptor_EME decryptor(key, rng, "PKCS1v15");
  return string_of(decryptor.decrypt(octets_of(octets), octets.size()));
} catch (const Botan::Exception&) {
  return {};
}

}  // namespace parallax::puppet
