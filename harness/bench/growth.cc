#include "harness/bench/growth.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace parallax::bench {
namespace {

constexpr std::array kOrders = {Order::kConstant, Order::kLogarithmic, Order::kLinear,
                                Order::kLinearithmic, Order::kQuadratic};
// A slower curve is taken while its residual is at most so much above the best one's.
constexpr double kNear = 1.5;
// A residual below this is noise of a shared machine; curves are not told apart by it.
constexpr double kNoise = 0.15;
// What grows less than this from the smallest size to the largest is caches, not the algorithm:
// sixteen octets from memory cost up to three times as much as from the first cache.
constexpr double kCaches = 3;
// Nor is what two memcpy over as large a ring grow by: 16 KiB come from memory where the ring is larger than the caches.
constexpr double kYardstick = 2;

double value(Order order, double n) {
  const double size = std::max(n, 1.0);
  switch (order) {
    case Order::kConstant:
      return 0;
    case Order::kLogarithmic:
      return std::log2(size);
    case Order::kLinear:
      return n;
    case Order::kLinearithmic:
      return n * std::log2(size);
    case Order::kQuadratic:
      return n * n;
  }
  return 0;
}

double residual_of(const std::vector<Point>& points, Order order, double fixed, double factor) {
  double sum = 0;
  for (const Point& point : points) {
    const double error = (fixed + factor * value(order, point.size)) / point.cost - 1;
    sum += error * error;
  }
  return std::sqrt(sum / static_cast<double>(points.size()));
}

Fit fit_one(const std::vector<Point>& points, Order order) {
  // Least squares of (a + b·f)/y - 1: normal equations in 1/y and f/y.
  double uu = 0, uv = 0, vv = 0, u = 0, v = 0;
  for (const Point& point : points) {
    const double a = 1 / point.cost, b = value(order, point.size) / point.cost;
    uu += a * a;
    uv += a * b;
    vv += b * b;
    u += a;
    v += b;
  }
  const double determinant = uu * vv - uv * uv;
  double fixed = u / uu, factor = 0;
  if (vv > 0 && determinant > 1e-12 * uu * vv) {
    fixed = (u * vv - v * uv) / determinant;
    factor = (v * uu - u * uv) / determinant;
    if (fixed < 0) {
      fixed = 0;
      factor = v / vv;
    } else if (factor < 0) {
      fixed = u / uu;
      factor = 0;
    }
  }
  return {order, fixed, factor, residual_of(points, order, fixed, factor), 1};
}

}  // namespace

std::string_view order_text(Order order) {
  static constexpr std::array<std::string_view, 5> kTexts = {"O(1)", "O(log n)", "O(n)",
                                                             "O(n log n)", "O(n²)"};
  return kTexts[static_cast<std::size_t>(order)];
}

Fit fit(const std::vector<Point>& points) {
  std::vector<Fit> fits;
  fits.reserve(std::size(kOrders));
  for (Order order : kOrders) fits.push_back(fit_one(points, order));
  const double best = std::ranges::min(fits, {}, &Fit::residual).residual;
  Fit chosen = *std::ranges::find_if(
      fits, [&](const Fit& fit) { return fit.residual <= std::max(best * kNear, kNoise); });
  const auto [low, high] = std::ranges::minmax(points, {}, &Point::size);
  chosen.times = high.cost / low.cost;
  return chosen;
}

const std::vector<GrowthRule>& growth_rules() {
  static const std::vector<GrowthRule> rules = [] {
    std::vector<GrowthRule> made;
    for (const char* buffer :
         {"segmented", "openssl+segmented", "boringssl+segmented", "memcpy", "deque"}) {
      for (const double chunk : {16.0, 16384.0}) {
        made.push_back({buffer, "ping-pong", chunk, Order::kConstant,
                        "what waits is neither moved nor looked at"});
      }
    }
    for (const char* buffer : {"segmented", "openssl+segmented", "boringssl+segmented", "memcpy"}) {
      for (const char* pattern : {"burst", "slow-reader"}) {
        made.push_back({buffer, pattern, 16384, Order::kLinear, "each octet is copied in and out"});
      }
      made.push_back(
          {buffer, "small-then-big", 256, Order::kLinear, "each octet is copied in and out"});
    }
    for (const char* engine : {"openssl+segmented", "boringssl+segmented"}) {
      made.push_back({engine, "bulk", 16384, Order::kConstant,
                      "a record costs what it costs, whatever waits in front of it"});
    }
    for (const char* codec : {"BM_Print", "BM_Parse", "BM_Encode", "BM_Decode"}) {
      made.push_back({codec, "", 0, Order::kLinear, "each step is looked at once"});
    }
    // n log n questions, each with a copy of the script to answer it.
    made.push_back({"BM_Minimise", "", 0, Order::kQuadratic, "n log n looks at n steps"});
    return made;
  }();
  return rules;
}

std::vector<Growth> growths(const Results& results) {
  std::vector<Growth> found;
  for (const Measured& measured : results.all()) {
    const Name name = split_name(measured.name);
    const double cost = measured.median();
    const bool sized = name.suite == "buffers" || (name.suite == "harness" && name.backlog > 0) ||
                       name.pattern == "bulk";
    if (!sized || cost <= 0) continue;
    const auto same = [&name](const Growth& growth) {
      const Name& what = growth.what;
      return std::tie(what.suite, what.buffer, what.pattern, what.chunk, what.record) ==
             std::tie(name.suite, name.buffer, name.pattern, name.chunk, name.record);
    };
    auto place = std::ranges::find_if(found, same);
    if (place == found.end())
      place = found.insert(found.end(), Growth{name, {}, {}, nullptr, false});
    place->points.push_back({name.backlog, cost});
  }
  std::erase_if(found, [](const Growth& growth) { return growth.points.size() < 3; });
  for (Growth& growth : found) {
    std::ranges::sort(growth.points, {}, &Point::size);
    growth.found = fit(growth.points);
  }
  for (Growth& growth : found) {
    for (const GrowthRule& rule : growth_rules()) {
      if (std::tie(rule.buffer, rule.pattern, rule.chunk) !=
          std::tie(growth.what.buffer, growth.what.pattern, growth.what.chunk)) {
        continue;
      }
      growth.rule = &rule;
      // Beyond caches: over what the rule itself allows from the smallest size to the largest.
      const double smallest = growth.points.front().size, largest = growth.points.back().size;
      const double allowed =
          rule.most == Order::kConstant
              ? 1
              : value(rule.most, largest) / std::max(value(rule.most, smallest), 1.0);
      const auto ring = std::ranges::find_if(found, [&](const Growth& other) {
        return other.what.buffer == "memcpy" && other.what.pattern == growth.what.pattern &&
               other.what.chunk == growth.what.chunk;
      });
      const double copies = ring == found.end() ? 0 : ring->found.times;
      growth.broken = growth.found.order > rule.most &&
                      growth.found.times > std::max(kCaches * allowed, kYardstick * copies);
    }
  }
  return found;
}

}  // namespace parallax::bench
