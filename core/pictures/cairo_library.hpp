// cairo, opened when the first picture is drawn: linked in, it would bring a window system and cost every start of the
// program milliseconds.
#pragma once

#include <cairo.h>

#include <string>
#include <vector>

#include "base/result.hpp"

namespace engross {

// The functions that are used, under their own types. Once opened it stays open.
struct CairoLibrary {
  decltype(&::cairo_image_surface_create) image_surface_create = nullptr;
  decltype(&::cairo_image_surface_create_for_data) image_surface_create_for_data = nullptr;
  decltype(&::cairo_format_stride_for_width) format_stride_for_width = nullptr;
  decltype(&::cairo_surface_write_to_png_stream) surface_write_to_png_stream = nullptr;
  decltype(&::cairo_surface_status) surface_status = nullptr;
  decltype(&::cairo_surface_destroy) surface_destroy = nullptr;
  decltype(&::cairo_create) create = nullptr;
  decltype(&::cairo_destroy) destroy = nullptr;
  decltype(&::cairo_status) status = nullptr;
  decltype(&::cairo_save) save = nullptr;
  decltype(&::cairo_restore) restore = nullptr;
  decltype(&::cairo_translate) translate = nullptr;
  decltype(&::cairo_scale) scale = nullptr;
  decltype(&::cairo_set_source_rgba) set_source_rgba = nullptr;
  decltype(&::cairo_set_source_surface) set_source_surface = nullptr;
  decltype(&::cairo_paint) paint = nullptr;
  decltype(&::cairo_move_to) move_to = nullptr;
  decltype(&::cairo_line_to) line_to = nullptr;
  decltype(&::cairo_curve_to) curve_to = nullptr;
  decltype(&::cairo_close_path) close_path = nullptr;
  decltype(&::cairo_rectangle) rectangle = nullptr;
  decltype(&::cairo_fill) fill = nullptr;
  decltype(&::cairo_stroke) stroke = nullptr;
  decltype(&::cairo_set_line_width) set_line_width = nullptr;
  decltype(&::cairo_set_dash) set_dash = nullptr;
};

// The first of these names that the system's loader finds. Error: "picture.no-cairo" (what it said, which package).
Result<CairoLibrary> open_cairo(const std::vector<std::string>& names = {"libcairo.so.2"});

}  // namespace engross
