// What the harness does with scripts: text and binary form, minimising, and scripts a second by engine and host.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <map>

#include "harness/bench/bench_main.h"
#include "harness/bench/engines.h"
#include "harness/campaign/campaign.h"
#include "harness/host/registry.h"
#include "harness/run/executor.h"
#include "harness/script/generator.h"
#include "harness/triage/minimize.h"

namespace parallax::bench {
namespace {

// One of many steps, the same each time.
Script long_script(std::size_t steps) {
  Script script;
  for (std::uint64_t seed = 1; script.steps.size() < steps; ++seed) {
    for (Step& step : Generator(seed).plausible().steps) script.steps.push_back(std::move(step));
  }
  script.steps.resize(steps);
  return script;
}

void BM_Print(benchmark::State& state) {
  const Script script = long_script(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(print(script));
  state.SetComplexityN(state.range(0));
}
void BM_Parse(benchmark::State& state) {
  const std::string text = print(long_script(static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(parse(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  state.SetComplexityN(state.range(0));
}
void BM_Encode(benchmark::State& state) {
  const Script script = long_script(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(encode(script));
  state.SetComplexityN(state.range(0));
}
void BM_Decode(benchmark::State& state) {
  const std::string octets = encode(long_script(static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(decode(octets));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(octets.size()));
  state.SetComplexityN(state.range(0));
}
// What shows is one write in the middle of many steps: about n log n questions, each of a copy of the script.
void BM_Minimise(benchmark::State& state) {
  Script script = long_script(static_cast<std::size_t>(state.range(0)));
  const auto marked = parse("zz.write b\"marker\"\n");
  script.steps.insert(script.steps.begin() + state.range(0) / 2, marked->steps[0]);
  const auto shows = [](const Script& candidate) {
    return std::any_of(candidate.steps.begin(), candidate.steps.end(), [](const Step& step) {
      return step.kind == StepKind::kWrite && step.target == "zz";
    });
  };
  std::size_t runs = 0;
  for (auto _ : state) runs = minimize(script, shows).runs;
  state.counters["runs"] = static_cast<double>(runs);
  state.SetComplexityN(state.range(0));
}

constexpr int kFew = 64, kMany = 1024;
BENCHMARK(BM_Print)->RangeMultiplier(4)->Range(kFew, kMany);
BENCHMARK(BM_Parse)->RangeMultiplier(4)->Range(kFew, kMany);
BENCHMARK(BM_Encode)->RangeMultiplier(4)->Range(kFew, kMany);
BENCHMARK(BM_Decode)->RangeMultiplier(4)->Range(kFew, kMany);
BENCHMARK(BM_Minimise)->RangeMultiplier(4)->Range(16, 256);

// The corpus' scripts of these topics, in turn, as a campaign's worker runs them.
std::vector<Script> scripts() {
  std::vector<Script> all;
  const auto folder = bench_installation().corpus() / "conformance";
  const auto paths = find_scripts({(folder / "eof").string(), (folder / "shutdown").string()});
  if (!paths) return all;
  for (const std::string& path : *paths) {
    if (auto script = load_script(path)) all.push_back(std::move(*script));
  }
  return all;
}

void run_scripts(benchmark::State& state, const EngineSpec& spec, Where where) {
  const auto host = make_host(spec, bench_installation(), {.where = where});
  const auto peer = make_peer(bench_installation());
  const std::vector<Script> all = scripts();
  if (!host || !peer || all.empty()) return state.SkipWithError("no engine, or no corpus");
  std::size_t next = 0;
  for (auto _ : state) {
    const Trace trace = execute(all[next++ % all.size()], "bench", **host, peer->get());
    benchmark::DoNotOptimize(trace.entries.data());
  }
  state.SetItemsProcessed(state.iterations());
}

}  // namespace

void register_scripts() {
  for (const EngineSpec& spec : discover(bench_installation())) {
    for (const Where where : {Where::kInProcess, Where::kChild}) {
      const bool in_process = where == Where::kInProcess;
      if (in_process && spec.kind != EngineSpec::Kind::kLibrary) continue;
      // In a child most of a script's time is the child's, so that the wall's clock must be looked at.
      const std::string name =
          fmt::format("BM_Scripts/{}/{}", spec.text, in_process ? "in-process" : "child");
      benchmark::RegisterBenchmark(name.c_str(), [spec, where](benchmark::State& state) {
        run_scripts(state, spec, where);
      })->UseRealTime();
    }
  }
}

}  // namespace parallax::bench
