#include "harness/bench/figures.h"

#include <fmt/format.h>

namespace parallax::bench {
namespace {

constexpr double kKiB = 1024, kMiB = 1024 * kKiB, kGiB = 1024 * kMiB;

std::string ping_pong(const char* buffer, double chunk, double backlog) {
  return join_name({"buffers", buffer, "ping-pong", chunk, backlog});
}

std::string bulk(const char* engine, double chunk, double backlog) {
  return fmt::format("objects/{}/bulk/chunk:{:.0f}/record:16384/backlog:{:.0f}", engine, chunk,
                     backlog);
}

// Two medians of one run are this far apart by the noise of a shared machine alone; `bench compare`
// tells less apart.
constexpr double kSame = 1.05;

std::vector<Figure> fixed() {
  std::vector<Figure> all = {
      {"16 KiB in and out, nothing waiting, over two memcpy", ping_pong("segmented", 16 * kKiB, 0),
       ping_pong("memcpy", 16 * kKiB, 0), "", 1.1},
      {"16 B in and out, nothing waiting, over BIO_s_mem", ping_pong("openssl+segmented", 16, 0),
       ping_pong("openssl", 16, 0), "", 1.1},
      {"16 B with 64 MiB waiting, over nothing waiting",
       ping_pong("openssl+segmented", 16, 64 * kMiB), ping_pong("openssl+segmented", 16, 0), "",
       1.2},
      {"16 B with 1 GiB waiting, over nothing waiting", ping_pong("openssl+segmented", 16, kGiB),
       ping_pong("openssl+segmented", 16, 0), "", 1.2},
      {"16 KiB with 64 MiB waiting, over two memcpy in as large a ring",
       ping_pong("segmented", 16 * kKiB, 64 * kMiB), ping_pong("memcpy", 16 * kKiB, 64 * kMiB), "",
       1.2},
      {"16 KiB with 1 GiB waiting, over two memcpy in as large a ring",
       ping_pong("segmented", 16 * kKiB, kGiB), ping_pong("memcpy", 16 * kKiB, kGiB), "", 1.2},
      {"octets kept after 64 MiB went through", ping_pong("segmented", 16 * kKiB, 64 * kMiB), "",
       "retained", 64 * kKiB},
      {"octets copied per octet carried, 64 MiB waiting",
       ping_pong("segmented", 16 * kKiB, 64 * kMiB), "", "copied_per_octet", 2},
  };
  for (const double chunk : {256.0, kKiB, 4 * kKiB, 16 * kKiB, 64 * kKiB, 256 * kKiB}) {
    all.push_back({fmt::format("TLS data by {}, openssl+segmented over openssl", size_text(chunk)),
                   bulk("openssl+segmented", chunk, 0), bulk("openssl", chunk, 0), "", kSame});
  }
  for (const double backlog : {kMiB, 16 * kMiB}) {
    all.push_back({fmt::format("TLS data with {} waiting, openssl+segmented over openssl",
                               size_text(backlog)),
                   bulk("openssl+segmented", 16 * kKiB, backlog),
                   bulk("openssl", 16 * kKiB, backlog), "", 1});
  }
  all.push_back({"a connection through the executor, over a bare loop", "BM_ConnectionScript",
                 "BM_ConnectionBare", "", 1.15});
  return all;
}

}  // namespace

std::vector<Figure> figures(const Results& results) {
  std::vector<Figure> all = fixed();
  // pep546.MemoryBIO beside the built-in one, in each Python 3 that has both.
  constexpr std::string_view kOurs = "-pep546";
  for (const Measured& measured : results.all()) {
    const Name name = split_name(measured.name);
    if (name.suite != "buffers" || name.pattern != "ping-pong" || !name.buffer.ends_with(kOurs) ||
        !name.buffer.starts_with("cpython-3")) {
      continue;
    }
    Name built_in = name;
    built_in.buffer.resize(name.buffer.size() - kOurs.size());
    const bool small = name.chunk == 16, judged = small || name.chunk == 16 * kKiB;
    if (!judged || (name.backlog != 0 && !(small && name.backlog == 64 * kMiB))) continue;
    all.push_back(
        {fmt::format("pep546.MemoryBIO over {}'s, {}{}", built_in.buffer, size_text(name.chunk),
                     name.backlog > 0 ? " with 64 MiB waiting" : ""),
         measured.name, join_name(built_in), "", name.backlog > 0 ? 0.001 : 1.1});
  }
  return all;
}

std::optional<double> evaluate(const Figure& figure, const Results& results) {
  const Measured* over = results.find(figure.over);
  if (over == nullptr) return std::nullopt;
  if (!figure.counter.empty()) {
    const auto found = over->counters.find(figure.counter);
    if (found == over->counters.end()) return std::nullopt;
    return found->second;
  }
  const Measured* under = results.find(figure.under);
  if (under == nullptr || under->median() <= 0 || over->times.empty()) return std::nullopt;
  return over->median() / under->median();
}

std::map<std::string, double> ratios_of(const Results& results) {
  std::map<std::string, double> ratios;
  for (const Figure& figure : figures(results)) {
    if (const auto value = evaluate(figure, results)) ratios[figure.title] = *value;
  }
  return ratios;
}

std::vector<std::string> worse_than(const nlohmann::json& baseline,
                                    const std::map<std::string, double>& now, double tolerance) {
  std::vector<std::string> worse;
  const auto kept = baseline.value("ratios", nlohmann::json::object());
  for (const auto& [title, value] : now) {
    const auto before = kept.find(title);
    if (before != kept.end() && value > before->get<double>() * tolerance) worse.push_back(title);
  }
  return worse;
}

}  // namespace parallax::bench
