// Suite: every script of the conformance corpus on every engine, and what each came to.
//
// A script is run once; what is not strictly as written is run again, and a mark that does not come back is
// *failed*, as "not the same twice". The order of the results does not depend on the number of workers.
//
// Threads: workers have hosts and peers of their own. Complexity: scripts times engines. Errors: the harness's own
// (an engine or the peer does not start).
#ifndef PARALLAX_HARNESS_CONFORMANCE_SUITE_H_
#define PARALLAX_HARNESS_CONFORMANCE_SUITE_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "harness/conformance/book.h"
#include "harness/conformance/verdict.h"
#include "harness/host/registry.h"

namespace parallax {

struct SuitePlan {
  std::vector<EngineSpec> engines;
  HostOptions hosts;
  unsigned jobs = 1;
  std::uint64_t seed = 1;  // of scripts that name none
};

struct SuiteResult {
  std::vector<Identity> identities;                    // by engine
  std::vector<std::vector<SentenceVerdict>> verdicts;  // by script, then by engine
  double seconds = 0;                                  // of running, engines already started
};

// `done` is told after each script, by any worker; `stop` ends the run early, with verdicts of kUnsupported
// ("not run") for what is left.
tl::expected<SuiteResult, std::string> run_suite(const std::vector<CorpusScript>& scripts,
                                                 const SuitePlan& plan,
                                                 const Installation& installation,
                                                 const std::atomic<bool>& stop,
                                                 const std::function<void()>& done = {});

// Where rows of one covering array fail, in the words of their values: "group=secp384r1", or
// "version=1.2 with cut=1"; "every row" if all do. `failed` is by row.
std::string blame(const std::vector<std::vector<Choice>>& rows, const std::vector<bool>& failed);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONFORMANCE_SUITE_H_
