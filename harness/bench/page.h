// The page and the terminal's table of a bench run.
#ifndef PARALLAX_HARNESS_BENCH_PAGE_H_
#define PARALLAX_HARNESS_BENCH_PAGE_H_

#include <string>
#include <utility>
#include <vector>

#include "harness/bench/results.h"

namespace parallax::bench {

// Each with the name of its file, without a folder: growth over the backlog, throughput by consumer.
std::vector<std::pair<std::string, std::string>> pictures(const Results& results);
// One HTML page with everything in it: pictures, figures, growth, all medians; works from disk.
std::string page(const Results& results);
// For people: the figures, the growth of each cost, and what is broken.
std::string terminal_table(const Results& results);

}  // namespace parallax::bench

#endif  // PARALLAX_HARNESS_BENCH_PAGE_H_
