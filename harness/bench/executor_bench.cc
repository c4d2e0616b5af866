// What the executor costs over a bare loop on the same engine. Each pair does the same operations; the
// ratio is the figure, not the times.

#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "harness/bench/engines.h"
#include "harness/host/in_process.h"
#include "harness/run/executor.h"

namespace parallax {
namespace {

constexpr char kBioScript[] = R"(bio x
x.write b"0123456789abcdef"
x.read 4
x.pending
x.read
x.write_eof
x.eof
)";

constexpr char kConnectionScript[] = R"(object a client tls=1.3
peer p server
pump a p
a.write fill(0x41, 1024)
move a p
p.read 2000
p.write fill(0x42, 1024)
move p a
a.read 2000
a.unwrap
move a p
p.unwrap
move p a
a.unwrap
)";

constexpr char kGarbage[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
constexpr char kGarbageScript[] = R"(object a server
a.in.write b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
a.do_handshake
a.out.read
)";

void run_script(benchmark::State& state, const char* text) {
  auto subject_engine = bench_engine("openssl");
  auto peer = make_peer(bench_installation());
  if (subject_engine == nullptr || !peer) return state.SkipWithError("no engine");
  InProcessHost subject(std::move(subject_engine));
  const auto script = parse(text);
  for (auto _ : state) {
    const Trace trace = execute(*script, "bench", subject, peer->get());
    benchmark::DoNotOptimize(trace.entries.data());
  }
  state.counters["steps"] = static_cast<double>(script->steps.size());
}

// One end of a bare connection.
struct End {
  std::shared_ptr<MemoryBio> in, out;
  std::shared_ptr<SslObject> object;
};

End make_end(Engine& engine, const char* name, Role role) {
  ContextOptions options;
  options.role = role;
  if (role == Role::kClient) {
    options.minimum = Version::kTls13;
    options.authority = "root";
    options.verify = Verify::kRequired;
    options.check_hostname = true;
  } else {
    options.certificates = {"p256"};
  }
  End end{engine.make_bio(), engine.make_bio(), nullptr};
  WrapOptions wrap;
  wrap.role = role;
  if (role == Role::kClient) wrap.server_hostname = "localhost";
  const auto context = engine.make_context(std::string(name) + ".context", options);
  end.object = *engine.wrap_bio(name, *context, end.in, end.out, wrap);
  return end;
}

void carry(const End& from, const End& to) {
  const Outcome read = from.out->read(-1);
  if (const Bytes* bytes = read.value().as<Bytes>(); bytes != nullptr && !bytes->octets.empty()) {
    to.in->write(bytes->octets);
  }
}

void BM_BioScript(benchmark::State& state) { run_script(state, kBioScript); }
void BM_BioBare(benchmark::State& state) {
  const auto subject = bench_engine("openssl");
  if (subject == nullptr) return state.SkipWithError("no engine");
  for (auto _ : state) {
    subject->begin({});
    const auto x = subject->make_bio();
    x->write("0123456789abcdef");
    benchmark::DoNotOptimize(x->read(4));
    benchmark::DoNotOptimize(x->state());
    benchmark::DoNotOptimize(x->read(-1));
    x->write_eof();
    benchmark::DoNotOptimize(x->state());
    subject->end();
  }
}

void BM_ConnectionScript(benchmark::State& state) { run_script(state, kConnectionScript); }
void BM_ConnectionBare(benchmark::State& state) {
  const auto subject = bench_engine("openssl");
  const auto peer = bench_engine(kPeerEngine);
  if (subject == nullptr || peer == nullptr) return state.SkipWithError("no engine");
  const std::string a_data(1024, 'A'), p_data(1024, 'B');
  for (auto _ : state) {
    subject->begin({});
    peer->begin({});
    {
      const End a = make_end(*subject, "a", Role::kClient), p = make_end(*peer, "p", Role::kServer);
      bool a_done = false, p_done = false;
      while (!a_done || !p_done) {
        a_done = a_done || a.object->do_handshake().is_ok();
        carry(a, p);
        p_done = p_done || p.object->do_handshake().is_ok();
        carry(p, a);
      }
      a.object->write(a_data);
      carry(a, p);
      benchmark::DoNotOptimize(p.object->read(2000));
      p.object->write(p_data);
      carry(p, a);
      benchmark::DoNotOptimize(a.object->read(2000));
      a.object->unwrap();
      carry(a, p);
      p.object->unwrap();
      carry(p, a);
      a.object->unwrap();
    }
    subject->end();
    peer->end();
  }
}

void BM_GarbageScript(benchmark::State& state) { run_script(state, kGarbageScript); }
void BM_GarbageBare(benchmark::State& state) {
  const auto subject = bench_engine("openssl");
  if (subject == nullptr) return state.SkipWithError("no engine");
  for (auto _ : state) {
    subject->begin({});
    {
      const End a = make_end(*subject, "a", Role::kServer);
      a.in->write(kGarbage);
      benchmark::DoNotOptimize(a.object->do_handshake());
      benchmark::DoNotOptimize(a.out->read(-1));
    }
    subject->end();
  }
}

BENCHMARK(BM_BioBare);
BENCHMARK(BM_BioScript);
BENCHMARK(BM_ConnectionBare);
BENCHMARK(BM_ConnectionScript);
BENCHMARK(BM_GarbageBare);
BENCHMARK(BM_GarbageScript);

}  // namespace
}  // namespace parallax
