// The counting run of the suite `buffers`: no clock, a fixed number of turns.
#include <dlfcn.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <regex>

#include "harness/bench/bench_main.h"
#include "harness/bench/count/counts.h"
#include "harness/bench/kinds.h"
#include "harness/bench/patterns.h"
#include "harness/fmt/print.h"

namespace parallax::bench {
namespace {

struct Counters {
  decltype(&parallax_counts) read;
  decltype(&parallax_counts_reset) reset;
  ParallaxCounts now() const {
    ParallaxCounts counts{};
    read(&counts);
    return counts;
  }
};

long page_faults() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt + usage.ru_majflt;
}

// Enough for a steady state, few enough for what copies 64 MiB a turn.
std::size_t turns_of(const Case& what) {
  const std::size_t octets = std::max({what.chunk, what.backlog, std::size_t{1}});
  return std::clamp<std::size_t>((std::size_t{256} << 20) / octets, 20, 1000);
}

nlohmann::json count(const Counters& counters, const BufferKind& kind, const Case& what) {
  Load load(kind, what);
  const auto before = counters.now().held;
  load.fill();
  const std::size_t turns = turns_of(what);
  if (load.turn() == 0) return {};
  counters.reset();
  const long faults = page_faults();
  std::size_t carried = 0;
  for (std::size_t i = 0; i < turns; ++i) carried += load.turn();
  const long faulted = page_faults() - faults;
  const ParallaxCounts counts = counters.now();
  load.drain();
  const auto retained = counters.now().held - before;  // before JSON allocates its own
  const auto octets = static_cast<double>(carried), all = static_cast<double>(turns);
  return {{"copied_per_octet", static_cast<double>(counts.copied) / octets},
          {"cleared_per_octet", static_cast<double>(counts.cleared) / octets},
          {"allocations_per_turn", static_cast<double>(counts.allocations) / all},
          {"page_faults_per_turn", static_cast<double>(faulted) / all},
          {"peak_held", counts.peak - before},
          {"retained", retained}};
}

}  // namespace

int count_buffers(const std::string& filter) {
  const Counters counters = {
      reinterpret_cast<decltype(&parallax_counts)>(dlsym(RTLD_DEFAULT, "parallax_counts")),
      reinterpret_cast<decltype(&parallax_counts_reset)>(
          dlsym(RTLD_DEFAULT, "parallax_counts_reset"))};
  if (counters.read == nullptr || counters.reset == nullptr) {
    print_err("parallax-bench: --count needs LD_PRELOAD=libparallax_count.so\n");
    return 2;
  }
  const std::regex pattern(filter);
  nlohmann::json entries = nlohmann::json::array();
  const std::vector<BufferKind> kinds = all_kinds();
  for (const Case& what : cases(false)) {
    for (const BufferKind& kind : kinds) {
      const std::string name = fmt::format("buffers/{}/{}", kind.name, what.name());
      if (!sensible(kind, what) || !std::regex_search(name, pattern)) continue;
      nlohmann::json entry = count(counters, kind, what);
      if (entry.is_null()) continue;
      entry["name"] = entry["run_name"] = name;
      entry["run_type"] = "iteration";
      entries.push_back(std::move(entry));
    }
  }
  print_out("{}\n",
            nlohmann::json{{"context", nlohmann::json::object()}, {"benchmarks", entries}}.dump(1));
  return 0;
}

}  // namespace parallax::bench
