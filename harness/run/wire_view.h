// Wire view: what went over the wire in a trace, opened with the trace's own key log.
//
// Each object sees a conversation of its own: what it sent, and what arrived at it, faults and all. What a
// transfer says is read in the conversation of the object that sent it, whose secrets are its own. Octets
// that a script wrote into an object's BIO itself count as arrived.
//
// Threads: pure. Complexity: linear in the octets carried; deciphering, where there are secrets, costs some
// nanoseconds an octet and some microseconds a key. Errors: none; what cannot be opened is shown sealed.
#ifndef PARALLAX_HARNESS_RUN_WIRE_VIEW_H_
#define PARALLAX_HARNESS_RUN_WIRE_VIEW_H_

#include <cstddef>
#include <string>
#include <vector>

#include "harness/run/trace.h"
#include "harness/script/script.h"
#include "harness/wire/conversation.h"

namespace parallax {

// The records that one transfer completed, as its sender meant them.
struct SeenTransfer {
  std::vector<wire::SeenRecord> records;
  wire::Side side = wire::Side::kClient;  // of the sender
  std::size_t rest = 0;                   // octets of the sender, so far, that are no record
  bool lost = false;                      // nor will ever be: what it sent is not TLS
};

// By entry of the trace and by transfer of the entry: the same shape.
using WireView = std::vector<std::vector<SeenTransfer>>;

// Without secrets only what is said in plaintext is read.
WireView view_wire(const Script& script, const Trace& trace, bool with_secrets = true);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_RUN_WIRE_VIEW_H_
