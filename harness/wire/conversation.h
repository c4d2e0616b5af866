// Conversation: a TLS connection as an onlooker with the key log sees it, both directions.
//
// Octets of either side go in as they come, in any pieces; out come the records they complete, opened
// where the secrets are known, and what was said in them: handshake messages (put together from however
// many records they took), alerts, change_cipher_spec, application data. TLS 1.3 with 0-RTT,
// HelloRetryRequest, KeyUpdate and post-handshake messages; TLS 1.2 with renegotiation and resumption;
// other versions in plaintext only.
//
// Where two ends saw different octets (a fault on the way), each end has a Conversation of its own: what
// it sent, and what arrived. A record that does not open is shown `sealed`, and changes nothing.
//
// Any octets are input. Nothing is thrown, and it ends: at most four keys are tried a record. It holds one
// unfinished record and one unfinished message of kMaxHeldMessage octets a side. Threads: one thread at a
// time. Complexity: linear in the octets.
// Source: RFC 8446 sections 4, 5 and 7; RFC 5246 sections 6 and 7; RFC 7366.
#ifndef PARALLAX_HARNESS_WIRE_CONVERSATION_H_
#define PARALLAX_HARNESS_WIRE_CONVERSATION_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/wire/key_log.h"
#include "harness/wire/presentation.h"
#include "harness/wire/protection.h"
#include "harness/wire/records.h"

namespace parallax::wire {

enum class Side : std::uint8_t { kClient, kServer };
inline Side other(Side side) { return side == Side::kClient ? Side::kServer : Side::kClient; }

// What protects a record. kProtected: TLS 1.2 after change_cipher_spec.
enum class Epoch : std::uint8_t { kPlain, kEarly, kHandshake, kApplication, kProtected };
std::string_view epoch_name(Epoch epoch);  // "plain", "early", …

// Messages longer than this are not held but counted off, so that a hostile length cannot make an
// onlooker hold 16 MiB. OpenSSL's own default limit for a chain is 100 KiB.
inline constexpr std::size_t kMaxHeldMessage = 1u << 17;

// One thing that was said.
struct Said {
  std::uint8_t type = 0;    // ContentType
  std::string octets;       // handshake: one message, header included; else the record's content
  Setting setting;          // handshake: what to read_message() it with
  std::size_t records = 1;  // over how many records it came
};

struct SeenRecord {
  std::uint8_t type = 0;  // of the header, as are version and length
  std::uint16_t version = 0;
  std::size_t length = 0;
  Epoch epoch = Epoch::kPlain;
  bool sealed = false;          // it did not open: no secret, or none that fits
  std::uint8_t inner_type = 0;  // ContentType of what is inside; `type` if sealed
  std::size_t content = 0;      // octets inside, padding not counted; 0 if sealed
  std::size_t padding = 0;
  std::vector<Said> said;   // what this record completed
  bool unfinished = false;  // a handshake message goes on in the next record, of this type:
  std::uint8_t unfinished_type = 0;
};

class Conversation {
 public:
  // The log must outlive the Conversation.
  explicit Conversation(const KeyLog& secrets) : secrets_(secrets) {}

  // The records that these octets, sent by `side`, complete.
  std::vector<SeenRecord> feed(Side side, std::string_view octets);
  // Octets of `side` that are no record: the start of one, or, if lost(), all from where TLS ended.
  std::size_t rest(Side side) const;
  bool lost(Side side) const { return direction(side).lost; }

  std::uint16_t version() const { return version_; }  // 0 before a ServerHello
  const CipherSuite* suite() const { return suite_; }
  const std::string& client_random() const { return client_random_; }

 private:
  struct Key {
    Epoch epoch;
    Protection open;
    std::string secret;  // of TLS 1.3, for KeyUpdate
  };
  struct Direction {
    std::string waiting;       // an unfinished record
    std::string handshake;     // an unfinished handshake message
    std::size_t records = 0;   // it came over so many records so far
    std::size_t skip = 0;      // octets to come of a message too long to hold
    std::uint8_t skipped = 0;  // its type
    Epoch epoch = Epoch::kPlain;
    std::vector<Key> keys;  // of the epoch; several until one of them opened a record
    bool lost = false;
    std::size_t lost_octets = 0;
  };
  Direction& direction(Side side) { return directions_[static_cast<std::size_t>(side)]; }
  const Direction& direction(Side side) const {
    return directions_[static_cast<std::size_t>(side)];
  }
  bool tls13() const { return version_ == 0x0304; }

  SeenRecord see(Side side, const Record& record);
  std::optional<Opened> open(Side side, const Record& record);
  // What could open records of this epoch.
  std::vector<Key> keys_of(Side side, Epoch epoch) const;
  void read_content(Side side, std::uint8_t type, std::string_view content, SeenRecord* seen);
  void read_handshake(Side side, std::string_view content, SeenRecord* seen);
  void learn(Side side, std::string_view message);
  void learn_server_hello(const Field& hello);
  void change_keys_12(Side side);
  void enter(Side side, Epoch epoch);
  Setting setting() const;

  const KeyLog& secrets_;
  std::array<Direction, 2> directions_;
  std::string client_random_, server_random_;
  std::uint16_t version_ = 0;
  const CipherSuite* suite_ = nullptr;
  bool encrypt_then_mac_ = false;
  bool answered_ = false;       // a ServerHello came behind the last ClientHello
  bool changed_early_ = false;  // and a client's change_cipher_spec before it
};

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_CONVERSATION_H_
