// Examiner: engines kept at hand to look at one script after another.
//
// Threads: one Examiner belongs to one thread.
#ifndef PARALLAX_HARNESS_TRIAGE_EXAMINER_H_
#define PARALLAX_HARNESS_TRIAGE_EXAMINER_H_

#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "harness/compare/judge.h"
#include "harness/host/installation.h"
#include "harness/host/registry.h"

namespace parallax {

// How often a script is run on each engine: what a finding is shown by depends on its judge.
enum class Depth : std::uint8_t {
  kOnce,   // plainly: the script's own expectations, the reference, most rules
  kTwice,  // and again: rules about two runs
  kAll,    // and in every variant: metamorphic rules
};

struct ExaminerOptions {
  HostOptions hosts;
  std::string reference;  // empty: as choose_reference() says
  Level level = Level::kBytes;
  std::uint64_t seed = 1;  // of scripts that name none
};

class Examiner {
 public:
  // The error is one line: which engine cannot be used, and what to do.
  static tl::expected<Examiner, std::string> make(std::vector<EngineSpec> engines,
                                                  const Installation& installation,
                                                  ExaminerOptions options);

  // `expectations` explains findings; may be null. `path` is what its patterns speak of. `runs`, where there is one, takes what
  // was judged, and the comparison then goes on behind what is not explained (JudgeOptions::beyond).
  Verdict examine(const Script& script, const std::string& path, Depth depth,
                  Expectations* expectations, std::vector<Runs>* runs = nullptr);
  // A plain run on each engine, in their order.
  std::vector<Trace> traces(const Script& script, const std::string& path);

  const std::vector<EngineSpec>& engines() const { return engines_; }

 private:
  Examiner() = default;
  ExaminerOptions options_;
  std::vector<EngineSpec> engines_;
  std::vector<std::unique_ptr<Host>> hosts_;
  std::unique_ptr<Host> peer_;
};

// The unexplained findings, those that did not come back left out.
std::vector<const Finding*> news_of(const Verdict& verdict);

// What a script shows, by signature: first what follows from nothing that is explained, then the rest.
std::vector<std::string> signatures_of(Examiner& examiner, const Script& script,
                                       const std::string& path, Expectations* expectations);

// What a script must go on to show while it is made smaller.
struct Sought {
  std::string signature;
  Depth depth = Depth::kOnce;  // that it needs to show, the cheapest
  // It follows from nothing that is explained (campaign/unexplained.h); else what is left in the end could be one that does.
  bool independent = false;
};
// Nothing if it shows at no depth.
std::optional<Sought> seek(Examiner& examiner, const Script& script, const std::string& path,
                           const std::string& signature, Expectations* expectations);
bool shows(Examiner& examiner, const Script& script, const std::string& path, const Sought& sought,
           Expectations* expectations);
// Whether it is among what these runs of the script showed; the runs are asked for only where it must be independent.
bool is_among(const Sought& sought, const Script& script, const Verdict& verdict,
              const std::vector<Runs>& runs);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_TRIAGE_EXAMINER_H_
