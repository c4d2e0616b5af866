// The suite `objects`: SSLObjects, both ends of a connection on one engine and one buffer, in this process. Names are
//   objects/ENGINE/handshake/tls:1.3/cert:p256/resumed:0   objects and BIOs made, a whole handshake, all freed
//   objects/ENGINE/bulk/chunk:N/record:N/backlog:N         data of a chunk or more written by records of N octets,
//                                                          carried by chunks, and read; behind a backlog of records
//   objects/ENGINE/message/chunk:N                         N octets there, and N back
//   objects/ENGINE/idle/burst:N                            what an idle connection keeps, an end; after N octets each way
// ENGINE is as `parallax run -e` takes it. Times and octets are of both ends together, what is kept of one.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <ctime>

#include "harness/bench/bench_main.h"
#include "harness/bench/engines.h"
#include "harness/contract/clock.h"
#include "harness/host/registry.h"

namespace parallax::bench {
namespace {

constexpr std::size_t kKiB = 1024, kMiB = 1024 * kKiB;
constexpr std::size_t kIdle = 10000;  // connections that wait, two ends each
constexpr std::size_t kBurstIdle =
    1000;  // after a burst: ten thousand would need the memory of a server

struct End {
  std::shared_ptr<MemoryBio> in, out;
  std::shared_ptr<SslObject> object;
};

std::string octets_of(const Outcome& outcome) {
  const Bytes* bytes = outcome.value().as<Bytes>();
  return bytes == nullptr ? std::string() : bytes->octets;
}

// What the benchmarks of one engine begin with: the engine, and a context for each end.
class Setting {
 public:
  Setting(const std::string& name, Version version, const std::string& certificate) {
    const auto spec = parse_engine_spec(name);
    if (!spec) return;
    const Installation& installation = bench_installation();
    auto made =
        load_engine(installation.engine_library(spec->name).string(),
                    {.pki = installation.pki().string(), .semantics = {}, .buffer = spec->buffer});
    if (!made) return;
    engine_ = std::move(*made);
    parallax_set_clock(kDefaultClock);
    engine_->begin({1, kDefaultClock});
    for (const Role role : {Role::kClient, Role::kServer}) {
      ContextOptions options;
      options.role = role;
      options.minimum = options.maximum = version;
      if (role == Role::kClient) {
        options.authority = "root";
        options.verify = Verify::kRequired;
        options.check_hostname = true;
      } else {
        options.certificates = {certificate};
      }
      auto context = engine_->make_context(role == Role::kClient ? "c" : "s", options);
      if (context) (role == Role::kClient ? client_ : server_) = *context;
    }
  }
  ~Setting() {
    client_ = server_ = nullptr;
    if (engine_ != nullptr) engine_->end();
    parallax_set_clock(0);
  }
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;

  bool ready() const { return client_ != nullptr && server_ != nullptr; }

  // A client and a server that have shaken hands; no object in either where they could not.
  std::pair<End, End> connect(const std::shared_ptr<Session>& session = nullptr) {
    std::pair<End, End> ends = {make(Role::kClient, session), make(Role::kServer, nullptr)};
    auto& [a, b] = ends;
    if (a.object == nullptr || b.object == nullptr) return {};
    bool a_done = false, b_done = false;
    constexpr int kMost = 8;  // turns; a handshake takes three
    for (int turn = 0; turn < kMost && !(a_done && b_done); ++turn) {
      a_done = a_done || a.object->do_handshake().is_ok();
      carry(a, b);
      b_done = b_done || b.object->do_handshake().is_ok();
      carry(b, a);
    }
    if (a_done && b_done) return ends;
    return {};
  }

  static void carry(const End& from, const End& to) {
    const Outcome read = from.out->read(-1);
    const Bytes* bytes = read.value().as<Bytes>();
    if (bytes != nullptr && !bytes->octets.empty()) to.in->write(bytes->octets);
  }

 private:
  End make(Role role, const std::shared_ptr<Session>& session) {
    const bool client = role == Role::kClient;
    End end{engine_->make_bio(), engine_->make_bio(), nullptr};
    WrapOptions wrapping;
    wrapping.role = role;
    if (client) wrapping.server_hostname = "localhost";
    wrapping.session = session;
    auto object = engine_->wrap_bio(client ? "a" : "b", client ? client_ : server_, end.in, end.out,
                                    wrapping);
    if (object) end.object = *object;
    return end;
  }

  std::unique_ptr<Engine> engine_;
  std::shared_ptr<Context> client_, server_;
};

// Data through an established connection; false where some was lost.
class Bulk {
 public:
  Bulk(std::pair<End, End> ends, std::size_t chunk, std::size_t record)
      : a_(std::move(ends.first)), b_(std::move(ends.second)), chunk_(chunk), data_(record, 'd') {}

  bool ready() const { return a_.object != nullptr; }
  bool pile_up(std::size_t backlog) {
    for (std::size_t piled = 0; piled < backlog;) {
      if (!a_.object->write(data_).is_ok()) return false;
      const std::string octets = octets_of(a_.out->read(-1));
      if (octets.empty() || !b_.in->write(octets).is_ok()) return false;
      piled += octets.size();
    }
    return true;
  }
  // The plaintext carried, 0 where something went wrong.
  std::size_t turn() {
    const std::size_t all = std::max<std::size_t>(chunk_ / data_.size(), 1) * data_.size();
    for (std::size_t written = 0; written < all; written += data_.size()) {
      if (!a_.object->write(data_).is_ok()) return 0;
    }
    const std::string octets = octets_of(a_.out->read(-1));
    std::size_t taken = 0;
    for (std::size_t at = 0; at < octets.size(); at += chunk_) {
      b_.in->write(std::string_view(octets).substr(at, chunk_));
      while (taken < all) {
        const Outcome read = b_.object->read(static_cast<std::int64_t>(data_.size()));
        const Bytes* bytes = read.is_ok() ? read.value().as<Bytes>() : nullptr;
        if (bytes == nullptr || bytes->octets.empty()) break;
        taken += bytes->octets.size();
      }
    }
    return taken == all ? all : 0;
  }

 private:
  End a_, b_;
  std::size_t chunk_;
  std::string data_;
};

// Turns before those that count, for a millisecond: the first fill the caches, and buffers that grow grow then.
// False where one failed.
template <typename Turn>
bool warm(Turn turn) {
  constexpr std::clock_t kWarm = CLOCKS_PER_SEC / 1000;
  bool fine = true;
  for (const std::clock_t start = std::clock(); fine && std::clock() - start < kWarm;)
    fine = turn();
  return fine;
}

void handshake(benchmark::State& state, const std::string& engine, Version version,
               const std::string& certificate, bool resumed) {
  Setting setting(engine, version, certificate);
  if (!setting.ready()) return state.SkipWithError("no such engine, or it cannot do this");
  std::shared_ptr<Session> session;
  {
    const auto [a, b] = setting.connect();
    if (a.object == nullptr) return state.SkipWithError("no handshake");
    a.object->read(1);  // a ticket of TLS 1.3 comes behind the handshake
    if (resumed && (!a.object->session(&session).is_ok() || session == nullptr)) {
      return state.SkipWithError("no session");
    }
  }
  if (resumed) {
    const auto [a, b] = setting.connect(session);
    if (a.object == nullptr || a.object->session_reused() != Outcome::ok(Value::boolean(true))) {
      return state.SkipWithError("not resumed");
    }
  }
  for (auto _ : state) {
    const auto ends = setting.connect(session);
    if (ends.first.object == nullptr) return state.SkipWithError("no handshake");
  }
  state.SetItemsProcessed(state.iterations());
}

void bulk(benchmark::State& state, const std::string& engine, std::size_t chunk, std::size_t record,
          std::size_t backlog) {
  Setting setting(engine, Version::kTls13, "p256");
  if (!setting.ready()) return state.SkipWithError("no such engine, or it cannot do this");
  Bulk load(setting.connect(), chunk, record);
  if (!load.ready() || !load.pile_up(backlog) || !warm([&] { return load.turn() > 0; }))
    return state.SkipWithError("no data came through");
  std::size_t carried = 0;
  for (auto _ : state) {
    const std::size_t octets = load.turn();
    if (octets == 0) return state.SkipWithError("data was lost");
    carried += octets;
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(carried));
}

void message(benchmark::State& state, const std::string& engine, std::size_t size) {
  Setting setting(engine, Version::kTls13, "p256");
  if (!setting.ready()) return state.SkipWithError("no such engine, or it cannot do this");
  const auto [a, b] = setting.connect();
  if (a.object == nullptr) return state.SkipWithError("no handshake");
  const std::string text(size, 'm');
  const auto say = [&](const End& from, const End& to) {
    from.object->write(text);
    Setting::carry(from, to);
    return octets_of(to.object->read(static_cast<std::int64_t>(size))).size() == size;
  };
  if (!warm([&] { return say(a, b) && say(b, a); }))
    return state.SkipWithError("a message was lost");
  for (auto _ : state) {
    if (!say(a, b) || !say(b, a)) return state.SkipWithError("a message was lost");
  }
  state.SetItemsProcessed(state.iterations());
}

// As the C library counts it: what is free inside its heap is not held.
double held() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
}

void idle(benchmark::State& state, const std::string& engine, std::size_t burst) {
  Setting setting(engine, Version::kTls13, "p256");
  if (!setting.ready()) return state.SkipWithError("no such engine, or it cannot do this");
  const std::size_t count = burst == 0 ? kIdle : kBurstIdle;
  const std::string data(std::min<std::size_t>(burst, 16 * kKiB), 'd');
  if (setting.connect().first.object == nullptr) return state.SkipWithError("no handshake");
  double octets = 0;
  for (auto _ : state) {
    const double before = held();
    std::vector<std::pair<End, End>> all(count);
    for (auto& ends : all) {
      ends = setting.connect();
      // Tickets are taken in, as any client does that reads.
      ends.first.object->read(1);
      for (int way = 0; way < 2 && burst > 0; ++way) {
        const End& from = way == 0 ? ends.first : ends.second;
        const End& to = way == 0 ? ends.second : ends.first;
        for (std::size_t sent = 0; sent < burst; sent += data.size()) from.object->write(data);
        Setting::carry(from, to);
        while (to.object->read(static_cast<std::int64_t>(16 * kKiB)).is_ok()) {
        }
      }
    }
    octets = (held() - before) / static_cast<double>(2 * count);
  }
  state.counters["held_per_end"] = octets;
  state.SetItemsProcessed(static_cast<std::int64_t>(count));
}

std::vector<std::string> engines() {
  std::vector<std::string> names;
  for (const std::string& name : bench_installation().engine_names()) {
    names.push_back(name);
    if (name != "gnutls") names.push_back(name + "+segmented");
  }
  return names;
}

template <typename Function>
benchmark::internal::Benchmark* add(const std::string& engine, const std::string& rest,
                                    Function&& function) {
  const std::string name = fmt::format("objects/{}/{}", engine, rest);
  return benchmark::RegisterBenchmark(name.c_str(), std::forward<Function>(function));
}

void register_engine(const std::string& engine) {
  for (const Version version : {Version::kTls12, Version::kTls13}) {
    const char* text = version == Version::kTls12 ? "1.2" : "1.3";
    for (const char* certificate : {"p256", "rsa2048", "ed25519"}) {
      for (const bool resumed : {false, true}) {
        // Resuming looks at no certificate.
        if (resumed && std::string_view(certificate) != "p256") continue;
        add(engine,
            fmt::format("handshake/tls:{}/cert:{}/resumed:{:d}", text, certificate, resumed),
            [engine, version, certificate, resumed](benchmark::State& state) {
              handshake(state, engine, version, certificate, resumed);
            });
      }
    }
  }
  const auto add_bulk = [&](std::size_t chunk, std::size_t record, std::size_t backlog) {
    add(engine, fmt::format("bulk/chunk:{}/record:{}/backlog:{}", chunk, record, backlog),
        [=](benchmark::State& state) { bulk(state, engine, chunk, record, backlog); });
  };
  for (const std::size_t chunk :
       {std::size_t{256}, kKiB, 4 * kKiB, 16 * kKiB, 64 * kKiB, 256 * kKiB})
    add_bulk(chunk, 16 * kKiB, 0);
  for (const std::size_t record : {std::size_t{64}, kKiB, 4 * kKiB}) add_bulk(64 * kKiB, record, 0);
  for (const std::size_t backlog : {64 * kKiB, kMiB, 16 * kMiB})
    add_bulk(16 * kKiB, 16 * kKiB, backlog);
  for (const std::size_t size : {std::size_t{16}, kKiB}) {
    add(engine, fmt::format("message/chunk:{}", size),
        [=](benchmark::State& state) { message(state, engine, size); });
  }
  for (const std::size_t burst : {std::size_t{0}, 64 * kKiB}) {
    add(engine, fmt::format("idle/burst:{}", burst),
        [=](benchmark::State& state) { idle(state, engine, burst); })
        ->Iterations(1)
        ->Repetitions(1)
        ->Unit(benchmark::kMillisecond);
  }
}

}  // namespace

void register_objects() {
  for (const std::string& engine : engines()) register_engine(engine);
}

}  // namespace parallax::bench
