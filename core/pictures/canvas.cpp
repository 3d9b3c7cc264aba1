// In: what to draw, in millimetres. Out: the bytes of a PNG. Refuses: a machine without cairo, pictures that memory
// does not hold. Glyphs are drawn from the outlines of the letter's own faces: no font of the machine is looked for.
#include "pictures/canvas.hpp"

#include <fmt/format.h>
#include <hb.h>

#include <array>
#include <cmath>

#include "base/text.hpp"
#include "layout/jpeg.hpp"
#include "layout/sheet.hpp"

namespace engross {
namespace {

constexpr std::uint64_t most_pixels = 40'000'000;

struct Pen {
  const CairoLibrary* cairo = nullptr;
  cairo_t* context = nullptr;
};

Pen& pen_of(void* data) {
  return *static_cast<Pen*>(data);
}

void pen_move(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  const Pen& pen = pen_of(data);
  pen.cairo->move_to(pen.context, static_cast<double>(x), static_cast<double>(y));
}
void pen_line(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  const Pen& pen = pen_of(data);
  pen.cairo->line_to(pen.context, static_cast<double>(x), static_cast<double>(y));
}
void pen_cubic(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x1, float y1, float x2, float y2, float x, float y,
               void*) {
  const Pen& pen = pen_of(data);
  pen.cairo->curve_to(pen.context, static_cast<double>(x1), static_cast<double>(y1), static_cast<double>(x2),
                      static_cast<double>(y2), static_cast<double>(x), static_cast<double>(y));
}
void pen_close(hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) {
  const Pen& pen = pen_of(data);
  pen.cairo->close_path(pen.context);
}

// HarfBuzz makes cubic curves of quadratic ones where no function takes them.
hb_draw_funcs_t* pen_functions() {
  static hb_draw_funcs_t* const functions = [] {
    hb_draw_funcs_t* made = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(made, pen_move, nullptr, nullptr);
    hb_draw_funcs_set_line_to_func(made, pen_line, nullptr, nullptr);
    hb_draw_funcs_set_cubic_to_func(made, pen_cubic, nullptr, nullptr);
    hb_draw_funcs_set_close_path_func(made, pen_close, nullptr, nullptr);
    hb_draw_funcs_make_immutable(made);
    return made;
  }();
  return functions;
}

void outline_of(const Face& face, std::uint16_t id, Pen& pen) {
#if HB_VERSION_ATLEAST(7, 0, 0)
  hb_font_draw_glyph(face.hb_font(), id, pen_functions(), &pen);
#else
  hb_font_get_glyph_shape(face.hb_font(), id, pen_functions(), &pen);
#endif
}

cairo_status_t append_bytes(void* to, const unsigned char* bytes, unsigned length) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

// cairo's pixels: alpha, red, green, blue of one number, the colours multiplied by alpha.
std::vector<std::uint32_t> pixels_of(const Picture& picture) {
  std::string decoded;
  if (picture.samples.empty()) inspect_jpeg(picture.jpeg, most_pixels, &decoded);
  const std::string& samples = picture.samples.empty() ? decoded : picture.samples;
  const auto count = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  const auto components = static_cast<std::size_t>(picture.components);
  std::vector<std::uint32_t> pixels;
  if (samples.size() < count * components) return pixels;
  pixels.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto sample = [&](std::size_t component) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(samples[i * components + component]));
    };
    const std::uint32_t alpha =
        picture.alpha.empty() ? 255U : static_cast<std::uint32_t>(static_cast<unsigned char>(picture.alpha[i]));
    const auto part = [&](std::size_t component) { return sample(components < 3 ? 0 : component) * alpha / 255U; };
    pixels.push_back((alpha << 24U) | (part(0) << 16U) | (part(1) << 8U) | part(2));
  }
  return pixels;
}

}  // namespace

struct Canvas::Surface {
  CairoLibrary cairo;
  cairo_surface_t* image = nullptr;
  cairo_t* context = nullptr;

  Surface(const CairoLibrary& library, int width, int height)
      : cairo(library),
        image(cairo.image_surface_create(CAIRO_FORMAT_RGB24, width, height)),
        context(cairo.create(image)) {}
  ~Surface() {
    cairo.destroy(context);
    cairo.surface_destroy(image);
  }
  Surface(const Surface&) = delete;
  Surface& operator=(const Surface&) = delete;
};

Result<Canvas> Canvas::make(double width, double height, int dots_per_inch) {
  const auto cairo = open_cairo();
  if (!cairo) return fail(cairo.error());
  const double scale = dots_per_inch / 25.4;
  const double across = std::ceil(width * scale), down = std::ceil(height * scale);
  const bool fits = across * down <= static_cast<double>(most_pixels) && across <= 32767 && down <= 32767;
  const auto surface =
      fits ? std::make_shared<Surface>(*cairo, static_cast<int>(across), static_cast<int>(down)) : nullptr;
  if (!surface || cairo->status(surface->context) != CAIRO_STATUS_SUCCESS)
    return fail(error("picture.too-large", {},
                      fmt::format("a picture of {:.0f} by {:.0f} pixels is too large", across, down),
                      {"draw less in one picture, or with fewer dots"}));
  Canvas canvas(surface);
  cairo->scale(surface->context, scale, scale);
  cairo->save(surface->context);
  canvas.fill({0, 0, width + 1, height + 1}, {1, 1, 1, 1});  // the last dots too, which the size covers in part
  return canvas;
}

void Canvas::begin_at(double x, double y) {
  const CairoLibrary& cairo = surface_->cairo;
  cairo.restore(surface_->context);
  cairo.save(surface_->context);
  cairo.translate(surface_->context, x, y);
}

void Canvas::set(const Ink& ink, double width, Stroke stroke) {
  const CairoLibrary& cairo = surface_->cairo;
  cairo.set_source_rgba(surface_->context, ink.red, ink.green, ink.blue, ink.opacity);
  cairo.set_line_width(surface_->context, width);
  constexpr std::array<double, 2> dashes{2.4, 1.2}, dots{0.6, 0.9};
  const auto& pattern = stroke == Stroke::dashed ? dashes : dots;
  cairo.set_dash(surface_->context, pattern.data(), stroke == Stroke::solid ? 0 : 2, 0);
}

void Canvas::fill(const SheetArea& area, const Ink& ink) {
  set(ink, 0, Stroke::solid);
  surface_->cairo.rectangle(surface_->context, area.left, area.top, area.right - area.left, area.bottom - area.top);
  surface_->cairo.fill(surface_->context);
}

void Canvas::outline(const SheetArea& area, const Ink& ink, double width, Stroke stroke) {
  set(ink, width, stroke);
  surface_->cairo.rectangle(surface_->context, area.left, area.top, area.right - area.left, area.bottom - area.top);
  surface_->cairo.stroke(surface_->context);
}

void Canvas::line(double from_x, double from_y, double to_x, double to_y, const Ink& ink, double width, Stroke stroke) {
  set(ink, width, stroke);
  surface_->cairo.move_to(surface_->context, from_x, from_y);
  surface_->cairo.line_to(surface_->context, to_x, to_y);
  surface_->cairo.stroke(surface_->context);
}

// Outlines have y up, from the baseline; em is millimetres a font unit.
void Canvas::glyph(const Face& face, std::uint16_t id, double x, double y, double em) {
  const CairoLibrary& cairo = surface_->cairo;
  cairo.save(surface_->context);
  cairo.translate(surface_->context, x, y);
  cairo.scale(surface_->context, em, -em);
  Pen pen{&cairo, surface_->context};
  outline_of(face, id, pen);
  cairo.restore(surface_->context);
}

void Canvas::words(std::string_view text, const Face& face, double x, double y, double size, const Ink& ink) {
  const double em = size / face.metrics().units_per_em;
  set(ink, 0, Stroke::solid);
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_at(text, at);
    at += next.length;
    const auto id = face.glyph_for(next.code_point);
    if (!id) continue;
    glyph(face, *id, x, y, em);
    x += face.advance(*id) * em;
  }
  surface_->cairo.fill(surface_->context);
}

double Canvas::width_of(std::string_view text, const Face& face, double size) {
  double width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_at(text, at);
    at += next.length;
    if (const auto id = face.glyph_for(next.code_point))
      width += face.advance(*id) * size / face.metrics().units_per_em;
  }
  return width;
}

void Canvas::draw(const GlyphRun& run, const Face& face) {
  const double em = in_mm(run.size) / face.metrics().units_per_em;
  double pen = in_mm(run.x);
  set({run.colour.red, run.colour.green, run.colour.blue, 1}, 0, Stroke::solid);
  for (const Glyph& one : run.glyphs()) {
    glyph(face, one.id, pen + one.x_offset * em, in_mm(run.y) - one.y_offset * em, em);
    pen += one.advance * em;
    if (run.word_space != 0 && one.cluster < run.text().size() && run.text()[one.cluster] == ' ')
      pen += in_mm(run.word_space);
  }
  surface_->cairo.fill(surface_->context);
}

void Canvas::draw(const Picture& picture, const PictureItem& at) {
  std::vector<std::uint32_t> pixels = pixels_of(picture);
  if (pixels.empty()) return;
  const CairoLibrary& cairo = surface_->cairo;
  cairo_surface_t* image = cairo.image_surface_create_for_data(
      reinterpret_cast<unsigned char*>(pixels.data()), CAIRO_FORMAT_ARGB32, picture.width, picture.height,
      cairo.format_stride_for_width(CAIRO_FORMAT_ARGB32, picture.width));
  cairo.save(surface_->context);
  cairo.translate(surface_->context, in_mm(at.x), in_mm(at.y));
  cairo.scale(surface_->context, in_mm(at.width) / picture.width, in_mm(at.height) / picture.height);
  cairo.set_source_surface(surface_->context, image, 0, 0);
  cairo.paint(surface_->context);
  cairo.restore(surface_->context);
  set({}, 0, Stroke::solid);  // lets go of the image, whose pixels end here
  cairo.surface_destroy(image);
}

void Canvas::draw(const Pages& pages, const Page& page, ProofMarks marks) {
  for (const Page::Item& item : page.order) {
    if (item.artifact_kind == ArtifactKind::watermark && marks == ProofMarks::left_out) continue;
    switch (item.kind) {
      case Page::Item::Kind::run:
        draw(page.runs[item.index], *pages.faces[page.runs[item.index].face]);
        break;
      case Page::Item::Kind::rule: {
        const RuleLine& rule = page.rules[item.index];
        fill({in_mm(rule.x), in_mm(rule.y), in_mm(rule.x + rule.width), in_mm(rule.y + rule.height)},
             {rule.colour.red, rule.colour.green, rule.colour.blue, 1});
        break;
      }
      case Page::Item::Kind::picture:
        draw(*pages.pictures[page.pictures[item.index].picture], page.pictures[item.index]);
        break;
    }
  }
}

Result<std::string> Canvas::png() const {
  std::string bytes;
  const cairo_status_t status = surface_->cairo.surface_write_to_png_stream(surface_->image, append_bytes, &bytes);
  if (status == CAIRO_STATUS_SUCCESS && surface_->cairo.status(surface_->context) == CAIRO_STATUS_SUCCESS) return bytes;
  return fail(error("picture.unwritten", {},
                    fmt::format("cairo could not write the picture (its status {})", static_cast<int>(status)),
                    {"draw less in one picture, or with fewer dots"}));
}

}  // namespace engross
