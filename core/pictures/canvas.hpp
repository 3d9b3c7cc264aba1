// A picture to draw on: pages, boxes, lines and words, in millimetres; comes out as PNG.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "layout/pages.hpp"
#include "pictures/cairo_library.hpp"
#include "style/envelope_profile.hpp"

namespace engross {

struct Ink {  // a colour that what lies below shines through
  double red = 0, green = 0, blue = 0, opacity = 1;
};

class Canvas {
 public:
  // White. Errors: those of open_cairo(); "picture.too-large" when memory does not hold it.
  static Result<Canvas> make(double width, double height, int dots_per_inch);

  // What follows is drawn from here on: the place of a part, until the next call.
  void begin_at(double x, double y);

  enum class ProofMarks : std::uint8_t { drawn, left_out };
  void draw(const Pages& pages, const Page& page, ProofMarks marks);  // its top-left corner at the origin
  void fill(const SheetArea& area, const Ink& ink);
  enum class Stroke : std::uint8_t { solid, dashed, dotted };
  void outline(const SheetArea& area, const Ink& ink, double width, Stroke stroke = Stroke::solid);
  void line(double from_x, double from_y, double to_x, double to_y, const Ink& ink, double width, Stroke stroke);
  // Characters one by one, as a label needs them; those that the face lacks are left out. y is the baseline.
  void words(std::string_view text, const Face& face, double x, double y, double size, const Ink& ink);
  static double width_of(std::string_view text, const Face& face, double size);  // size in mm

  // Error: "picture.unwritten" (cairo's own reason).
  Result<std::string> png() const;

 private:
  struct Surface;
  explicit Canvas(std::shared_ptr<Surface> surface) : surface_(std::move(surface)) {}
  void set(const Ink& ink, double width, Stroke stroke);
  void glyph(const Face& face, std::uint16_t id, double x, double y, double em);
  void draw(const GlyphRun& run, const Face& face);
  void draw(const Picture& picture, const PictureItem& at);
  std::shared_ptr<Surface> surface_;
};

}  // namespace engross
