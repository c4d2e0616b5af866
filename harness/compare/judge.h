// Judge: from the traces of one script on all engines to findings.
//
// Three judges, each on its own: the rules (rules.h), which hold of one engine; the reference, one
// engine that the others are compared with at the level their kinship allows; and consensus, all
// engines grouped by behaviour and counted by family.
//
// Threads: everything here is pure. Complexity: linear in the traces, times the engines.
#ifndef PARALLAX_HARNESS_COMPARE_JUDGE_H_
#define PARALLAX_HARNESS_COMPARE_JUDGE_H_

#include <map>
#include <string>
#include <vector>

#include "harness/compare/expectations.h"
#include "harness/compare/finding.h"
#include "harness/compare/observation.h"
#include "harness/compare/rules.h"
#include "harness/run/executor.h"
#include "harness/run/trace.h"
#include "harness/script/script.h"

namespace parallax {

// All runs of one script on one engine.
struct Runs {
  std::string engine;  // the name it was asked for by: "python:/usr/bin/python3"
  Trace plain;
  // The same script run again in other ways, for metamorphic rules; absent where not run.
  std::map<Variant, Trace> variants;
  // A second plain run; what does not come back in it is flaky. Without entries it was not made,
  // and findings stand as they are.
  Trace again;
};

// Engines that behave alike in one script, down to a level.
struct Group {
  std::vector<std::string> engines;
  std::vector<std::string> families;  // distinct
  // Three families or more were heard, this group is of one family, and all others, of two families
  // at least, agree with each other.
  bool odd_one_out = false;
};

struct Verdict {
  std::vector<Finding> findings;  // known and unknown, in order of step
  std::vector<Group> groups;      // by behaviour at level kClass, biggest first
  RuleCounts rule_counts;         // how often each rule was put to the test
  std::size_t unsupported = 0;    // steps answered `unsupported`, over all engines
};

struct JudgeOptions {
  // Engine name; empty: the first Python, else the first engine. One that did not run compares
  // nothing.
  std::string reference;
  Level level = Level::kBytes;  // the finest level held to; kinship may make it coarser
  // Whether the verdict counts rules and unsupported steps, and expectations remember what they covered: what reports tell, and a
  // fuzz target does not.
  bool counts = true;
  // Whether the comparison goes on behind a difference that nothing explains, as it does behind one that is explained: for who
  // tells what follows from what (campaign/unexplained.h).
  bool beyond = false;
};

// The finest level at which two engines can be expected to agree: kBytes on the same library build
// and Python semantics where both are deterministic, kMessages on one library, kReason within a
// family, kClass between families.
Level kinship(const Identity& a, const Identity& b);

// The names by which expectations may speak of an engine: the one it was asked for by, "name",
// "name/version", "family:NAME", of one that behaves as a Python "name as 3.13.0", and "on LIBRARY".
std::vector<std::string> names_of(const Runs& runs);
std::vector<std::string> names_of(const std::string& asked, const Identity& engine);

// Of each engine: broken rules, every mismatch with the script's `-> outcome`, and where it first
// parts from the reference. What is behind an unexplained difference may follow from it, and is not
// reported; behind an explained one the comparison goes on at that level and coarser ones (only
// coarser, for state and bytes, which stay apart once they are), and one expectation is named once
// a script and engine.
//
// A step answered `unsupported` is not compared, and ends the comparison unless it only asks.
//
// `expectations` marks findings as known and remembers which patterns matched (for staleness); may
// be null. Engines grouped by behaviour down to kClass, biggest group first. One whose comparison
// ended early joins the biggest group that it agrees with up to there.
std::vector<Group> group(const Script& script, const std::vector<Runs>& runs);
// The same where each engine's plain run was observed already.
std::vector<Group> group(const std::vector<Runs>& runs,
                         const std::vector<std::vector<Observation>>& seen);

Verdict judge(const Script& script, const std::string& path, const std::vector<Runs>& runs,
              const JudgeOptions& options, Expectations* expectations);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_COMPARE_JUDGE_H_
