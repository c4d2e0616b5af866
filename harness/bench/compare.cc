#include "harness/bench/compare.h"

#include <algorithm>
#include <cmath>

namespace parallax::bench {
namespace {

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

// The chance that of n fair coins at most `most` show heads.
double tail(std::size_t n, std::size_t most) {
  double term = std::pow(0.5, static_cast<double>(n)), sum = 0;
  for (std::size_t i = 0; i <= most; ++i) {
    sum += term;
    term *= static_cast<double>(n - i) / static_cast<double>(i + 1);
  }
  return sum;
}

// How many ratios at each end lie outside the interval; nothing where even all inside is too few.
std::optional<std::size_t> left_out(std::size_t n, double confidence) {
  if (n == 0 || 2 * tail(n, 0) > 1 - confidence) return std::nullopt;
  std::size_t out = 0;
  while (2 * tail(n, out + 1) <= 1 - confidence) ++out;
  return out;
}

}  // namespace

std::size_t rounds_needed(double confidence) {
  std::size_t rounds = 1;
  while (!left_out(rounds, confidence)) ++rounds;
  return rounds;
}

Comparison compare(const Pairing& pairing, double confidence, double least) {
  Comparison result;
  result.name = pairing.name;
  const std::size_t rounds = std::min(pairing.first.size(), pairing.second.size());
  if (rounds == 0) return result;
  std::vector<double> ratios;
  ratios.reserve(rounds);
  for (std::size_t i = 0; i < rounds; ++i) ratios.push_back(pairing.second[i] / pairing.first[i]);
  std::ranges::sort(ratios);
  result.first = median(pairing.first);
  result.second = median(pairing.second);
  result.ratio = median(ratios);
  const auto out = left_out(rounds, confidence);
  result.low = ratios[out.value_or(0)];
  result.high = ratios[rounds - 1 - out.value_or(0)];
  if (!out) return result;
  using Verdict = Comparison::Verdict;
  result.verdict = result.high < 1 && result.ratio < 1 - least  ? Verdict::kFaster
                   : result.low > 1 && result.ratio > 1 + least ? Verdict::kSlower
                                                                : Verdict::kNoDifference;
  return result;
}

}  // namespace parallax::bench
