// Whole TLS 1.3 conversations a second between a puppet and an engine, in process: X25519, P-256, one word each
// way. `subject` is the share of the time that the engine under test takes itself; most of that is its own
// cryptography.

#include <benchmark/benchmark.h>

#include <ctime>
#include <memory>
#include <string>

#include "harness/bench/engines.h"
#include "harness/contract/clock.h"
#include "harness/contract/random.h"
#include "harness/puppet/connection.h"

namespace parallax {
namespace {

// This thread's own time: a busy machine does not count.
double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void play_all(puppet::Connection& puppet) {
  while (!puppet.plan().empty()) {
    const puppet::Item item = puppet.plan().front();
    puppet.plan().pop_front();
    puppet.play(item);
  }
  puppet.flush();
}

std::string octets(const Outcome& outcome) {
  const Bytes* bytes = outcome.value().as<Bytes>();
  return bytes == nullptr ? std::string() : bytes->octets;
}

void converse(benchmark::State& state, const char* name, Role role) {
  const auto engine = bench_engine(name);
  if (engine == nullptr) return state.SkipWithError("no engine");
  engine->begin({1, kDefaultClock});
  const bool server = role == Role::kServer;
  ContextOptions options;
  options.role = server ? Role::kClient : Role::kServer;
  if (server) {
    options.authority = "root";
    options.verify = Verify::kRequired;
    options.check_hostname = true;
  } else {
    options.certificates = {"p256"};
  }
  const auto context = engine->make_context("c", options);
  if (!context) return state.SkipWithError("no context");
  WrapOptions wrapping;
  wrapping.role = options.role;
  if (server) wrapping.server_hostname = "localhost";
  puppet::Wallet wallet(bench_installation().pki().string());
  puppet::SessionStore sessions;
  const Stream stream(1, "p");
  double subject = 0;
  for (auto _ : state) {
    puppet::Config config;
    config.role = role;
    config.clock = kDefaultClock;
    config.lowest = puppet::kTls13;
    if (server) config.certificates = {"p256"};
    puppet::Connection puppet(
        config, &wallet, &sessions,
        [own = stream](void* out, std::size_t length) mutable { own.draw(out, length); });
    const auto in = engine->make_bio(), out = engine->make_bio();
    const auto object = engine->wrap_bio("a", *context, in, out, wrapping);
    const auto turn = [&](const auto& act) {
      play_all(puppet);
      in->write(std::exchange(puppet.out(), {}));
      const double start = seconds();
      act();
      subject += seconds() - start;
      puppet.receive(octets(out->read(-1)));
    };
    for (int i = 0; i < 3; ++i) turn([&] { (*object)->do_handshake(); });
    puppet.write("ping");
    turn([&] {
      benchmark::DoNotOptimize((*object)->read(10));
      (*object)->write("pong");
    });
    if (!puppet.finished() || puppet.take_data(10) != "pong")
      return state.SkipWithError("no conversation");
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["subject"] = benchmark::Counter(subject, benchmark::Counter::kIsRate);
}

void BM_PuppetServer(benchmark::State& state) { converse(state, "openssl", Role::kServer); }
void BM_PuppetClient(benchmark::State& state) { converse(state, "openssl", Role::kClient); }
BENCHMARK(BM_PuppetServer);
BENCHMARK(BM_PuppetClient);

}  // namespace
}  // namespace parallax
