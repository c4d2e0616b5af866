// Pictures: SVG, by hand and without a script, so that they stand in an HTML page, in Markdown and in
// a bug report alike. Colours follow the reader's light or dark setting.
#ifndef PARALLAX_HARNESS_BENCH_PICTURE_H_
#define PARALLAX_HARNESS_BENCH_PICTURE_H_

#include <string>
#include <vector>

#include "harness/bench/growth.h"

namespace parallax::bench {

struct Line {
  std::string name;
  std::vector<Point> points;  // sizes and costs; a size of 0 stands left of the axis' break
};
struct LinePicture {
  std::string title, across, up;  // what the axes are
  std::vector<Line> lines;
};
// Both axes are logarithmic: a straight line is a power, a level one no growth. Each line is named
// at its end. At most 14 lines: there are no more colours that can be told apart.
std::string lines(const LinePicture& picture);

struct Bar {
  std::string name;
  double value = 0, low = 0, high = 0;  // the median, and the quartiles
};
struct BarPicture {
  std::string title, unit;
  std::vector<Bar> bars;
};
// Lying bars from 0, each with its spread.
std::string bars(const BarPicture& picture);

}  // namespace parallax::bench

#endif  // PARALLAX_HARNESS_BENCH_PICTURE_H_
