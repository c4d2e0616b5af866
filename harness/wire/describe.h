// Describe: what went over the wire, one short line a record.
//
//   handshake 1.0 512: client_hello sni="localhost" versions=1.3,1.2
//   handshake 1.2 4096: certificate…        the message goes on in the next record
//   handshake 1.2 312: …certificate, server_hello_done
//   change_cipher_spec 1.2 1
//   alert 1.2 2: fatal handshake_failure
//   application_data 1.2 1043 (handshake): encrypted_extensions, certificate…
//   application_data 1.2 24 (application) alert: warning close_notify, padding 5
//   handshake 1.2 40 (protected): finished
//   application_data 1.2 23: encrypted      no secret is known that opens it
//   incomplete: 17 octets                   the start of a record that is not all there
//   not TLS: 42 octets                      no record begins here; nothing behind it is looked at
//
// The numbers are the record's version and the length of its fragment; what protects it, once opened, is in
// brackets, and the type inside behind that where it is another. Text from the wire is escaped as in scripts.
//
// Threads: pure. Complexity: linear in the octets.
#ifndef PARALLAX_HARNESS_WIRE_DESCRIBE_H_
#define PARALLAX_HARNESS_WIRE_DESCRIBE_H_

#include <cstddef>
#include <string>

#include "harness/wire/conversation.h"
#include "harness/wire/records.h"

namespace parallax::wire {

// "fatal handshake_failure"; numbers where there is no name.
std::string describe(const Alert& alert);

std::string describe(const SeenRecord& seen);
// One thing that was said: `client_hello sni="localhost" versions=1.3`, `fatal decode_error`, `5 octets`.
std::string describe(const Said& said);
// The line for octets of which no record was made; empty for none.
std::string describe_rest(std::size_t octets, bool lost);

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_DESCRIBE_H_
