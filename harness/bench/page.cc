#include "harness/bench/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include "harness/bench/figures.h"
#include "harness/bench/growth.h"
#include "harness/bench/picture.h"
#include "harness/fmt/markup.h"

namespace parallax::bench {
namespace {

constexpr std::array<std::string_view, 8> kConsumers = {
    "asyncio", "uvloop", "trio", "anyio", "urllib3", "twisted", "readiness", "completion"};

// Interpreters' buffers cost tens of times as much a turn, and have pictures of their own.
bool is_interpreters(std::string_view buffer) {
  return buffer.starts_with("cpython-") || buffer.starts_with("pypy-");
}

std::string chart_of_growth(const std::vector<Growth>& all, std::string_view pattern, double chunk,
                            bool interpreters = false) {
  LinePicture picture;
  picture.title = fmt::format("{}, {} at a time: time of a turn", pattern, size_text(chunk));
  picture.across =
      pattern == "ping-pong" || pattern == "bulk" ? "octets waiting" : "octets of a turn";
  picture.up = "processor time";
  for (const Growth& growth : all) {
    if (growth.what.pattern != pattern || growth.what.chunk != chunk) continue;
    if (is_interpreters(growth.what.buffer) != interpreters) continue;
    if (pattern == "bulk" && growth.what.record != 16384) continue;
    picture.lines.push_back({growth.what.buffer, growth.points});
  }
  // The slowest end first, as it is read from above.
  std::ranges::sort(picture.lines, std::ranges::greater{},
                    [](const Line& line) { return line.points.back().cost; });
  return picture.lines.empty() ? std::string() : lines(picture);
}

constexpr const char* kOctets = "bytes_per_second";
constexpr const char* kItems = "items_per_second";

// A rate of Google Benchmark's, at a quantile of the times.
double rate(const Measured& measured, const char* counter, double quantile) {
  const auto carried = measured.counters.find(counter);
  if (carried == measured.counters.end() || measured.times.empty()) return 0;
  std::vector<double> times = measured.times;
  std::ranges::sort(times);
  const auto at =
      static_cast<std::size_t>(std::lround(quantile * static_cast<double>(times.size() - 1)));
  // The counter is the last repetition's; the rate goes with one over the time.
  return carried->second * measured.times.back() / times[at];
}

// One bar for each measured that `bar` knows one for, the longest first.
template <typename Function>
std::string chart_of_bars(const Results& results, const std::string& title, const std::string& unit,
                          Function bar) {
  BarPicture picture{title, unit, {}};
  for (const Measured& measured : results.all()) {
    if (std::optional<Bar> drawn = bar(measured, split_name(measured.name)))
      picture.bars.push_back(std::move(*drawn));
  }
  std::ranges::sort(picture.bars, std::ranges::greater{}, &Bar::value);
  return picture.bars.empty() ? std::string() : bars(picture);
}

Bar bar_of_rate(const Measured& measured, const std::string& name, const char* counter,
                double unit) {
  return {name, rate(measured, counter, 0.5) / unit, rate(measured, counter, 0.75) / unit,
          rate(measured, counter, 0.25) / unit};
}

std::string chart_of_consumer(const Results& results, std::string_view consumer) {
  return chart_of_bars(
      results, fmt::format("{}: octets carried a second", consumer), "GiB/s",
      [&](const Measured& measured, const Name& name) -> std::optional<Bar> {
        if (name.suite != "buffers" || name.pattern != consumer || measured.times.empty())
          return std::nullopt;
        return bar_of_rate(measured, name.buffer, kOctets, 1 << 30);
      });
}

// Handshakes a second of a version with the certificate p256, whole and resumed.
std::string chart_of_handshakes(const Results& results, const std::string& version) {
  return chart_of_bars(
      results, fmt::format("handshakes a second, both ends, TLS {}, P-256", version), "",
      [&](const Measured& measured, const Name& name) -> std::optional<Bar> {
        const auto has = [&](const std::string& part) {
          return measured.name.find("/" + part) != std::string::npos;
        };
        if (name.suite != "objects" || name.pattern != "handshake" || measured.times.empty() ||
            !has("tls:" + version + "/") || !has("cert:p256/")) {
          return std::nullopt;
        }
        return bar_of_rate(measured, name.buffer + (has("resumed:1") ? ", resumed" : ""), kItems,
                           1);
      });
}

std::string chart_of_idle(const Results& results, std::string_view suite) {
  return chart_of_bars(
      results, "kept by one end of an idle connection", "KiB",
      [&](const Measured& measured, const Name& name) -> std::optional<Bar> {
        const auto held = measured.counters.find("held_per_end");
        if (name.suite != suite || name.pattern != "idle" || held == measured.counters.end()) {
          return std::nullopt;
        }
        const bool burst = measured.name.find("burst:0") == std::string::npos;
        const double kib = held->second / 1024;
        return Bar{name.buffer + (burst ? ", after 64 KiB each way" : ""), kib, kib, kib};
      });
}

// Data at a time of a record of 16 KiB: the time that a MiB of it takes, over the octets carried at once.
std::string chart_of_bulk(const Results& results) {
  LinePicture picture;
  picture.title = "TLS 1.3 data, records of 16 KiB: time of a MiB, both ends";
  picture.across = "octets carried at once";
  picture.up = "processor time";
  for (const Measured& measured : results.all()) {
    const Name name = split_name(measured.name);
    const double speed = rate(measured, kOctets, 0.5);
    if (name.pattern != "bulk" || name.record != 16384 || name.backlog != 0 || speed <= 0) continue;
    auto line = std::ranges::find(picture.lines, name.buffer, &Line::name);
    if (line == picture.lines.end()) line = picture.lines.insert(line, Line{name.buffer, {}});
    line->points.push_back({name.chunk, 1e9 * (1 << 20) / speed});
  }
  for (Line& line : picture.lines) std::ranges::sort(line.points, {}, &Point::size);
  return picture.lines.empty() ? std::string() : lines(picture);
}

// A counter of the suite `baseline` in one exchange of 4 MiB, by the way it was done.
std::string chart_of_baseline(const Results& results, const std::string& exchange, double chunk,
                              const char* counter, const std::string& title,
                              const std::string& unit, double scale) {
  return chart_of_bars(results, title, unit,
                       [&](const Measured& measured, const Name& name) -> std::optional<Bar> {
                         const auto found = measured.counters.find(counter);
                         if (name.suite != "baseline" || name.pattern != exchange ||
                             name.chunk != chunk || found == measured.counters.end()) {
                           return std::nullopt;
                         }
                         if (std::string_view(counter) == kOctets)
                           return bar_of_rate(measured, name.buffer, kOctets, 1 / scale);
                         const double value = found->second * scale;
                         return Bar{name.buffer, value, value, value};
                       });
}

std::string figure_rows(const Results& results, std::string_view row) {
  std::string out;
  for (const Figure& figure : figures(results)) {
    const auto value = evaluate(figure, results);
    out += fmt::format(fmt::runtime(row), escape_markup(figure.title),
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
    out += fmt::format("<tr><td>{}<td>{}<td>{}<td>{}<td class=n>{:.0f} %<td class=n>{:.3g}<td>{}\n",
                       escape_markup(growth.what.buffer), growth.what.pattern,
                       size_text(growth.what.chunk), order_text(growth.found.order),
                       100 * growth.found.residual, growth.found.times,
                       growth.rule == nullptr ? "measured, no rule"
                       : growth.broken        ? "faster than its rule"
                                              : "as its rule says");
  }
  return out;
}

struct Column {
  const char* counter;
  const char* title;
};
constexpr Column kColumns[] = {{kOctets, "octets a second"},
                               {kItems, "a second"},
                               {"copied_per_octet", "copied an octet"},
                               {"cleared_per_octet", "cleared an octet"},
                               {"allocations_per_turn", "allocations a turn"},
                               {"system_calls_per_turn", "system calls a turn"},
                               {"page_faults_per_turn", "page faults a turn"},
                               {"peak_held", "peak held"},
                               {"retained", "retained"},
                               {"held_per_end", "held by an end"}};

// Everything of one suite; a column for each counter that something of it has.
std::string all_of_suite(const Results& results, std::string_view suite) {
  std::vector<const Measured*> chosen;
  for (const Measured& measured : results.all()) {
    const std::string own = split_name(measured.name).suite;
    if (own == suite) chosen.push_back(&measured);
  }
  if (chosen.empty()) return "";
  std::string head, rows;
  std::vector<const Column*> columns;
  for (const Column& column : kColumns) {
    if (!std::ranges::any_of(
            chosen, [&](const Measured* m) { return m->counters.contains(column.counter); }))
      continue;
    columns.push_back(&column);
    head += fmt::format("<th>{}", column.title);
  }
  for (const Measured* measured : chosen) {
    rows += fmt::format("<tr><td>{}", escape_markup(measured->name));
    rows += measured->times.empty()
                ? "<td><td>"
                : fmt::format("<td class=n>{}<td class=n>±{:.0f} %", time_text(measured->median()),
                              100 * measured->spread());
    for (const Column* column : columns) {
      const auto found = measured->counters.find(column->counter);
      rows += found == measured->counters.end() ? "<td>"
                                                : fmt::format("<td class=n>{:.4g}", found->second);
    }
    rows += "\n";
  }
  return fmt::format(
      "<h2>Suite {}</h2><div class=w><table><tr><th>name<th>time of a "
      "turn<th>spread{}\n{}</table></div>\n",
      suite, head, rows);
}

constexpr const char* kHead =
    "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport "
    "content='width=device-width'><title>Measured</title><style>"
    ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;"
    "margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;font-size:13px}"
    "td,th{padding:.2rem .6rem;border-bottom:1px solid #8884;text-align:left}"
    ".n{text-align:right;font-variant-numeric:tabular-nums}svg{max-width:100%;height:auto}"
    ".w{overflow-x:auto}</style>\n";

std::string context_text(const Results& results) {
  std::string out;
  for (const auto& [key, value] : results.context().items()) {
    if (value.is_primitive()) {
      out +=
          fmt::format("<tr><td>{}<td>{}\n", escape_markup(key),
                      escape_markup(value.is_string() ? value.get<std::string>() : value.dump()));
    }
  }
  return out;
}

}  // namespace

std::vector<Picture> pictures(const Results& results) {
  std::vector<Picture> drawn;
  std::string suite = "buffers";
  const std::vector<Growth> all = growths(results);
  const auto add = [&](std::string name, std::string picture) {
    if (!picture.empty()) drawn.push_back({std::move(name), std::move(picture), suite});
  };
  for (const bool interpreters : {false, true}) {
    const auto add_growth = [&](const std::string& name, const char* pattern, double chunk) {
      add(name + (interpreters ? "-python.svg" : ".svg"),
          chart_of_growth(all, pattern, chunk, interpreters));
    };
    add_growth("ping-pong-16", "ping-pong", 16);
    add_growth("ping-pong-16384", "ping-pong", 16384);
    add_growth("burst", "burst", 16384);
    add_growth("slow-reader", "slow-reader", 16384);
    add_growth("small-then-big", "small-then-big", 256);
  }
  for (std::string_view consumer : kConsumers) {
    add(fmt::format("{}.svg", consumer), chart_of_consumer(results, consumer));
  }
  suite = "objects";
  for (const char* version : {"1.2", "1.3"})
    add(fmt::format("handshakes-{}.svg", version), chart_of_handshakes(results, version));
  add("bulk.svg", chart_of_bulk(results));
  add("bulk-backlog.svg", chart_of_growth(all, "bulk", 16384));
  add("idle.svg", chart_of_idle(results, suite));
  suite = "baseline";
  add("baseline-idle.svg", chart_of_idle(results, suite));
  for (const char* exchange : {"download", "upload"}) {
    const auto add_baseline = [&](const char* word, const char* counter, const char* what,
                                  const char* unit, double scale) {
      add(fmt::format("baseline-{}-{}.svg", exchange, word),
          chart_of_baseline(results, exchange, 16384, counter,
                            fmt::format("4 MiB, 16 KiB at a time, {}: {}", exchange, what), unit,
                            scale));
    };
    add_baseline("speed", kOctets, "octets a second of processor time", "MiB/s", 1.0 / (1 << 20));
    add_baseline("copied", "copied_per_octet", "octets copied for each octet carried", "", 1);
    add_baseline("calls", "system_calls_per_turn", "system calls", "", 1);
    add_baseline("peak", "peak_held", "most memory held on top of an idle connection's", "KiB",
                 1.0 / 1024);
  }
  return drawn;
}

nlohmann::json figures_json(const Results& results) {
  auto ratios = nlohmann::json::array(), growth = nlohmann::json::array();
  for (const Figure& figure : figures(results)) {
    const auto value = evaluate(figure, results);
    if (!value) continue;
    ratios.push_back({{"title", figure.title},
                      {"measured", *value},
                      {"most", figure.most},
                      {"met", met(figure, *value)}});
  }
  for (const Growth& one : growths(results)) {
    growth.push_back(
        {{"name", one.what.pattern.empty() ? one.what.buffer
                                           : fmt::format("{}/{}/chunk:{:.0f}", one.what.buffer,
                                                         one.what.pattern, one.what.chunk)},
         {"order", order_text(one.found.order)},
         {"residual", one.found.residual},
         {"times", one.found.times},
         {"rule", one.rule == nullptr ? "" : order_text(one.rule->most)},
         {"broken", one.broken}});
  }
  return {{"figures", ratios}, {"growth", growth}};
}

nlohmann::json pictures_json(const std::vector<Picture>& pictures) {
  auto all = nlohmann::json::array();
  for (const Picture& picture : pictures) {
    constexpr std::string_view kLabel = "aria-label=\"";
    const std::size_t begin = picture.svg.find(kLabel) + kLabel.size();
    all.push_back({{"file", picture.file},
                   {"title", picture.svg.substr(begin, picture.svg.find('"', begin) - begin)},
                   {"suite", picture.suite}});
  }
  return {{"pictures", all}};
}

std::string page(const Results& results) {
  std::string out = kHead;
  out += "<h1>Measured</h1>\n";
  out +=
      "<p>A turn of a buffer puts octets in and takes as many out; a turn of anything else is done "
      "once. "
      "Times are processor time, medians of the repetitions, with half the distance between the "
      "quartiles. docs/bench.md says what the suites and patterns "
      "are.</p>\n<h2>Figures</h2><table><tr><th>ratio or octets<th>measured<th>at "
      "most<th>\n";
  out += figure_rows(results, "<tr><td>{}<td class=n>{}<td class=n>{}<td>{}\n");
  out += "</table>\n<h2>Growth and throughput</h2>\n";
  for (const Picture& picture : pictures(results)) out += picture.svg;
  out +=
      "<h2>Fits</h2><div class=w><table><tr><th>buffer<th>pattern<th>chunk<th>grows as<th>residual"
      "<th>largest over smallest<th>\n";
  out += growth_rows(results);
  out += "</table></div>\n";
  for (const char* suite : {"buffers", "baseline", "objects", "harness"})
    out += all_of_suite(results, suite);
  out += "<h2>Machine</h2><table>\n" + context_text(results) + "</table></html>\n";
  return out;
}

std::string terminal_table(const Results& results) {
  std::string out = fmt::format("{:<64} {:>10} {:>9}\n", "figure", "measured", "at most");
  for (const Figure& figure : figures(results)) {
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
