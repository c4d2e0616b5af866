#include "harness/script/pairwise.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace parallax {
namespace {

using Row = std::vector<std::size_t>;

constexpr std::size_t kFree = static_cast<std::size_t>(-1);

// The pairs that no row holds yet, as (dimension, choice, later dimension, choice).
class Uncovered {
 public:
  explicit Uncovered(const Row& sizes) {
    for (std::size_t d = 0; d < sizes.size(); ++d) {
      for (std::size_t e = d + 1; e < sizes.size(); ++e) {
        for (std::size_t i = 0; i < sizes[d]; ++i) {
          for (std::size_t j = 0; j < sizes[e]; ++j) pairs_.insert({d, i, e, j});
        }
      }
    }
  }

  bool empty() const { return pairs_.empty(); }

  // A row with the first pair that is left, the rest free.
  Row seed(std::size_t dimensions) const {
    Row row(dimensions, kFree);
    const auto& [d, i, e, j] = *pairs_.begin();
    row[d] = i;
    row[e] = j;
    return row;
  }

  // How many pairs that are left the choice makes with what the row has.
  std::size_t gain(const Row& row, std::size_t d, std::size_t i) const {
    std::size_t n = 0;
    for (std::size_t e = 0; e < row.size(); ++e) {
      if (e == d || row[e] == kFree) continue;
      n += e > d ? pairs_.count({d, i, e, row[e]}) : pairs_.count({e, row[e], d, i});
    }
    return n;
  }

  void cover(const Row& row) {
    for (std::size_t d = 0; d < row.size(); ++d) {
      for (std::size_t e = d + 1; e < row.size(); ++e) pairs_.erase({d, row[d], e, row[e]});
    }
  }

 private:
  std::set<std::tuple<std::size_t, std::size_t, std::size_t, std::size_t>> pairs_;
};

}  // namespace

std::vector<Row> product(const Row& sizes) {
  std::vector<Row> rows;
  if (std::find(sizes.begin(), sizes.end(), std::size_t{0}) != sizes.end()) return rows;
  Row row(sizes.size(), 0);
  while (true) {
    rows.push_back(row);
    std::size_t d = sizes.size();
    while (d > 0 && ++row[d - 1] == sizes[d - 1]) row[--d] = 0;
    if (d == 0) return rows;
  }
}

std::vector<Row> pairwise(const Row& sizes) {
  if (sizes.size() < 3 || std::find(sizes.begin(), sizes.end(), std::size_t{0}) != sizes.end())
    return product(sizes);
  std::vector<Row> rows;
  Uncovered uncovered(sizes);
  while (!uncovered.empty()) {
    Row row = uncovered.seed(sizes.size());
    for (std::size_t d = 0; d < sizes.size(); ++d) {
      if (row[d] != kFree) continue;
      // Where nothing is gained the choices take turns, so that none stands in every such row.
      std::size_t best = rows.size() % sizes[d], most = uncovered.gain(row, d, best);
      for (std::size_t i = 0; i < sizes[d]; ++i) {
        const std::size_t gain = uncovered.gain(row, d, i);
        if (gain > most) {
          most = gain;
          best = i;
        }
      }
      row[d] = best;
    }
    uncovered.cover(row);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace parallax
