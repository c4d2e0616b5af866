// Whether a process that runs scripts grows: resident memory after 100,000 scripts over that after 1,000.

#include <benchmark/benchmark.h>
#include <malloc.h>
#include <unistd.h>

#include <fstream>

#include "harness/bench/engines.h"
#include "harness/campaign/campaign.h"
#include "harness/host/in_process.h"
#include "harness/run/executor.h"

namespace parallax {
namespace {

constexpr std::size_t kWarm = 1000;
constexpr std::size_t kLater = 10000;
constexpr std::size_t kScripts = 100000;
// Topics whose scripts carry much data or need a Python; the others are run in turn.
constexpr std::array<std::string_view, 3> kLeftOut = {"/data/", "/arguments/", "/bio/"};

double resident_mebibytes() {
  std::ifstream statm("/proc/self/statm");
  double total = 0, resident = 0;
  statm >> total >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

std::vector<Script> scripts() {
  std::vector<Script> all;
  const auto paths = find_scripts({(bench_installation().corpus() / "conformance").string()});
  if (!paths) return all;
  for (const std::string& path : *paths) {
    const bool left_out =
        std::any_of(kLeftOut.begin(), kLeftOut.end(),
                    [&](std::string_view topic) { return path.find(topic) != std::string::npos; });
    if (left_out) continue;
    if (auto script = load_script(path)) all.push_back(std::move(*script));
  }
  // Each has run once when the first figure is taken: what a script needs for the first time is no growth.
  std::vector<Script> some;
  const std::size_t stride = all.size() / kWarm + 1;
  for (std::size_t i = 0; i < all.size(); i += stride) some.push_back(std::move(all[i]));
  return some;
}

void BM_ResidentMemory(benchmark::State& state, const char* name) {
  auto engine = bench_engine(name);
  auto peer = make_peer(bench_installation());
  const std::vector<Script> corpus = scripts();
  if (engine == nullptr || !peer || corpus.empty())
    return state.SkipWithError("no engine, or no corpus");
  InProcessHost subject(std::move(engine));
  double warm = 0, later = 0;
  for (auto _ : state) {
    for (std::size_t i = 0; i < kScripts; ++i) {
      if (i == kWarm) warm = resident_mebibytes();
      if (i == kLater) later = resident_mebibytes();
      const Trace trace = execute(corpus[i % corpus.size()], "memory", subject, peer->get());
      benchmark::DoNotOptimize(trace.entries.data());
    }
  }
  const double end = resident_mebibytes();
  state.counters["MiB_after_1000"] = warm;
  state.counters["MiB_after_10000"] = later;
  state.counters["MiB_after_100000"] = end;
  state.counters["ratio"] = end / warm;
  state.counters["scripts_per_second"] = benchmark::Counter(
      static_cast<double>(kScripts), benchmark::Counter::kIsIterationInvariantRate);
}

BENCHMARK_CAPTURE(BM_ResidentMemory, openssl, "openssl")
    ->Iterations(1)
    ->Repetitions(1)
    ->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(BM_ResidentMemory, boringssl, "boringssl")
    ->Iterations(1)
    ->Repetitions(1)
    ->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(BM_ResidentMemory, gnutls, "gnutls")
    ->Iterations(1)
    ->Repetitions(1)
    ->Unit(benchmark::kSecond);

}  // namespace
}  // namespace parallax
