// Trace: what one engine did with one script, all of it, in order.
//
// A trace is a plain value: two runs of a deterministic engine give equal traces. Everything that
// judges (harness/compare) reads traces and nothing else.
#ifndef PARALLAX_HARNESS_RUN_TRACE_H_
#define PARALLAX_HARNESS_RUN_TRACE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "harness/contract/engine.h"
#include "harness/contract/outcome.h"
#include "harness/contract/state.h"

namespace parallax {

// The state of one name, looked at after a step.
struct Look {
  std::string name;
  State state;
  bool operator==(const Look&) const = default;
};

// Octets that left an object (or a MemoryBIO) through its outgoing side.
struct Transfer {
  std::string from;       // the object they came out of
  std::string to;         // the object they were carried to; empty when the script read them itself
  std::string sent;       // as they came out
  std::string delivered;  // as they arrived, after the step's faults; empty when `to` is
  bool from_subject = false;
  bool to_subject = false;
  bool operator==(const Transfer&) const = default;
};

// One engine operation inside a `move` or `pump`, in order.
struct Action {
  std::string text;  // "a.do_handshake"
  bool on_subject = false;
  Outcome outcome;
  bool operator==(const Action&) const = default;
};

struct Entry {
  std::size_t step = 0;  // index into Script::steps
  Outcome outcome;
  std::vector<Action> actions;
  std::vector<Transfer> transfers;
  std::vector<Look> looks;  // of the names that the step touched, subjects and peers
  bool on_subject = false;  // the step's own outcome is the subject's (also of move and pump)
  bool operator==(const Entry&) const = default;
};

struct Trace {
  Identity engine;             // the subject
  Identity peer;               // name empty when the script has none
  std::vector<Entry> entries;  // one a step, in order; fewer when a crash ended the script
  Outcome ending;              // of forgetting the script: not ok when a destructor crashed
  // The secrets that the engines gave, subject first, in the NSS key log format: what wire/conversation.h
  // opens the transfers with. Not part of equality, nor of any outcome; none with Variant::kBlind.
  std::vector<std::string> key_log;
  // With Variant::kBeside: the bystander's state after each step, and its echo at the end.
  std::vector<State> bystander;
  Outcome bystander_echo;
  std::string diagnostics;  // what the engine wrote to stderr; not part of equality
  double milliseconds = 0;  // not part of equality
  bool operator==(const Trace& other) const {
    return engine == other.engine && peer == other.peer && entries == other.entries &&
           ending == other.ending;
  }
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_RUN_TRACE_H_
