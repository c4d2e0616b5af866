// Describe: what went over the wire in one direction, one short line a record.
//
//   handshake 1.0 512: client_hello sni="localhost" versions=1.3,1.2
//   handshake 1.2 4096: certificate…        the message goes on in the next record
//   handshake 1.2 312: …certificate, server_hello_done
//   change_cipher_spec 1.2 1
//   handshake 1.2 40: encrypted             after change_cipher_spec in TLS 1.2
//   application_data 1.2 23
//   alert 1.2 2: fatal handshake_failure
//   alert 1.2 26: encrypted
//   incomplete: 17 octets                   the start of a record that is not all there
//   not TLS: 42 octets                      no record begins here; nothing behind it is looked at
//
// The numbers are the record's version and the length of its fragment. Any octets are input; what
// was said by the other side has no influence. Text from the wire is escaped as in scripts.
//
// Threads: a Describer belongs to one thread. Complexity: linear in the octets; a Describer holds
// the octets of one unfinished record and of one unfinished handshake message.
#ifndef PARALLAX_HARNESS_WIRE_DESCRIBE_H_
#define PARALLAX_HARNESS_WIRE_DESCRIBE_H_

#include <string>
#include <string_view>
#include <vector>

#include "harness/wire/records.h"

namespace parallax::wire {

// One direction, as it grows.
class Describer {
 public:
  // The records that these octets complete.
  std::vector<std::string> feed(std::string_view octets);
  // The line for octets that wait for the rest of their record; empty when none wait.
  std::string tail() const;

 private:
  std::string describe_record(const Record& record);
  std::string describe_handshake(std::string_view fragment);

  std::string waiting_;    // an unfinished record
  std::string message_;    // an unfinished handshake message
  std::size_t skip_ = 0;   // octets to come of a message too long to hold
  bool ciphered_ = false;  // change_cipher_spec was sent
  bool lost_ = false;      // what is not TLS was met
  std::size_t lost_octets_ = 0;
};

// All of one direction at once, the tail included.
std::vector<std::string> describe(std::string_view octets);

// "fatal handshake_failure"; numbers where there is no name.
std::string describe(const Alert& alert);

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_DESCRIBE_H_
