// Host: where an engine lives, and the one way to speak to it.
//
// In process (in_process.h) a step is a function call; in a child (child.h) it is a line down a pipe.
// Both answer alike, so whatever drives a Host does not know which it has.
//
// Steps may be written ahead: submit() queues, receive() gives the oldest outcome not yet received.
// A child that crashes, hangs, floods or answers nonsense yields that as the outcome of the step it
// was at; the steps behind it yield the same, and the next begin() starts a fresh child.
//
// Threads: one Host belongs to one thread.
#ifndef PARALLAX_HARNESS_HOST_HOST_H_
#define PARALLAX_HARNESS_HOST_HOST_H_

#include <memory>
#include <string>
#include <string_view>

#include "harness/contract/engine.h"
#include "harness/script/script.h"

namespace parallax {

class Host {
 public:
  virtual ~Host() = default;
  virtual const Identity& identity() const = 0;

  // Starts a script: everything before is gone. `id` appears in diagnostics only. Queues no outcome;
  // a child that cannot be started again fails every step of the script.
  virtual void begin(std::string_view id, const ScriptSettings& settings) = 0;
  // Ends the script. Not ok when the engine could not even forget it (a crash in a destructor). With
  // ScriptSettings::key_log its notes are the secrets: `keylog "LINE"`, one a line.
  virtual Outcome end() = 0;

  // Queues an engine step (Place::kEngine; `expected` is not looked at).
  virtual void submit(const Step& step) = 0;
  // Queues a look at the state of `name`.
  virtual void submit_state(std::string_view name) = 0;

  virtual Outcome receive() = 0;
  virtual State receive_state() = 0;

  // What the engine wrote to stderr since the last call, at most the last 64 KiB (a flooding child
  // must not fill memory). Empty in process.
  virtual std::string take_stderr() { return {}; }
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_HOST_HOST_H_
