// parallax-bench: Google Benchmark's flags, and --count FILTER (bench_main.h).
#include "harness/bench/bench_main.h"

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <string_view>

#include "harness/bench/engines.h"

int main(int argc, char** argv) {
  if (argc >= 2 && std::string_view(argv[1]) == "--count") {
    return parallax::bench::count_buffers(argc > 2 ? argv[2] : "");
  }
  // glibc moves these two by what was freed before, so that a benchmark would pay, or not, for pages that the C
  // library gave back because of another's strings.
  constexpr int kNeverBack = 256 << 20, kLargestInHeap = 4 << 20;
  mallopt(M_TRIM_THRESHOLD, kNeverBack);
  mallopt(M_MMAP_THRESHOLD, kLargestInHeap);
  parallax::bench::register_buffers();
  parallax::bench::register_objects();
  parallax::bench::register_scripts();
  // What was measured belongs to the libraries as they were loaded.
  for (const std::string& name : parallax::bench_installation().engine_names()) {
    const auto engine = parallax::bench_engine(name.c_str());
    if (engine != nullptr) benchmark::AddCustomContext(name, engine->identity().library);
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
