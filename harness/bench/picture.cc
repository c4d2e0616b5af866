#include "harness/bench/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "harness/fmt/markup.h"

namespace parallax::bench {
namespace {

// Of equal lightness, and told apart by the colour-blind (Okabe and Ito, with six more).
constexpr std::array<const char*, 14> kColours = {
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c564b",
    "#7f7f7f", "#7c4dff", "#2f8f2f", "#b8860b", "#c2185b", "#00838f", "#5d4037"};

constexpr double kWidth = 760, kHeight = 400, kLeft = 70, kRight = 200, kTop = 36, kBottom = 52;

constexpr const char* kStyle =
    "<style>.t{font:12px system-ui,sans-serif;fill:#222}.h{font-weight:600;font-size:14px}"
    ".g{stroke:#ccc;stroke-width:.6}@media(prefers-color-scheme:dark){.t{fill:#ddd}.g{stroke:#555}"
    "}</style>";

std::string text(double x, double y, const char* anchor, std::string_view what,
                 std::string_view kind = "t", std::string_view more = "") {
  return fmt::format(
      "<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" {}>{}</text>\n", kind, x, y,
      anchor, more, escape_markup(what));
}

std::string opening(double width, double height, const std::string& title) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" role=\"img\" aria-label=\"{2}\">\n{3}\n{4}",
      width, height, escape_markup(title), kStyle, text(kLeft, 20, "start", title, "t h"));
}

// Names at the ends of lines, moved apart so that each can be read.
std::vector<double> apart(std::vector<double> places) {
  std::vector<std::size_t> order(places.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) { return places[i]; });
  constexpr double kStep = 14;
  for (std::size_t i = 1; i < order.size(); ++i) {
    places[order[i]] = std::max(places[order[i]], places[order[i - 1]] + kStep);
  }
  // What was pushed out at the bottom goes up again, and pushes what is above.
  double lowest = kHeight - kBottom + kStep;
  for (std::size_t i = order.size(); i > 0; --i) {
    places[order[i - 1]] = std::min(places[order[i - 1]], lowest);
    lowest = places[order[i - 1]] - kStep;
  }
  return places;
}

struct Axes {
  double low_size = 0, high_size = 0, low_cost = 0, high_cost = 0;  // logarithms

  double x(double size) const {
    const double at = size <= 0 ? low_size - 2 : std::log2(size);
    return kLeft + (kWidth - kLeft - kRight) * (at - low_size + 2) / (high_size - low_size + 2);
  }
  double y(double cost) const {
    const double part = (std::log10(cost) - low_cost) / (high_cost - low_cost);
    return kHeight - kBottom - (kHeight - kTop - kBottom) * part;
  }
};

Axes axes_of(const LinePicture& picture) {
  double low_size = 1e300, high_size = 0, low_cost = 1e300, high_cost = 0;
  for (const Line& line : picture.lines) {
    for (const Point& point : line.points) {
      if (point.size > 0) low_size = std::min(low_size, point.size);
      high_size = std::max(high_size, point.size);
      low_cost = std::min(low_cost, point.cost);
      high_cost = std::max(high_cost, point.cost);
    }
  }
  if (high_size <= 0) low_size = high_size = 1;
  Axes axes{std::floor(std::log2(low_size)), std::ceil(std::log2(high_size)),
            std::floor(std::log10(low_cost)), std::ceil(std::log10(high_cost))};
  axes.high_size = std::max(axes.high_size, axes.low_size + 1);
  axes.high_cost = std::max(axes.high_cost, axes.low_cost + 1);
  return axes;
}

std::string grid(const Axes& axes, const LinePicture& picture) {
  std::string out;
  const double bottom = kHeight - kBottom, right = kWidth - kRight;
  const int decades = static_cast<int>(axes.high_cost - axes.low_cost);
  for (int decade = 0; decade <= decades; ++decade) {
    const double cost = axes.low_cost + decade;
    const double y = axes.y(std::pow(10, cost));
    out +=
        fmt::format("<line class=\"g\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>\n",
                    kLeft, right, y, y);
    out += text(kLeft - 6, y + 4, "end", time_text(std::pow(10, cost)));
  }
  std::vector<double> sizes;
  for (const Line& line : picture.lines) {
    for (const Point& point : line.points) sizes.push_back(point.size);
  }
  std::ranges::sort(sizes);
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  for (double size : sizes) {
    const double x = axes.x(size);
    out +=
        fmt::format("<line class=\"g\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>\n",
                    x, x, kTop, bottom);
    out += text(x, bottom + 16, "middle", size <= 0 ? "0" : size_text(size));
  }
  out += text((kLeft + right) / 2, kHeight - 14, "middle", picture.across);
  out += text(0, 0, "middle", picture.up, "t",
              fmt::format("transform=\"translate(14 {:.1f}) rotate(-90)\"", (kTop + bottom) / 2));
  return out;
}

}  // namespace

std::string lines(const LinePicture& given) {
  LinePicture picture = given;
  std::erase_if(picture.lines, [](const Line& line) { return line.points.empty(); });
  if (picture.lines.size() > kColours.size()) picture.lines.resize(kColours.size());
  std::string out = opening(kWidth, kHeight, picture.title);
  if (picture.lines.empty()) return out + "</svg>\n";
  const Axes axes = axes_of(picture);
  out += grid(axes, picture);
  std::vector<double> ends;
  ends.reserve(picture.lines.size());
  for (const Line& line : picture.lines) ends.push_back(axes.y(line.points.back().cost));
  const std::vector<double> labels = apart(ends);
  for (std::size_t i = 0; i < picture.lines.size(); ++i) {
    const Line& line = picture.lines[i];
    std::string points;
    for (const Point& point : line.points) {
      points += fmt::format("{:.1f},{:.1f} ", axes.x(point.size), axes.y(point.cost));
      out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"2.5\" fill=\"{}\"/>\n",
                         axes.x(point.size), axes.y(point.cost), kColours[i]);
    }
    out +=
        fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.8\"/>\n",
                    points, kColours[i]);
    const double x = axes.x(line.points.back().size);
    out += fmt::format(
        "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" "
        "stroke-width=\".7\"/>\n",
        x + 3, ends[i], kWidth - kRight + 14, labels[i], kColours[i]);
    out += text(kWidth - kRight + 17, labels[i] + 4, "start", line.name, "t",
                fmt::format("style=\"fill:{}\"", kColours[i]));
  }
  return out + "</svg>\n";
}

std::string bars(const BarPicture& picture) {
  constexpr double kRow = 22, kNames = 300, kFigures = 90;
  const double height = kTop + kRow * static_cast<double>(picture.bars.size()) + 10;
  double most = 0;
  for (const Bar& bar : picture.bars) most = std::max({most, bar.value, bar.high});
  const double scale = most == 0 ? 0 : (kWidth - kNames - kFigures) / most;
  std::string out = opening(kWidth, height, picture.title);
  double y = kTop;
  for (const Bar& bar : picture.bars) {
    out += text(kNames - 8, y + 14, "end", bar.name);
    out += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>\n",
        kNames, y + 3, bar.value * scale, kRow - 8, kColours[0]);
    out += fmt::format(
        "<line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" "
        "stroke-width=\"2\"/>\n",
        kNames + bar.low * scale, kNames + bar.high * scale, y + 10, y + 10, kColours[1]);
    out += text(kNames + std::max(bar.value, bar.high) * scale + 6, y + 14, "start",
                fmt::format("{:.3g} {}", bar.value, picture.unit));
    y += kRow;
  }
  return out + "</svg>\n";
}

}  // namespace parallax::bench
