// What a learner's query costs, and the same steps run plainly: an honest TLS 1.3 handshake with a client
// certificate and a word of data, on OpenSSL in process. The query makes the script of the word, has it carried
// out, and reads the answers from the trace and the wire view.

#include <benchmark/benchmark.h>

#include "harness/bench/engines.h"
#include "harness/host/in_process.h"
#include "harness/learn/engine_oracle.h"
#include "harness/run/executor.h"

namespace parallax {
namespace {

struct Bench {
  Bench() {
    auto engine = bench_engine("openssl");
    auto made = make_peer(bench_installation());
    auto read = learn::load_alphabet(
        "tls13-server", (bench_installation().corpus() / "machines" / "alphabets").string());
    if (engine == nullptr || !made || !read || read->paths.empty()) return;
    subject = std::make_unique<InProcessHost>(std::move(engine));
    peer = std::move(*made);
    alphabet = std::move(*read);
  }
  bool ready() const { return peer != nullptr; }
  std::unique_ptr<Host> subject, peer;
  learn::Alphabet alphabet;
};

void query(benchmark::State& state) {
  Bench bench;
  if (!bench.ready()) return state.SkipWithError("no engine, or no alphabet");
  learn::EngineOracle oracle(bench.alphabet, *bench.subject, *bench.peer, learn::Detail::kClass);
  for (auto _ : state) {
    if (!oracle.ask(bench.alphabet.paths[0])) return state.SkipWithError("no answer");
  }
}

void plain(benchmark::State& state) {
  Bench bench;
  if (!bench.ready()) return state.SkipWithError("no engine, or no alphabet");
  const Script script = bench.alphabet.script(bench.alphabet.paths[0]);
  for (auto _ : state)
    benchmark::DoNotOptimize(execute(script, "bench", *bench.subject, bench.peer.get()));
}

BENCHMARK(query)->Name("learn/query")->Unit(benchmark::kMillisecond);
BENCHMARK(plain)->Name("learn/steps")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace parallax
