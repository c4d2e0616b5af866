// Comparison: whether two things that were measured in turn differ, and by how much.
//
// Each round measures both, one after the other, and who is first alternates: what else the machine
// does hits both. The figure is the median of the rounds' ratios; its confidence interval comes from
// the order of the ratios alone (the sign test turned round), so no shape of the noise is assumed.
// A difference is said only where the interval leaves 1 out, and by more than `least`.
// Source: Conover, Practical Nonparametric Statistics, 3.2, confidence interval for a quantile.
#ifndef PARALLAX_HARNESS_BENCH_COMPARE_H_
#define PARALLAX_HARNESS_BENCH_COMPARE_H_

#include <optional>
#include <string>
#include <vector>

namespace parallax::bench {

// One thing's times in the two settings, one of each a round, in the order of the rounds.
struct Pairing {
  std::string name;
  std::vector<double> first, second;
};

struct Comparison {
  enum class Verdict : std::uint8_t { kNoDifference, kFaster, kSlower, kTooFewRounds };
  std::string name;
  double first = 0, second = 0;              // medians
  double ratio = 1, low = 0, high = 0;       // second over first
  Verdict verdict = Verdict::kTooFewRounds;  // of the second
};

// The fewest rounds from which a difference can be said with that confidence.
std::size_t rounds_needed(double confidence);
// Rounds that only one of both has are left out. `least`: 0.02 leaves out differences below 2 %.
Comparison compare(const Pairing& pairing, double confidence = 0.99, double least = 0.02);

}  // namespace parallax::bench

#endif  // PARALLAX_HARNESS_BENCH_COMPARE_H_
