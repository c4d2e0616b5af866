// Story: a script and the trace of one run, read together once, for the rules.
//
// A trace says what happened by the script's names; a story says it by things: which SSLObject
// (Party) and which MemoryBIO (Pipe) an operation touched, however it was named, what went into and
// came out of each, and from where a party was fed.
//
// What the script's reactions (`on`) and a caller's own objects do in the middle of a call is not
// in the trace in that form; has_reactions() tells the rules that keep books.
//
// Ownership: a story refers to the script and the trace, which must outlive it.
// Threads: immutable once made. Complexity: linear in the trace and the octets carried.
#ifndef PARALLAX_HARNESS_COMPARE_STORY_H_
#define PARALLAX_HARNESS_COMPARE_STORY_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/contract/options.h"
#include "harness/run/trace.h"
#include "harness/script/script.h"

namespace parallax {

inline constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

// An SSLObject that the script made.
struct Party {
  std::string name;
  bool subject = false;  // else it lives on the peer's engine
  std::size_t made = 0;  // step
  Role role = Role::kClient;
  std::optional<ContextOptions> options;  // absent when the script does not say them
  std::optional<std::string> server_hostname;
  bool given_session = false;                 // session=, or a later `NAME.session = …`
  std::size_t in = kNowhere, out = kNowhere;  // pipes
};

// Octets in order, and how many there were after each step.
struct OctetStream {
  std::string octets;
  std::vector<std::pair<std::size_t, std::size_t>> marks;  // step, size after it; steps ascend
  void append(std::size_t step, std::string_view more);
  std::size_t size_before(std::size_t step) const;
};

// A MemoryBIO that the script made or that came with an object.
struct Pipe {
  std::string name;
  bool subject = false;
  OctetStream arrived;  // what the harness wrote into it: deliveries, and the script's own writes
  OctetStream taken;    // what the harness took out of it
  std::size_t feeder = kNowhere;  // the one pipe that deliveries came from
  std::size_t tampered =
      kNowhere;  // first step after which `arrived` is not the feeder's beginning
  std::size_t script_wrote = kNowhere;  // first step at which the script itself wrote into it
};

// One operation of the contract: a step of the script, or an action inside `move` and `pump`.
struct Act {
  std::size_t step = 0;
  StepKind kind = StepKind::kCollect;
  std::size_t party = kNowhere;  // on an SSLObject
  std::size_t pipe = kNowhere;   // on a MemoryBIO
  const Step* own = nullptr;     // the script's step; null for an action
  const Outcome* outcome = nullptr;
};

// One look at a state, resolved.
struct Sight {
  std::size_t party = kNowhere;
  std::size_t pipe = kNowhere;  // of a MemoryBIO that was looked at by its own name
  const State* state = nullptr;
};

// One call of unwrap().
struct Close {
  std::size_t step = 0;
  std::size_t taken = 0;             // octets taken from the party's outgoing BIO before
  std::size_t before = 0;            // octets in it before, as last seen
  std::optional<std::size_t> after;  // and after; absent when it was not looked at
};

class Story {
 public:
  Story(const Script& script, const Trace& trace);

  const Script& script() const { return script_; }
  const Trace& trace() const { return trace_; }
  const std::vector<Party>& parties() const { return parties_; }
  const std::vector<Pipe>& pipes() const { return pipes_; }
  const std::vector<Act>& acts() const { return acts_; }
  // Of the entry at this index.
  const std::vector<Sight>& sights(std::size_t entry) const { return sights_[entry]; }
  // The part of acts() that belongs to this entry.
  std::pair<std::size_t, std::size_t> acts_of(std::size_t entry) const { return ranges_[entry]; }
  // Where each transfer of this entry came from and went to, as pipes.
  const std::vector<std::pair<std::size_t, std::size_t>>& routes(std::size_t entry) const {
    return routes_[entry];
  }

  bool has_reactions() const { return has_reactions_; }
  // The script changes a context after it was made, so options are not what the keys said.
  bool reconfigured() const { return reconfigured_; }
  bool clock_moved() const { return clock_moved_; }

  // The party whose outgoing octets feed this one's incoming BIO, if there is one and no other.
  std::size_t counterpart(std::size_t party) const;
  // Whether all that reached the party up to `step` is what its counterpart sent, from the
  // beginning.
  bool untouched(std::size_t party, std::size_t step = kNowhere - 1) const;
  // The first step at which the party's handshake was reported done, by do_handshake() or by data.
  std::size_t finished(std::size_t party) const { return finished_[party]; }
  // The first step with an error that TLS calls fatal.
  std::size_t died(std::size_t party) const { return died_[party]; }
  // Whether a close_notify of the counterpart can have reached the party before `step` began.
  bool close_may_have_arrived(std::size_t party, std::size_t step) const;

  // The unwrap() calls of a party.
  const std::vector<Close>& closes(std::size_t party) const { return closes_[party]; }

  // The octets that an argument stands for, where the script says them.
  std::optional<std::string> octets_of(const Value& value) const;

 private:
  struct Meaning {  // of a name
    std::size_t party = kNowhere, pipe = kNowhere, context = kNowhere;
  };
  void read_entry(std::size_t index);
  void read_step(std::size_t step_index, const Step& step, const Entry& entry);
  void make_party(std::size_t step_index, const Step& step, const Entry& entry);
  void read_transfers(std::size_t index);
  void read_looks(std::size_t index);
  void deliver(std::size_t step, std::size_t from, std::size_t to, std::string_view octets);
  void add_act(std::size_t step, StepKind kind, std::string_view target, const Step* own,
               const Outcome* outcome);
  void note_fate(const Act& act);
  Meaning resolve(std::string_view path) const;
  std::size_t new_pipe(std::string name, bool subject);
  std::size_t pipe_of(std::string_view name, bool outgoing) const;

  const Script& script_;
  const Trace& trace_;
  std::vector<Party> parties_;
  std::vector<Pipe> pipes_;
  std::vector<std::optional<ContextOptions>> contexts_;
  std::vector<Act> acts_;
  std::vector<std::pair<std::size_t, std::size_t>> ranges_;
  std::vector<std::vector<Sight>> sights_;
  std::vector<std::vector<std::pair<std::size_t, std::size_t>>> routes_;
  std::vector<std::size_t> finished_, died_;
  std::vector<std::vector<Close>> closes_;
  std::vector<std::size_t> out_pending_;  // as last seen
  std::map<std::string, Meaning, std::less<>> names_;
  std::map<std::string, Value, std::less<>> values_;
  bool has_reactions_ = false, reconfigured_ = false, clock_moved_ = false;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_COMPARE_STORY_H_
