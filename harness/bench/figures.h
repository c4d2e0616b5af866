// Figures: the ratios of one run that are promised, and the baseline that CI holds them to.
//
// Only ratios are kept: times belong to a machine, ratios within one run nearly do not.
// A baseline is {"ratios": {TITLE: NUMBER}}; titles that only one side has are no fault.
#ifndef PARALLAX_HARNESS_BENCH_FIGURES_H_
#define PARALLAX_HARNESS_BENCH_FIGURES_H_

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "harness/bench/results.h"

namespace parallax::bench {

struct Figure {
  std::string title;
  std::string over, under;  // names of benchmarks; without `under` a counter of `over` itself
  std::string counter;      // empty: the time
  double most = 0;          // the limit
};
// Those of fixed names, and those of the interpreters that `results` has.
std::vector<Figure> figures(const Results& results);

// Nothing where the run did not measure it.
std::optional<double> evaluate(const Figure& figure, const Results& results);
inline bool met(const Figure& figure, double value) { return value <= figure.most; }

// Every figure that was measured, by title.
std::map<std::string, double> ratios_of(const Results& results);
// The titles whose ratio is more than `tolerance` times the baseline's.
std::vector<std::string> worse_than(const nlohmann::json& baseline,
                                    const std::map<std::string, double>& now, double tolerance);

}  // namespace parallax::bench

#endif  // PARALLAX_HARNESS_BENCH_FIGURES_H_
