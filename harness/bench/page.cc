#include "harness/bench/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "harness/bench/figures.h"
#include "harness/bench/growth.h"
#include "harness/bench/picture.h"

namespace parallax::bench {
namespace {

constexpr std::array<std::string_view, 5> kConsumers = {"asyncio", "trio", "anyio", "urllib3",
                                                        "twisted"};

std::string chart_of_growth(const std::vector<Growth>& all, std::string_view pattern,
                            double chunk) {
  LinePicture picture;
  picture.title = fmt::format("{}, {} at a time: time of a turn", pattern, size_text(chunk));
  picture.across = pattern == "ping-pong" ? "octets waiting" : "octets of a turn";
  picture.up = "processor time";
  for (const Growth& growth : all) {
    if (growth.what.pattern != pattern || growth.what.chunk != chunk) continue;
    picture.lines.push_back({growth.what.buffer, growth.points});
  }
  // The slowest end first, as it is read from above.
  std::ranges::sort(picture.lines, std::ranges::greater{},
                    [](const Line& line) { return line.points.back().cost; });
  return picture.lines.empty() ? std::string() : lines(picture);
}

double rate(const Measured& measured, double quantile) {
  const auto carried = measured.counters.find("bytes_per_second");
  if (carried == measured.counters.end() || measured.times.empty()) return 0;
  std::vector<double> times = measured.times;
  std::ranges::sort(times);
  const auto at = static_cast<std::size_t>(quantile * static_cast<double>(times.size() - 1) + 0.5);
  // The counter is the last repetition's; the rate goes with one over the time.
  return carried->second * measured.times.back() / times[at] / (1 << 30);
}

std::string chart_of_consumer(const Results& results, std::string_view consumer) {
  BarPicture picture;
  picture.title = fmt::format("{}: octets carried a second", consumer);
  picture.unit = "GiB/s";
  for (const Measured& measured : results.all()) {
    const Name name = split_name(measured.name);
    if (name.suite != "buffers" || name.pattern != consumer || measured.times.empty()) continue;
    picture.bars.push_back(
        {name.buffer, rate(measured, 0.5), rate(measured, 0.75), rate(measured, 0.25)});
  }
  std::ranges::sort(picture.bars, std::ranges::greater{}, &Bar::value);
  return picture.bars.empty() ? std::string() : bars(picture);
}

std::string figure_rows(const Results& results, std::string_view row) {
  std::string out;
  for (const Figure& figure : figures()) {
    const auto value = evaluate(figure, results);
    out += fmt::format(fmt::runtime(row), escaped(figure.title),
                       value ? fmt::format("{:.4g}", *value) : "not measured",
                       fmt::format("{:.4g}", figure.most),
                       !value                ? ""
                       : met(figure, *value) ? "met"
                                             : "missed");
  }
  return out;
}

std::string growth_rows(const Results& results) {
  std::string out;
  for (const Growth& growth : growths(results)) {
    out +=
        fmt::format("<tr><td>{}<td>{}<td>{}<td>{}<td class=n>{:.0f} %<td class=n>{:.3g}<td>{}\n",
                    escaped(growth.what.buffer), growth.what.pattern, size_text(growth.what.chunk),
                    order_text(growth.found.order), 100 * growth.found.residual, growth.found.times,
                    growth.rule == nullptr ? "measured, no rule"
                    : growth.broken        ? "faster than its rule"
                                           : "as its rule says");
  }
  return out;
}

std::string counter_cell(const Measured& measured, const char* counter) {
  const auto found = measured.counters.find(counter);
  return found == measured.counters.end() ? "<td>"
                                          : fmt::format("<td class=n>{:.4g}", found->second);
}

std::string all_rows(const Results& results) {
  std::string out;
  for (const Measured& measured : results.all()) {
    const Name name = split_name(measured.name);
    out += fmt::format(
        "<tr><td>{}<td>{}<td class=n>{}<td class=n>{}<td class=n>{}<td class=n>±{:.0f} %",
        escaped(name.pattern.empty() ? measured.name : name.buffer), escaped(name.pattern),
        size_text(name.chunk), size_text(name.backlog), time_text(measured.median()),
        100 * measured.spread());
    for (const char* counter : {"copied_per_octet", "cleared_per_octet", "allocations_per_turn",
                                "page_faults_per_turn", "peak_held", "retained"}) {
      out += counter_cell(measured, counter);
    }
    out += "\n";
  }
  return out;
}

constexpr const char* kHead =
    "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport "
    "content='width=device-width'><title>Buffers, measured</title><style>"
    ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;"
    "margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;font-size:13px}"
    "td,th{padding:.2rem .6rem;border-bottom:1px solid #8884;text-align:left}"
    ".n{text-align:right;font-variant-numeric:tabular-nums}svg{max-width:100%;height:auto}"
    ".w{overflow-x:auto}</style>\n";

std::string context_text(const Results& results) {
  std::string out;
  for (const auto& [key, value] : results.context().items()) {
    if (value.is_primitive()) {
      out += fmt::format("<tr><td>{}<td>{}\n", escaped(key),
                         escaped(value.is_string() ? value.get<std::string>() : value.dump()));
    }
  }
  return out;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> pictures(const Results& results) {
  std::vector<std::pair<std::string, std::string>> drawn;
  const std::vector<Growth> all = growths(results);
  const auto add = [&drawn](std::string name, std::string picture) {
    if (!picture.empty()) drawn.emplace_back(std::move(name), std::move(picture));
  };
  add("ping-pong-16.svg", chart_of_growth(all, "ping-pong", 16));
  add("ping-pong-16384.svg", chart_of_growth(all, "ping-pong", 16384));
  add("burst.svg", chart_of_growth(all, "burst", 16384));
  add("slow-reader.svg", chart_of_growth(all, "slow-reader", 16384));
  add("small-then-big.svg", chart_of_growth(all, "small-then-big", 256));
  for (std::string_view consumer : kConsumers) {
    add(fmt::format("{}.svg", consumer), chart_of_consumer(results, consumer));
  }
  return drawn;
}

std::string page(const Results& results) {
  std::string out = kHead;
  out += "<h1>Buffers, measured</h1>\n";
  out +=
      "<p>A turn puts octets into a buffer and takes as many out. Times are processor time, "
      "medians "
      "of the repetitions, with half the distance between the quartiles. docs/buffers.md says what "
      "the patterns are.</p>\n<h2>Figures</h2><table><tr><th>ratio or octets<th>measured<th>at "
      "most<th>\n";
  out += figure_rows(results, "<tr><td>{}<td class=n>{}<td class=n>{}<td>{}\n");
  out += "</table>\n<h2>Growth and throughput</h2>\n";
  for (const auto& [name, picture] : pictures(results)) out += picture;
  out +=
      "<h2>Fits</h2><div class=w><table><tr><th>buffer<th>pattern<th>chunk<th>grows as<th>residual"
      "<th>largest over smallest<th>\n";
  out += growth_rows(results);
  out +=
      "</table></div>\n<h2>All</h2><div class=w><table><tr><th>buffer<th>pattern<th>chunk"
      "<th>backlog<th>time of a turn<th>spread<th>copied an octet<th>cleared an "
      "octet<th>allocations "
      "a turn<th>page faults a turn<th>peak held<th>retained\n";
  out += all_rows(results);
  out += "</table></div>\n<h2>Machine</h2><table>\n" + context_text(results) + "</table></html>\n";
  return out;
}

std::string terminal_table(const Results& results) {
  std::string out = fmt::format("{:<64} {:>10} {:>9}\n", "figure", "measured", "at most");
  for (const Figure& figure : figures()) {
    const auto value = evaluate(figure, results);
    if (!value) continue;
    out += fmt::format("{:<64} {:>10.4g} {:>9.4g}{}\n", figure.title, *value, figure.most,
                       met(figure, *value) ? "" : "  missed");
  }
  out += fmt::format("\n{:<28} {:<15} {:>7} {:<11} {:>8} {:>12}\n", "buffer", "pattern", "chunk",
                     "grows as", "residual", "end / start");
  for (const Growth& growth : growths(results)) {
    out += fmt::format("{:<28} {:<15} {:>7} {:<11} {:>6.0f} % {:>12.3g}{}\n", growth.what.buffer,
                       growth.what.pattern, size_text(growth.what.chunk),
                       order_text(growth.found.order), 100 * growth.found.residual,
                       growth.found.times, growth.broken ? "  faster than its rule" : "");
  }
  return out;
}

}  // namespace parallax::bench
