#include "harness/bench/figures.h"

namespace parallax::bench {
namespace {

constexpr double kKiB = 1024, kMiB = 1024 * kKiB, kGiB = 1024 * kMiB;

std::string ping_pong(const char* buffer, double chunk, double backlog) {
  return join_name({"buffers", buffer, "ping-pong", chunk, backlog});
}

}  // namespace

const std::vector<Figure>& figures() {
  static const std::vector<Figure> all = {
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
  for (const Figure& figure : figures()) {
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
