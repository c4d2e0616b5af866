#include "reports/merge.h"

#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace parallax {
namespace {

// What rows are ordered by; the time is last, and only tells equal rows apart.
struct Rank {
  bool faulty;
  std::size_t fewer;  // as many findings fewer than there could be
  std::string text;
  double milliseconds;
  auto tied() const { return std::tie(faulty, fewer, text, milliseconds); }
};

Rank rank_of(const Row& row) {
  Row timeless = row;
  timeless.milliseconds.reset();
  return {!row.fault.empty(), std::numeric_limits<std::size_t>::max() - row.findings.size(),
          to_line(timeless), row.milliseconds.value_or(std::numeric_limits<double>::infinity())};
}

}  // namespace

std::vector<Row> merge_rows(std::vector<Row> rows) {
  std::map<std::pair<std::string, std::string>, std::pair<Rank, Row>> kept;
  for (Row& row : rows) {
    std::pair<std::string, std::string> key(row.script, row.engine);
    Rank rank = rank_of(row);
    const auto place = kept.find(key);
    if (place == kept.end())
      kept.emplace(std::move(key), std::pair(std::move(rank), std::move(row)));
    else if (rank.tied() < place->second.first.tied())
      place->second = {std::move(rank), std::move(row)};
  }
  std::vector<Row> merged;
  merged.reserve(kept.size());
  for (auto& [key, ranked] : kept) merged.push_back(std::move(ranked.second));
  return merged;
}

}  // namespace parallax
