// Graphs of what was seen, side by side.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "harness/fmt/markup.h"
#include "harness/learn/graphviz.h"
#include "harness/learn/passive.h"

namespace parallax::learn {
namespace {

constexpr double kInch = 72;  // points, and pixels, of Graphviz
constexpr double kTop = 40, kGap = 30;
constexpr std::size_t kLinesShown = 4;  // of a label; all of it is in the arrow's title

using Way = std::pair<std::string, std::string>;  // from, to

struct Point {
  double x = 0, y = 0;
};
struct Layout {
  double width = 0, height = 0;
  std::map<std::string, std::pair<Point, Point>> nodes;      // middle, size
  std::map<Way, std::pair<std::vector<Point>, Point>> ways;  // spline, where the label is
};

// Which messages lead along a way in one engine, and what it then did.
using Ways = std::map<Way, std::map<std::string, std::vector<std::string>>>;

Ways ways_of(const PassiveGraph& graph) {
  Ways ways;
  for (const auto& [s, seen] : graph.seen) {
    ways[{s.from, s.to}][s.heard].push_back(
        fmt::format("{}{}{} ({} times, {})", s.outcome.empty() ? "" : s.outcome,
                    s.said.empty() ? "" : " + ", s.said, seen.times, seen.script));
  }
  return ways;
}

// `dot -Tplain`: graph scale width height; node name x y width height …; edge tail head n x y … [label x y] …
Layout read_layout(const std::string& plain, const std::vector<std::string>& names) {
  Layout layout;
  std::istringstream lines(plain);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string kind, name, other;
    words >> kind;
    double scale = 1;
    if (kind == "graph") words >> scale >> layout.width >> layout.height;
    const auto point = [&] {
      Point at;
      words >> at.x >> at.y;
      return Point{at.x * kInch, (layout.height - at.y) * kInch};
    };
    const auto named = [&](const std::string& id) {
      const std::size_t number =
          id.size() > 1 ? static_cast<std::size_t>(std::stoul(id.substr(1))) : 0;
      return number < names.size() ? names[number] : std::string();
    };
    if (kind == "node") {
      words >> name;
      const Point middle = point();
      Point size;
      words >> size.x >> size.y;
      layout.nodes[named(name)] = {middle, {size.x * kInch, size.y * kInch}};
    } else if (kind == "edge") {
      std::size_t count = 0;
      words >> name >> other >> count;
      std::vector<Point> spline;
      spline.reserve(count);
      for (std::size_t i = 0; i < count; ++i) spline.push_back(point());
      words >> kind;  // the label
      layout.ways[{named(name), named(other)}] = {std::move(spline), point()};
    }
  }
  layout.width *= kInch;
  layout.height *= kInch;
  return layout;
}

void draw_way(const Layout& layout, const Way& way,
              const std::map<std::string, std::vector<std::string>>& messages,
              const std::set<std::pair<Way, std::string>>& shared, double left, std::string* svg) {
  const auto it = layout.ways.find(way);
  if (it == layout.ways.end() || it->second.first.empty()) return;
  const auto& [spline, at] = it->second;
  std::vector<std::string> lines, titles;
  bool own = false;
  for (const bool marked : {true, false}) {
    for (const auto& [message, what] : messages) {
      if (shared.contains({way, message}) == marked) continue;
      own |= marked;
      lines.push_back((marked ? "≠ " : "") + message);
      for (const std::string& one : what) titles.push_back(fmt::format("{}: {}", message, one));
    }
  }
  std::string path = fmt::format("M{:.0f},{:.0f} C", left + spline[0].x, kTop + spline[0].y);
  for (std::size_t i = 1; i < spline.size(); ++i)
    path += fmt::format(" {:.0f},{:.0f}", left + spline[i].x, kTop + spline[i].y);
  *svg += fmt::format("<g class=\"{}\"><title>{}</title><path d=\"{}\" marker-end=\"url(#tip)\"/>",
                      own ? "own" : "way",
                      escape_markup(fmt::format("{}", fmt::join(titles, "\n"))), path);
  const std::size_t shown = lines.size() > kLinesShown ? kLinesShown - 1 : lines.size();
  if (shown < lines.size()) lines[shown] = fmt::format("… {} more", lines.size() - shown);
  for (std::size_t i = 0; i < std::min(lines.size(), kLinesShown); ++i)
    *svg += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\">{}</text>", left + at.x,
                        kTop + at.y + 10 * static_cast<double>(i), escape_markup(lines[i]));
  *svg += "</g>\n";
}

}  // namespace

tl::expected<std::string, std::string> draw_passive(
    const std::vector<const PassiveGraph*>& graphs) {
  std::vector<Ways> all;
  std::set<std::string> states;
  std::map<std::pair<Way, std::string>, std::size_t> engines;  // how many have it
  std::map<Way, std::size_t> lines;
  for (const PassiveGraph* graph : graphs) {
    all.push_back(ways_of(*graph));
    for (const auto& [way, messages] : all.back()) {
      states.insert({way.first, way.second});
      lines[way] = std::max(lines[way], std::min(messages.size(), kLinesShown));
      for (const auto& [message, what] : messages) ++engines[{way, message}];
    }
  }
  std::set<std::pair<Way, std::string>> shared;
  for (const auto& [key, count] : engines) {
    if (count == graphs.size()) shared.insert(key);
  }
  const std::vector<std::string> names(states.begin(), states.end());
  const auto id = [&](const std::string& name) {
    return std::lower_bound(names.begin(), names.end(), name) - names.begin();
  };
  // One layout of all that any engine does: a state is in the same place in every picture.
  std::string graph = "digraph { rankdir=TB; node [shape=box, fontsize=12]; edge [fontsize=9];\n";
  for (const std::string& name : names)
    graph += fmt::format("s{} [label={}];\n", id(name), quoted(name));
  for (const auto& [way, count] : lines) {
    std::string label = "a_message_by_name";
    for (std::size_t i = 1; i < count; ++i) label += "\\nand_another";
    graph += fmt::format("s{} -> s{} [label=\"{}\"];\n", id(way.first), id(way.second), label);
  }
  const auto plain = lay_out(graph + "}\n", "plain");
  if (!plain) return tl::unexpected(plain.error());
  const Layout layout = read_layout(*plain, names);
  const double panel = layout.width + kGap;
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\">\n"
      "<style>text{{font:9px sans-serif;text-anchor:middle}} .state{{font-size:12px}} "
      ".name{{font-size:16px;"
      "font-weight:bold}} path{{fill:none;stroke:#888}} .way text{{fill:#555}} .own "
      "path{{stroke:#b00020;stroke-width:2.5;"
      "stroke-dasharray:7 4}} .own text{{fill:#b00020}} rect{{fill:#fff;stroke:#333}}</style>\n"
      "<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" "
      "markerUnits=\"userSpaceOnUse\" markerWidth=\"9\" "
      "markerHeight=\"9\" "
      "orient=\"auto\"><path d=\"M0,0L10,5L0,10z\" "
      "style=\"fill:#555;stroke:none\"/></marker></defs>\n"
      "<rect width=\"100%\" height=\"100%\" style=\"stroke:none\"/>\n",
      panel * static_cast<double>(graphs.size()), layout.height + kTop + kGap);
  for (std::size_t i = 0; i < graphs.size(); ++i) {
    const double left = panel * static_cast<double>(i) + kGap / 2;
    svg += fmt::format("<text class=\"name\" x=\"{:.0f}\" y=\"20\">{}, {}</text>\n",
                       left + layout.width / 2, escape_markup(graphs[i]->engine),
                       escape_markup(graphs[i]->role));
    std::set<std::string> own;
    for (const auto& [way, messages] : all[i]) {
      own.insert({way.first, way.second});
      draw_way(layout, way, messages, shared, left, &svg);
    }
    for (const auto& [name, place] : layout.nodes) {
      if (!own.contains(name)) continue;
      const auto& [middle, size] = place;
      svg += fmt::format(
          "<rect x=\"{:.0f}\" y=\"{:.0f}\" width=\"{:.0f}\" height=\"{:.0f}\" rx=\"5\"/>"
          "<text class=\"state\" x=\"{:.0f}\" y=\"{:.0f}\">{}</text>\n",
          left + middle.x - size.x / 2, kTop + middle.y - size.y / 2, size.x, size.y,
          left + middle.x, kTop + middle.y + 4, escape_markup(name));
    }
  }
  return svg + "</svg>\n";
}

}  // namespace parallax::learn
