// In: a geometry preset, and the lengths that a style changes. Out: where things lie on the sheet.
// Refuses: a preset that leaves a length or its source out, lengths off the sheet, boxes that contradict each other.
#include "style/geometry.hpp"

#include <fmt/format.h>

#include <array>

namespace engross {
namespace {

constexpr Range on_sheet{0, 2000, "mm"};
constexpr double grace = 1e-6;  // mm; sums of decimals

struct BoxLength {
  std::string_view key;
  Box Geometry::*box;
};
struct LineLength {
  std::string_view key;
  double Geometry::*line;
};

constexpr std::array boxes{BoxLength{"printable", &Geometry::printable}, BoxLength{"window", &Geometry::window},
                           BoxLength{"address", &Geometry::address}, BoxLength{"letterhead", &Geometry::letterhead},
                           BoxLength{"sender", &Geometry::sender}};
constexpr std::array lines{LineLength{"reference_top", &Geometry::reference_top},
                           LineLength{"body_top", &Geometry::body_top},
                           LineLength{"body_left", &Geometry::body_left},
                           LineLength{"body_width", &Geometry::body_width},
                           LineLength{"body_bottom", &Geometry::body_bottom},
                           LineLength{"continuation_top", &Geometry::continuation_top},
                           LineLength{"continuation_header", &Geometry::continuation_header},
                           LineLength{"page_number", &Geometry::page_number}};

void read_lengths(Fields& fields, Geometry& geometry, bool all) {
  for (const BoxLength& length : boxes) {
    if (all) fields.require({length.key});
    fields.box(length.key, on_sheet, geometry.*length.box, all);
  }
  for (const LineLength& length : lines) {
    if (all) fields.require({length.key});
    fields.number(length.key, on_sheet, geometry.*length.line);
  }
  if (all) fields.require({"folds"});
  fields.numbers("folds", on_sheet, geometry.folds);
}

// Every length names where it comes from.
void read_sources(Fields& fields) {
  auto sources = fields.object("sources");
  if (!sources) return;
  std::string source;
  const auto one = [&](std::string_view key) {
    sources->require({key});
    sources->text(key, source);
  };
  one("page");
  one("address_fills_up");
  one("folds");
  for (const BoxLength& length : boxes) one(length.key);
  for (const LineLength& length : lines) one(length.key);
  sources->refuse_unknown();
}

bool inside(const Box& inner, const Box& outer) {
  return inner.left >= outer.left - grace && inner.top >= outer.top - grace && inner.right() <= outer.right() + grace &&
         inner.bottom() <= outer.bottom() + grace;
}

bool overlap(const Box& a, const Box& b) {
  return a.left < b.right() - grace && b.left < a.right() - grace && a.top < b.bottom() - grace &&
         b.top < a.bottom() - grace;
}

std::string shown(const Box& box) {
  return fmt::format("x {:g} to {:g}, y {:g} to {:g} mm", box.left, box.right(), box.top, box.bottom());
}

}  // namespace

Geometry read_geometry(const Document& preset, Diagnostics& problems) {
  Geometry geometry;
  if (!preset.root.is_object()) {
    problems.push_back(error("style.type", preset.span(preset.root), "a geometry preset must be an object"));
    return geometry;
  }
  Fields fields(preset, preset.root, "", problems);
  fields.require({"name", "source", "page", "address_fills_up", "sources"});
  fields.text("name", geometry.name);
  fields.text("source", geometry.source);
  if (auto page = fields.object("page")) {
    page->require({"width", "height"});
    page->number("width", {50, 2000, "mm"}, geometry.page_width);
    page->number("height", {50, 2000, "mm"}, geometry.page_height);
    page->refuse_unknown();
  }
  fields.boolean("address_fills_up", geometry.address_fills_up);
  read_lengths(fields, geometry, true);
  read_sources(fields);
  fields.refuse_unknown();
  return geometry;
}

void change_geometry(Fields& lengths, Geometry& geometry) {
  read_lengths(lengths, geometry, false);
  lengths.refuse_unknown();
}

void check_geometry(const Geometry& geometry, const Span& at, Diagnostics& problems) {
  const auto refuse = [&](std::string message) {
    problems.push_back(error("style.geometry", at, std::move(message),
                             {"change the lengths under `geometry`, or take another preset"}));
  };
  const Box page{0, 0, geometry.page_width, geometry.page_height};
  const Box body{geometry.body_left, geometry.body_top, geometry.body_width, geometry.body_bottom - geometry.body_top};
  if (!inside(geometry.printable, page))
    refuse("the printable area " + shown(geometry.printable) + " leaves the sheet");
  if (!inside(geometry.address, geometry.window))
    refuse("the address " + shown(geometry.address) + " leaves what shows through the window, " +
           shown(geometry.window));
  if (overlap(geometry.sender, geometry.window)) refuse("the sender's lines would show through the window");
  if (overlap(geometry.letterhead, geometry.address)) refuse("the letterhead runs into the address");
  if (geometry.reference_top < geometry.address.bottom() - grace)
    refuse("the reference stands above the end of the address");
  if (geometry.body_top < geometry.reference_top - grace) refuse("the body starts above the reference");
  if (geometry.body_width < 40)
    refuse(fmt::format("a body {:g} mm wide holds no line of text; 40 mm at least", geometry.body_width));
  if (geometry.body_bottom - geometry.body_top < 40 || geometry.body_bottom - geometry.continuation_top < 40)
    refuse("a page must leave the body 40 mm at least");
  for (const auto& [name, box] : {std::pair{"address", geometry.address},
                                  {"letterhead", geometry.letterhead},
                                  {"sender", geometry.sender},
                                  {"body", body}})
    if (!inside(box, geometry.printable)) refuse(fmt::format("the {} {} leaves the printable area", name, shown(box)));
  if (geometry.continuation_header > geometry.continuation_top || geometry.continuation_header < geometry.printable.top)
    refuse("the continuation header must lie between the printable area's top and the body");
  if (geometry.page_number < geometry.body_bottom || geometry.page_number > geometry.printable.bottom())
    refuse("the page number must lie between the body and the printable area's bottom");
  for (const double fold : geometry.folds)
    if (fold <= 0 || fold >= geometry.page_height) refuse(fmt::format("a fold at {:g} mm is not on the sheet", fold));
}

}  // namespace engross
