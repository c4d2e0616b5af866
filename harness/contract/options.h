// Options: what a script may ask of a context or an object, typed.
//
// Everything that decides bytes is set explicitly on every engine (unless `defaults` is own), so that
// what is compared is the implementations and not their distributions' settings.
#ifndef PARALLAX_HARNESS_CONTRACT_OPTIONS_H_
#define PARALLAX_HARNESS_CONTRACT_OPTIONS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace parallax {

enum class Role : std::uint8_t { kClient, kServer };
enum class Version : std::uint16_t {
  kTls10 = 0x0301,
  kTls11 = 0x0302,
  kTls12 = 0x0303,
  kTls13 = 0x0304
};
enum class Verify : std::uint8_t { kNone, kOptional, kRequired };

// What a script gets when it does not say: TLS 1.2 suites with forward secrecy, by OpenSSL's names.
inline constexpr const char* kDefaultCiphers =
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:"
    "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256";
// OP_ALL | OP_NO_SSLv3 | OP_NO_COMPRESSION | OP_SINGLE_DH_USE | OP_SINGLE_ECDH_USE |
// OP_CIPHER_SERVER_PREFERENCE | OP_ENABLE_MIDDLEBOX_COMPAT, OpenSSL 3's numbers, without
// OP_IGNORE_UNEXPECTED_EOF (0x80): what CPython 3.10 and later give a context when built from source.
inline constexpr std::uint64_t kDefaultOptions = 0x82520050;

struct ContextOptions {
  Role role = Role::kClient;
  bool own_defaults = false;  // leave versions, ciphers and options as the engine makes them
  Version minimum = Version::kTls12;
  Version maximum = Version::kTls13;
  std::string ciphers = kDefaultCiphers;  // TLS 1.2 and below, OpenSSL's list syntax
  std::optional<std::uint64_t> options;   // SSLContext.options; absent: kDefaultOptions
  std::vector<std::string> certificates;  // names in the test PKI: NAME.pem, NAME.key
  std::optional<std::string> authority;   // name in the test PKI, trusted; absent: nothing is
  Verify verify = Verify::kNone;
  bool check_hostname = false;
  std::optional<std::uint64_t> verify_flags;
  std::vector<std::string> alpn;
  std::string curve;  // SSLContext.set_ecdh_curve: "prime256v1", "secp384r1", "X25519"
  bool post_handshake_auth = false;
  std::optional<int> tickets;  // SSLContext.num_tickets (3.8 and later)

  bool operator==(const ContextOptions&) const = default;
};

class Session;

struct WrapOptions {
  Role role = Role::kClient;
  std::optional<std::string> server_hostname;
  std::shared_ptr<Session> session;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONTRACT_OPTIONS_H_
