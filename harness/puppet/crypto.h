// Crypto: what the puppet signs, verifies and agrees with, on Botan.
//
// All randomness is drawn from a source that the caller gives, so that the same script says the same.
//
// Threads: one Wallet and one Entropy belong to one thread. Complexity: of the primitives; a Wallet reads
// each file once. Errors: values or empty octets; Botan's exceptions do not leave.
// Source: RFC 8446 4.2.3, 4.2.7, 7.4; RFC 8422 5.
#ifndef PARALLAX_HARNESS_PUPPET_CRYPTO_H_
#define PARALLAX_HARNESS_PUPPET_CRYPTO_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace Botan {
class Private_Key;
class Public_Key;
class RandomNumberGenerator;
}  // namespace Botan

namespace parallax::puppet {

// Fills octets. A Stream of the script's seed, or a trace's own values in a test.
using Entropy = std::function<void(void* out, std::size_t length)>;

// NamedGroup, RFC 8446 4.2.7.
inline constexpr std::uint16_t kSecp256r1 = 23, kSecp384r1 = 24, kSecp521r1 = 25, kX25519 = 29;
bool known_group(std::uint16_t group);

// One ephemeral key.
class KeyShare {
 public:
  // Null for a group that is not known.
  static std::unique_ptr<KeyShare> make(std::uint16_t group, const Entropy& entropy);
  KeyShare(std::uint16_t group, std::unique_ptr<Botan::Private_Key> key);
  ~KeyShare();
  std::uint16_t group() const { return group_; }
  const std::string& public_value() const { return public_; }
  // Nothing when `peer` is no point of the group (or gives the all-zero secret of X25519).
  std::optional<std::string> agree(std::string_view peer, const Entropy& entropy) const;

 private:
  std::uint16_t group_;
  std::unique_ptr<Botan::Private_Key> key_;
  std::string public_;
};

// A certificate chain, leaf first, DER, and the key of its leaf.
struct Credential {
  std::vector<std::string> chain;
  std::shared_ptr<Botan::Private_Key> key;
  // SignatureSchemes that this key can make, the preferred first.
  std::vector<std::uint16_t> schemes;
  bool is_rsa() const;
};

// Credentials of a folder of NAME.pem and NAME.key, and public keys of certificates seen.
class Wallet {
 public:
  explicit Wallet(std::string folder) : folder_(std::move(folder)) {}
  tl::expected<std::shared_ptr<const Credential>, std::string> credential(std::string_view name);
  // Null when the certificate has no key that is understood.
  std::shared_ptr<Botan::Public_Key> public_key(std::string_view certificate);

 private:
  std::string folder_;
  std::map<std::string, std::shared_ptr<const Credential>, std::less<>> credentials_;
  std::map<std::string, std::shared_ptr<Botan::Public_Key>, std::less<>> keys_;
};

// Empty when the key cannot make such a signature. `salt`: octets of an RSASSA-PSS signature's salt,
// where it is not to be as long as the hash (RFC 8446 4.2.3).
std::string sign(const Botan::Private_Key& key, std::uint16_t scheme, std::string_view content,
                 const Entropy& entropy, std::optional<std::size_t> salt = {});
bool verify(const Botan::Public_Key& key, std::uint16_t scheme, std::string_view content,
            std::string_view signature);

// RSA key transport: RFC 5246 7.4.7.1. Empty when it fails.
std::string rsa_encrypt(const Botan::Public_Key& key, std::string_view premaster,
                        const Entropy& entropy);
std::string rsa_decrypt(const Botan::Private_Key& key, std::string_view octets,
                        const Entropy& entropy);

}  // namespace parallax::puppet

#endif  // PARALLAX_HARNESS_PUPPET_CRYPTO_H_
