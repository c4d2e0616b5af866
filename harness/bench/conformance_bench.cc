// The conformance suite on two engines in process, one thread: scripts a second, each run on both engines.

#include <benchmark/benchmark.h>

#include "harness/bench/engines.h"
#include "harness/conformance/suite.h"

namespace parallax {
namespace {

void BM_ConformanceSuite(benchmark::State& state) {
  const Installation& installation = bench_installation();
  const auto sentences = Sentences::load((installation.corpus() / "sentences").string());
  if (!sentences) return state.SkipWithError(sentences.error().c_str());
  const auto scripts = load_corpus({installation.corpus().string()}, *sentences);
  if (!scripts) return state.SkipWithError(scripts.error().c_str());
  SuitePlan plan;
  plan.engines = {*parse_engine_spec("openssl"), *parse_engine_spec("boringssl")};
  plan.hosts.where = Where::kInProcess;
  double seconds = 0;
  for (auto _ : state) {
    const auto result = run_suite(*scripts, plan, installation, std::atomic<bool>{false});
    if (!result) return state.SkipWithError(result.error().c_str());
    seconds += result->seconds;
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(scripts->size()));
  state.counters["scripts_per_second"] =
      static_cast<double>(scripts->size()) * static_cast<double>(state.iterations()) / seconds;
}
BENCHMARK(BM_ConformanceSuite)->Iterations(1)->Unit(benchmark::kSecond)->UseRealTime();

}  // namespace
}  // namespace parallax
