// The geometry of a house style in points, and small measures of text styles.
#pragma once

#include "layout/face.hpp"
#include "style/house_style.hpp"

namespace engross {

constexpr double points_per_mm = 72.0 / 25.4;
constexpr double in_points(double mm) {
  return mm * points_per_mm;
}
constexpr double in_mm(double points) {
  return points / points_per_mm;
}
// How far what does not fit its line is set in, in parts where every line means something: addresses, references.
constexpr double wrap_indent = 3 * points_per_mm;

constexpr Box in_points(const Box& box) {
  return {in_points(box.left), in_points(box.top), in_points(box.width), in_points(box.height)};
}

// Where the baseline of a line lies below the top of its box, which is as high as the leading.
inline double baseline_of(const TextStyle& style, const FaceMetrics& face) {
  const double em = style.size / face.units_per_em;
  return (style.leading - (face.ascent - face.descent) * em) / 2 + face.ascent * em;
}

// The place of a line of `width` in a column.
inline double aligned(HorizontalPlace place, double left, double column, double width) {
  if (place == HorizontalPlace::left) return left;
  return left + (column - width) * (place == HorizontalPlace::right ? 1.0 : 0.5);
}

}  // namespace engross
