// parallax-bench: Google Benchmark's flags, and --count FILTER (bench_main.h).
#include "harness/bench/bench_main.h"

#include <benchmark/benchmark.h>

#include <string_view>

int main(int argc, char** argv) {
  if (argc >= 2 && std::string_view(argv[1]) == "--count") {
    return parallax::bench::count_buffers(argc > 2 ? argv[2] : "");
  }
  parallax::bench::register_buffers();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
