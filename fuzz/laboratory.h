// Laboratory: what the targets share: engines in this process, the peer, and what stops a campaign.
//
//   PARALLAX_FUZZ_ENGINES   engines, separated by commas, the one compared with first;
//                           openssl,boringssl without it; openssl+segmented and planted:BUG are some, too
//   PARALLAX_FUZZ_KNOWN     a file of lines `ENGINE: SIGNATURE` that do not stop the target; what does stop
//                           it is added, so a campaign goes on behind what it has found
//   PARALLAX_FUZZ_FOUND     a folder: what stops the target is written there as a script, NAME.plx, and what was
//                           flaky to flaky/ in it
//   PARALLAX_FUZZ_PRINT     a folder: inputs are written there as scripts, and not run: what a crash's input was
//   PARALLAX_FUZZ_UNGUIDED  set: no guidance by behaviour (behaviour.h)
//
// A difference prints `ASSERTION FAILED:`, who differs and the words of its signature, and aborts. It is believed only
// when two more sets of runs show it again, else it is flaky: counted, kept, and no reason to stop. What
// corpus/expectations explains is left out, and what follows from an explained refusal of the same object.
//
// Threads: the fuzzer's one. Errors: what cannot be used (an engine, a file) ends the process with a
// sentence and status 2, before the first input.
#ifndef PARALLAX_FUZZ_LABORATORY_H_
#define PARALLAX_FUZZ_LABORATORY_H_

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "harness/compare/judge.h"
#include "harness/contract/engine.h"
#include "harness/host/host.h"

namespace parallax::fuzz {

// How much is spent on a script beside running it plainly.
struct Effort {
  // At so many scripts, chosen by their octets, one is run in a metamorphic variant too.
  std::uint64_t variants_one_in = 4;
  // Whether that may be Variant::kBeside, which costs two handshakes more.
  bool bystanders = true;
};

class Laboratory {
 public:
  // The process's own, made at the first call.
  static Laboratory& get();

  // Runs the script on every engine, notes the behaviour, judges, and stops at a new difference.
  void examine(const Script& script, const Effort& effort = {});

  // Whether the script shows nothing, known or not, that examine() would stop at.
  bool honest(const Script& script, const Effort& effort = {});

  // How a script stands behind each of its steps on the first engine, in a number that is the same where
  // all its ends are in the same state; 0 before there is one. For Mutator::cross.
  std::vector<std::uint64_t> stages(const Script& script);

  // Stops the process unless this line is known.
  void report(const std::string& signature, const std::string& more);

  // The engines' names, and one engine by its place, for targets below the level of scripts.
  const std::vector<std::string>& names() const { return names_; }
  Engine& engine(std::size_t i) { return *engines_[i]; }

 private:
  Laboratory();
  Verdict run(const Script& script, const Effort& effort, std::vector<Runs>* runs);
  // Into PARALLAX_FUZZ_FOUND, below `folder`; named by its text, so that equal ones are one.
  void keep(const Script& script, const std::string& signature, const std::string& folder) const;

  std::vector<std::string> names_;
  std::vector<std::unique_ptr<Engine>> engines_;  // beside the hosts': a host owns its engine
  std::vector<std::unique_ptr<Host>> hosts_;
  std::unique_ptr<Host> peer_;
  Expectations expectations_;
  std::set<std::string> known_;
  std::string known_file_, found_, print_;
};

// The script without expected outcomes, and with everything bounded that could make one input slow: a run must not take longer than
// about 0.1 s, or libFuzzer's corpus fills with slow inputs.
void bound(Script* script);

}  // namespace parallax::fuzz

#endif  // PARALLAX_FUZZ_LABORATORY_H_
