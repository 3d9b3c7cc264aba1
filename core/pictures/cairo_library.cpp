// In: names of shared libraries. Out: cairo's functions from the first that is there.
// Refuses: a machine that has none, and a library that lacks one of the functions.
#include "pictures/cairo_library.hpp"

#include <fmt/format.h>

#include "base/late_library.hpp"

namespace engross {
namespace {

Diagnostic no_cairo(const std::string& reason) {
  return error("picture.no-cairo", {},
               fmt::format("pictures of pages are drawn by cairo, which cannot be used: {}", reason),
               {"install it: apt-get install libcairo2"});
}

}  // namespace

Result<CairoLibrary> open_cairo(const std::vector<std::string>& names) {
  LateLibrary library(names);
  CairoLibrary cairo;
  library.take("cairo_image_surface_create", cairo.image_surface_create)
      .take("cairo_image_surface_create_for_data", cairo.image_surface_create_for_data)
      .take("cairo_format_stride_for_width", cairo.format_stride_for_width)
      .take("cairo_surface_write_to_png_stream", cairo.surface_write_to_png_stream)
      .take("cairo_surface_status", cairo.surface_status)
      .take("cairo_surface_destroy", cairo.surface_destroy)
      .take("cairo_create", cairo.create)
      .take("cairo_destroy", cairo.destroy)
      .take("cairo_status", cairo.status)
      .take("cairo_save", cairo.save)
      .take("cairo_restore", cairo.restore)
      .take("cairo_translate", cairo.translate)
      .take("cairo_scale", cairo.scale)
      .take("cairo_set_source_rgba", cairo.set_source_rgba)
      .take("cairo_set_source_surface", cairo.set_source_surface)
      .take("cairo_paint", cairo.paint)
      .take("cairo_move_to", cairo.move_to)
      .take("cairo_line_to", cairo.line_to)
      .take("cairo_curve_to", cairo.curve_to)
      .take("cairo_close_path", cairo.close_path)
      .take("cairo_rectangle", cairo.rectangle)
      .take("cairo_fill", cairo.fill)
      .take("cairo_stroke", cairo.stroke)
      .take("cairo_set_line_width", cairo.set_line_width)
      .take("cairo_set_dash", cairo.set_dash);
  if (!library.is_whole()) return fail(no_cairo(library.reason()));
  return cairo;
}

}  // namespace engross
