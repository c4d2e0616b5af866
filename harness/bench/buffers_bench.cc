// The suite `buffers`: every kind of buffer in every pattern. Names are
// buffers/KIND/PATTERN/chunk:N/backlog:N; PARALLAX_BENCH_LARGE=1 adds 1 GiB of backlog.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <ctime>
#include <map>
#include <memory>

#include "harness/bench/bench_main.h"
#include "harness/bench/kinds.h"
#include "harness/bench/patterns.h"

namespace parallax::bench {
namespace {

void measure(benchmark::State& state, const BufferKind& kind, const Case& what) {
  // Filled once and kept: a turn leaves it as it was, and filling is most of the time otherwise.
  // With a gibibyte waiting it is not kept, or four kinds would need the memory of a server.
  static std::map<std::string, std::unique_ptr<Load>> loads;
  constexpr std::size_t kKept = std::size_t{64} << 20;
  const std::string name = std::string(kind.name) + "/" + what.name();
  std::unique_ptr<Load>& load = loads[name];
  if (load == nullptr) {
    load = std::make_unique<Load>(kind, what);
    load->fill();
  }
  // The first turns are another story: BIO_s_mem moves what waits only if some was read, and caches
  // hold what was filled in, or what another benchmark left.
  constexpr std::clock_t kWarm = CLOCKS_PER_SEC / 1000;
  std::size_t carried = 0;
  for (const std::clock_t start = std::clock(); std::clock() - start < kWarm;) {
    carried = load->turn();
    if (carried > 0) continue;
    state.SkipWithError("the buffer cannot hold so much");
    return;
  }
  for (auto _ : state) {
    carried = load->turn();
    benchmark::DoNotOptimize(carried);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(carried) *
                          static_cast<std::int64_t>(state.iterations()));
  if (what.backlog > kKept) load.reset();
}

}  // namespace

void register_buffers() {
  static const std::vector<BufferKind> kinds = all_kinds();
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here sets it
  const bool large = std::getenv("PARALLAX_BENCH_LARGE") != nullptr;
  for (const Case& what : cases(large)) {
    for (const BufferKind& kind : kinds) {
      if (!sensible(kind, what)) continue;
      const std::string name = std::string("buffers/") + kind.name + "/" + what.name();
      benchmark::RegisterBenchmark(
          name.c_str(), [&kind, what](benchmark::State& state) { measure(state, kind, what); });
    }
  }
}

}  // namespace parallax::bench
