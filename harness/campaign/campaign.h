// Campaign: many scripts on many engines, by several workers, in a result that does not depend on them.
//
// Each worker has hosts of its own for every engine, and a peer. Each script is run on each engine
// plainly, a second time, and once for each metamorphic variant; then it is judged. What a verdict finds
// is sought in a whole second set of runs before it is believed; what does not come back is flaky.
//
// Results are handed out in the order of the scripts, whatever order they were finished in.
#ifndef PARALLAX_HARNESS_CAMPAIGN_CAMPAIGN_H_
#define PARALLAX_HARNESS_CAMPAIGN_CAMPAIGN_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "harness/compare/judge.h"
#include "harness/host/installation.h"
#include "harness/host/registry.h"
#include "harness/script/script.h"

namespace parallax {

struct Plan {
  std::vector<std::string> scripts;  // paths of files
  std::vector<EngineSpec> engines;
  JudgeOptions judging;
  std::uint64_t seed = 1;  // of scripts that name none
  unsigned jobs = 1;
  HostOptions hosts;
  bool variants = true;  // the metamorphic runs; without them their rules are not tested
};

// One script, judged; or the reason why the harness could not run it.
struct ScriptResult {
  std::string path;
  Script script;
  std::vector<Runs> runs;  // in the order of Plan::engines
  Verdict verdict;
  std::string fault;  // the harness's own failure: the script does not parse, the peer died
};

// Called with each result, in order, one call at a time; false stops the campaign.
using ResultSink = std::function<bool(const ScriptResult& result)>;

struct CampaignEnd {
  std::string fault;         // the harness's own failure, empty when there was none
  bool interrupted = false;  // *stop was set, or the sink said so
};

// Runs the plan. `expectations` explains findings and learns which of its patterns matched.
// Threads: starts Plan::jobs of its own; `stop` may be set from a signal handler.
CampaignEnd run_campaign(const Plan& plan, const Installation& installation,
                         Expectations* expectations, const ResultSink& sink,
                         const std::atomic<bool>& stop);

// Engines to compare with a Python behave as that Python: fills in EngineSpec::semantics of library
// engines that name none and can choose, from the reference's own word. The error says why the reference cannot start.
tl::expected<void, std::string> follow_reference(std::vector<EngineSpec>* engines,
                                                 const std::string& reference,
                                                 const Installation& installation);

// The engine to compare with: `wanted` if given, else the system's python3, else the first CPython, else
// the first engine.
std::string choose_reference(const std::vector<EngineSpec>& engines, const std::string& wanted);

// All .plx files at or below the paths, sorted, each once. The error names the path that is none.
tl::expected<std::vector<std::string>, std::string> find_scripts(
    const std::vector<std::string>& paths);

// The part of `scripts` that is shard `index` of `count` (from 0): every count-th.
std::vector<std::string> shard_of(const std::vector<std::string>& scripts, unsigned index,
                                  unsigned count);

tl::expected<Script, std::string> load_script(const std::string& path);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CAMPAIGN_CAMPAIGN_H_
