// Outline: a message as engines with other randomness can be compared by it, and field by field for a reader.
//
// Threads: pure. Complexity: linear in the fields. Errors: none.
#ifndef PARALLAX_HARNESS_WIRE_OUTLINE_H_
#define PARALLAX_HARNESS_WIRE_OUTLINE_H_

#include <string>
#include <vector>

#include "harness/wire/conversation.h"
#include "harness/wire/presentation.h"

namespace parallax::wire {

// The message on one line with its numbers and names, in order, but without what is drawn or follows from
// what is drawn: octets that are there print as `…`, those of names as they are; ticket ages too.
//
//   server_hello {legacy_version: tls12, random: …, legacy_session_id_echo: …, cipher_suite: …
std::string outline(const Field& message);
// The same of anything that was said: `alert fatal decode_error`, `application_data 5`.
std::string outline(const Said& said);

// One line for each field of the body, by the path that names it in a script:
//
//   cipher_suites = [TLS_AES_128_GCM_SHA256]
//   extensions.key_share.client_shares = [{"group": x25519, "key_exchange": b"…"}]
//
// Octets longer than `limit` print as length and digest.
std::vector<std::string> field_lines(const Field& message, std::size_t limit);

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_OUTLINE_H_
