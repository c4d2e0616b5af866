// What the pipe, the language, the trace and the looks at states cost a Python engine: a whole connection through
// the executor against the same operations in a plain loop of the same interpreter.
//
// Both in processor time, the harness's own included, and on one processor: a line that wakes another processor costs more
// than reading it. Starting the interpreter is measured apart and taken off.
// PARALLAX_BENCH_PYTHON names the interpreter (default: /usr/bin/python3).

#include <benchmark/benchmark.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>

#include "harness/bench/engines.h"
#include "harness/host/process.h"
#include "harness/host/registry.h"
#include "harness/run/executor.h"

namespace parallax {
namespace {

constexpr int kScripts = 300;
constexpr char kConnection[] = R"(object a client tls=1.3
object b server tls=1.3
a.do_handshake
move a b
b.do_handshake
move b a
a.do_handshake
move a b
b.do_handshake
move b a
a.write fill(0x41, 1024)
move a b
b.read 2000
b.write fill(0x42, 1024)
move b a
a.read 2000
a.unwrap
move a b
b.unwrap
move b a
a.unwrap
)";

double seconds_of(const rusage& usage) {
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// Processor time: of this process, and of its children that have ended.
struct Cost {
  double own = 0, children = 0;
  double sum() const { return own + children; }
};

Cost processor_time() {
  rusage own = {}, children = {};
  getrusage(RUSAGE_SELF, &own);
  getrusage(RUSAGE_CHILDREN, &children);
  return {seconds_of(own), seconds_of(children)};
}

std::string python() {
  const char* named = std::getenv("PARALLAX_BENCH_PYTHON");
  return named != nullptr && *named != 0 ? named : "/usr/bin/python3";
}

// This process, and children that it starts, on one of the processors that it had.
class OneProcessor {
 public:
  OneProcessor() {
    if (sched_getaffinity(0, sizeof before_, &before_) != 0) return;
    int first = 0;
    while (first < CPU_SETSIZE && !CPU_ISSET(static_cast<std::size_t>(first), &before_)) ++first;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(static_cast<std::size_t>(first), &one);
    pinned_ = sched_setaffinity(0, sizeof one, &one) == 0;
  }
  ~OneProcessor() {
    if (pinned_) sched_setaffinity(0, sizeof before_, &before_);
  }
  OneProcessor(const OneProcessor&) = delete;
  OneProcessor& operator=(const OneProcessor&) = delete;

 private:
  cpu_set_t before_ = {};
  bool pinned_ = false;
};

// Both say whether it worked.
bool run_piped(int scripts) {
  const auto spec = parse_engine_spec("python:" + python());
  auto host = spec ? make_host(*spec, bench_installation())
                   : tl::expected<std::unique_ptr<Host>, std::string>(tl::unexpect, spec.error());
  const auto script = parse(kConnection);
  if (!host || !script) return false;
  bool good = true;
  for (int i = 0; i < scripts; ++i) {
    const Trace trace = execute(*script, "pipe", **host, nullptr);
    good = good && trace.entries.size() == script->steps.size() &&
           trace.entries.back().outcome == Outcome::ok();
  }
  return good;
}

bool run_plain(int scripts) {
  const auto program = bench_installation().data() / "engines" / "python" / "bench.py";
  auto process = Process::start(
      {{python(), "-I", "-B", program.string(), "--plain", std::to_string(scripts)}, {}});
  return process && process->wait(600000) == "exited with status 0";
}

// Of one connection.
Cost cost(const std::function<bool(int)>& run, bool* good) {
  const Cost start = processor_time();
  *good = run(0) && *good;
  const Cost middle = processor_time();
  *good = run(kScripts) && *good;
  const Cost end = processor_time();
  const auto one = [](double a, double b, double c) { return ((c - b) - (b - a)) / kScripts; };
  return {one(start.own, middle.own, end.own), one(start.children, middle.children, end.children)};
}

void BM_PythonPipe(benchmark::State& state) {
  const OneProcessor pinned;
  Cost plain, piped;
  bool good = true;
  for (auto _ : state) {
    plain.children += cost(run_plain, &good).sum();
    const Cost one = cost(run_piped, &good);
    piped = {piped.own + one.own, piped.children + one.children};
    state.SetIterationTime(one.sum());
  }
  if (!good) return state.SkipWithError("the interpreter did not run the connection to its end");
  const double each = 1e3 / static_cast<double>(state.iterations());
  state.counters["plain_ms"] = plain.sum() * each;
  state.counters["engine_ms"] = piped.children * each;
  state.counters["harness_ms"] = piped.own * each;
  state.counters["ratio"] = piped.sum() / plain.sum();
}
BENCHMARK(BM_PythonPipe)->Iterations(3)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace parallax
