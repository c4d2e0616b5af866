// What parallax-bench is made of: Google Benchmark's suites, and the counting run.
#ifndef PARALLAX_HARNESS_BENCH_BENCH_MAIN_H_
#define PARALLAX_HARNESS_BENCH_BENCH_MAIN_H_

#include <string>

namespace parallax::bench {

void register_buffers();
void register_objects();
void register_scripts();

// `parallax-bench --count FILTER`, under libparallax_count.so: what each case of the suite buffers
// copies, allocates, holds and faults, as JSON of the same form on stdout. Exit status: 0; 2 without
// the library in the process.
int count_buffers(const std::string& filter);

}  // namespace parallax::bench

#endif  // PARALLAX_HARNESS_BENCH_BENCH_MAIN_H_
