// Cluster: scripts grouped by what they show, and those that do not show it every time put aside.
//
// Threads: as the Examiner's. Complexity: three examinations of each script at every depth it needs.
#ifndef PARALLAX_HARNESS_TRIAGE_CLUSTER_H_
#define PARALLAX_HARNESS_TRIAGE_CLUSTER_H_

#include <atomic>
#include <string>
#include <vector>

#include "harness/triage/examiner.h"

namespace parallax {

// One script under examination.
struct TriageCase {
  std::string path;
  Script script;
};

// Cases that show the same signature; the smallest stands for all.
struct Cluster {
  std::string signature;
  std::vector<std::size_t> cases;  // indices, the smallest script first
  Finding finding;                 // of the smallest
};

struct Clusters {
  std::vector<Cluster> groups;     // by size, the biggest first, then by signature
  std::vector<Cluster> flaky;      // shown at some of three examinations only
  std::vector<std::size_t> quiet;  // show nothing unexplained
  bool interrupted = false;
};

// A script is in the group of the first thing that each engine shows in it: what comes after may follow.
Clusters cluster(const std::vector<TriageCase>& cases, Examiner& examiner,
                 Expectations* expectations, const std::atomic<bool>& stop);

// The first engine of a row that behaves otherwise than the first, down to `level` and kinship.
struct Bisection {
  struct Row {
    std::string engine;
    bool differs = false;
    std::size_t step = 0;  // where it parts from the first engine
    Level level = Level::kAccept;
    std::string expected, seen;
  };
  std::vector<Row> rows;             // one an engine, in their order
  std::optional<std::size_t> first;  // index of the first that differs
  bool back_again = false;           // one behind it is like the first again
};
Bisection bisect(const TriageCase& subject, Examiner& examiner, Level level);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_TRIAGE_CLUSTER_H_
