// The page, the pictures and the terminal's table of a bench run, of any suites.
#ifndef PARALLAX_HARNESS_BENCH_PAGE_H_
#define PARALLAX_HARNESS_BENCH_PAGE_H_

#include <string>
#include <vector>

#include "harness/bench/results.h"

namespace parallax::bench {

struct Picture {
  std::string file, svg;  // the name of its file, without a folder
  std::string suite;
};
// Growth over the backlog, throughput by consumer, what engines and ways of doing TLS cost; those that
// something was measured for.
std::vector<Picture> pictures(const Results& results);
// What figures.json and pictures.json hold (docs/bench.md).
nlohmann::json figures_json(const Results& results);
nlohmann::json pictures_json(const std::vector<Picture>& pictures);
// One HTML page with everything in it: pictures, figures, growth, all medians; works from disk.
std::string page(const Results& results);
// For people: the figures, the growth of each cost, and what is broken.
std::string terminal_table(const Results& results);

}  // namespace parallax::bench

#endif  // PARALLAX_HARNESS_BENCH_PAGE_H_
