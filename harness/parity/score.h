// Score: how far an interpreter behaves as the reference does, by area, from the rows of a run.
//
// Threads: plain value types, pure functions. Complexity: n log n in the rows.
#ifndef PARALLAX_HARNESS_PARITY_SCORE_H_
#define PARALLAX_HARNESS_PARITY_SCORE_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "harness/contract/engine.h"
#include "reports/row.h"

namespace parallax {

// Each probe is counted once, by the worst that was found in it.
struct Count {
  std::size_t same = 0;         // no difference
  std::size_t differences = 0;  // known, and legitimate: a version, a library
  std::size_t bugs = 0;         // known, and wrong
  std::size_t fresh = 0;        // unexplained
  std::size_t flaky = 0;        // did not come back on a second run
  std::size_t unsupported = 0;  // an engine cannot be asked; no part of the score
  std::size_t faults = 0;       // the harness itself failed; no part of the score
  std::size_t probes() const {
    return same + differences + bugs + fresh + flaky + unsupported + faults;
  }
  // Of the probes that could be asked, the percentage without a bug or an unexplained difference.
  // 100 if there are none.
  double score() const;
  Count& operator+=(const Count& other);
};

// The probe's name in a script's path: "out/corpus/parity/bio.read/float.plx" is "bio.read/float".
std::string probe_name(const std::string& path);

struct Score {
  std::string engine;     // as it was asked for
  std::string reference;  // what it was compared with
  Identity identity, reference_identity;
  Count total;
  std::map<std::string, Count> areas;  // by top area: "bio", "surface"
  std::vector<const Row*> rows;        // with a difference, in the order of the probes
};

// One for each engine but the reference, in order of first sight. Pointers point into `rows`.
std::vector<Score> scores(const std::vector<Row>& rows);

// The screen: areas down, one engine's counts across; or, of several engines, scores by area.
std::string score_text(const std::vector<Score>& scores);

// The unexplained differences, at most `most` of them, with what to do to see more.
std::string difference_text(const std::vector<Score>& scores, std::size_t most);

// A page that needs nothing but itself: the scores, and every difference with its reason. `notes` are
// lines for its head.
std::string score_page(const std::vector<Score>& scores, const std::vector<std::string>& notes);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_PARITY_SCORE_H_
