// Growth: the curve that a cost follows as its size grows, and whether that is faster than its rule.
//
// A cost is fitted as a + b·f(n) for each f of O(1), O(log n), O(n), O(n log n) and O(n²), with
// a, b >= 0, by least squares of the relative error, so that small sizes count as much as large ones.
// The slowest curve whose residual is near the best one's is taken: noise alone is no growth.
// Complexity: linear in the points. Source of the idea: Google Benchmark's BigO and its RMS.
#ifndef PARALLAX_HARNESS_BENCH_GROWTH_H_
#define PARALLAX_HARNESS_BENCH_GROWTH_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/bench/results.h"

namespace parallax::bench {

enum class Order : std::uint8_t { kConstant, kLogarithmic, kLinear, kLinearithmic, kQuadratic };
std::string_view order_text(Order order);  // "O(1)", …, "O(n²)"

struct Point {
  double size = 0, cost = 0;
};

struct Fit {
  Order order = Order::kConstant;
  double fixed = 0, factor = 0;  // cost = fixed + factor·f(size)
  double residual = 0;           // root of the mean squared relative error
  double times = 1;              // cost at the largest size over cost at the smallest
};
// At least three points, sizes in any order; costs above 0.
Fit fit(const std::vector<Point>& points);

// A rule: how fast a cost may grow with what waits.
struct GrowthRule {
  std::string buffer, pattern;
  double chunk = 0;
  Order most = Order::kConstant;
  std::string why;
};
const std::vector<GrowthRule>& growth_rules();

struct Growth {
  Name what;  // its backlog is of no meaning
  std::vector<Point> points;
  Fit found;
  const GrowthRule* rule = nullptr;  // null: measured, not judged
  bool broken = false;               // faster than the rule
};
// Every cost that was measured at three backlogs or more.
std::vector<Growth> growths(const Results& results);

}  // namespace parallax::bench

#endif  // PARALLAX_HARNESS_BENCH_GROWTH_H_
