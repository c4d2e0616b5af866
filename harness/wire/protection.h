// Protection: one direction of one epoch of TLS 1.2 or 1.3 records, sealed and opened.
//
// It numbers records itself, from 0; a record that does not open takes no number. Sealing and opening
// are each other's inverse, so one class plays either end and the onlooker.
//
// Threads: one Protection belongs to one thread. Complexity: linear in the octets. Errors: values; Botan's
// exceptions do not leave. Any octets may be opened.
// Source: RFC 8446 5.2 to 5.4; RFC 5246 6.2.3; RFC 5288, 6655, 7905; RFC 7366 (encrypt-then-MAC).
#ifndef PARALLAX_HARNESS_WIRE_PROTECTION_H_
#define PARALLAX_HARNESS_WIRE_PROTECTION_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "harness/wire/key_schedule.h"
#include "harness/wire/suites.h"

namespace Botan {
class Cipher_Mode;
}

namespace parallax::wire {

struct Opened {
  std::uint8_t type = 0;  // TLS 1.3: the inner one
  std::string content;
  std::size_t padding = 0;  // octets: zeros of TLS 1.3, padding and its length octet of CBC
};

enum class OpenError : std::uint8_t {
  kShort,   // too short to be a record of this cipher, or no multiple of its block
  kTag,     // the tag or MAC is wrong (or the padding, which TLS 1.2 must not tell apart)
  kNoType,  // TLS 1.3: nothing but zeros inside, so no content type (RFC 8446 5.4)
};

class Protection {
 public:
  enum class Way : std::uint8_t { kSeal, kOpen };

  static Protection tls13(const CipherSuite& suite, std::string_view traffic_secret, Way way);
  static Protection tls12(const CipherSuite& suite, const DirectionKeys& keys,
                          bool encrypt_then_mac, Way way);
  Protection(Protection&&) noexcept;
  Protection& operator=(Protection&&) noexcept;
  ~Protection();

  // The fragment of a protected record that says `content`. TLS 1.3: `padding` zeros follow it, and the
  // record's header will be application_data 0x0303 whatever the type. TLS 1.2: `version` is that
  // of the header; `random` is the explicit IV of CBC (16 octets, short ones filled with zeros);
  // `padding` whole extra blocks of it. A header other than the natural one can be authenticated by naming
  // it in `outer_type` and `version`.
  struct Seal {
    std::uint8_t type = 0;
    std::uint16_t version = 0x0303;
    std::uint8_t outer_type = 23;  // TLS 1.3 only
    std::size_t padding = 0;
    std::string_view random = {};
  };
  std::string seal(const Seal& how, std::string_view content);

  // What a record of that header says.
  tl::expected<Opened, OpenError> open(std::uint8_t type, std::uint16_t version,
                                       std::string_view fragment);

  std::uint64_t sequence() const { return sequence_; }
  void set_sequence(std::uint64_t sequence) { sequence_ = sequence; }
  // What a fragment is longer than its content and padding at most, in octets.
  std::size_t overhead() const;

 private:
  Protection(const CipherSuite& suite, std::string_view key, Way way);
  std::string nonce(std::string_view explicit_part) const;
  std::string additional(std::uint8_t type, std::uint16_t version, std::size_t length) const;
  std::string mac(std::uint8_t type, std::uint16_t version, std::string_view octets) const;
  std::string seal_cbc(const Seal& how, std::string_view content);
  tl::expected<Opened, OpenError> open_cbc(std::uint8_t type, std::uint16_t version,
                                           std::string_view fragment);

  const CipherSuite* suite_;
  bool tls13_ = false, encrypt_then_mac_ = false;
  std::string iv_, mac_key_;
  std::unique_ptr<Botan::Cipher_Mode> mode_;
  std::uint64_t sequence_ = 0;
};

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_PROTECTION_H_
