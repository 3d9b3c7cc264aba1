// In: the pages of a letter and its place in the run. Out: a code for each sheet, words below it.
// Refuses: a code off the sheet or in the window, a letter that draws where the code must be.
#include "print_run/sheet_marks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "layout/sheet.hpp"

namespace engross {
namespace {

constexpr double line_height = 1.2;  // of the words' size
constexpr double words_gap = 1.5;    // mm between the code and the words
constexpr std::size_t word_lines = 2;
constexpr double widest_digit = 0.6;  // em; in the faces that letters are set in a digit takes 0.5 to 0.6

std::size_t digits_for(std::size_t most, std::size_t least) {
  return std::max(least, fmt::formatted_size("{}", most));
}

std::string sequence_digits(const PrintPlan& plan, std::size_t sequence) {
  return fmt::format("{:0{}}", sequence, digits_for(plan.whole, 6));
}

bool meet(const Box& a, const Box& b) {
  return a.left < b.right() && b.left < a.right() && a.top < b.bottom() && b.top < a.bottom();
}

std::string in_mm(const Box& box) {
  return fmt::format("x {:.1f} to {:.1f} and y {:.1f} to {:.1f} mm", box.left / points_per_mm,
                     box.right() / points_per_mm, box.top / points_per_mm, box.bottom() / points_per_mm);
}

Box extent(const GlyphRun& run, const Face& face) {
  const double em = face.metrics().units_per_em;
  double width = 0;
  for (const Glyph& glyph : run.glyphs()) width += glyph.advance * run.size / em;
  width += run.word_space * static_cast<double>(std::ranges::count(run.text(), ' '));
  const double ascent = face.metrics().ascent * run.size / em, descent = -face.metrics().descent * run.size / em;
  return {.left = run.x, .top = run.y - ascent, .width = width, .height = ascent + descent};
}

// What a page draws in the zone.
std::optional<std::pair<std::string_view, Box>> found_in(const Box& zone, const Page& page, const Pages& pages) {
  for (const GlyphRun& run : page.runs)
    if (const Box box = extent(run, *pages.faces[run.face]); !run.glyphs().empty() && meet(zone, box))
      return std::pair("text", box);
  const auto all = [&](std::string_view what, const auto& items) -> std::optional<std::pair<std::string_view, Box>> {
    for (const auto& item : items)
      if (const Box box{item.x, item.y, item.width, item.height}; meet(zone, box)) return std::pair(what, box);
    return std::nullopt;
  };
  if (auto rule = all("a line", page.rules)) return rule;
  if (auto picture = all("a picture", page.pictures)) return picture;
  return all("a link", page.links);
}

}  // namespace

std::string sheet_code(const PrintPlan& plan, std::size_t sequence, std::size_t sheet, std::size_t sheets) {
  const std::size_t width = digits_for(plan.most_sheets, 2);
  return fmt::format("{}.{}.{:0{}}.{:0{}}", plan.id, sequence_digits(plan, sequence), sheet, width, sheets, width);
}

Result<SheetMarker> SheetMarker::make(const PrintPlan& plan, const CodePlace& place, const Geometry& geometry) {
  const auto symbol = data_matrix(sheet_code(plan, 1, 1, 1));  // all of a run have one length
  if (!symbol) return fail(symbol.error());
  const double side = static_cast<double>(symbol->side) * place.module * points_per_mm;
  const double words = place.words * widest_digit * static_cast<double>(digits_for(plan.whole, 6));
  const double below = place.words > 0 ? words_gap * points_per_mm + place.words * line_height * word_lines : 0;
  const double clear = place.clear * points_per_mm;
  SheetMarker marker(plan, place);
  marker.zone_ = {.left = place.left * points_per_mm - clear,
                  .top = place.top * points_per_mm - clear,
                  .width = std::max(side, words) + 2 * clear,
                  .height = side + below + 2 * clear};
  const Box& zone = marker.zone_;
  const std::vector<std::string> hints{"move the code: `code` in print-run.yaml"};
  if (zone.left < 0 || zone.top < 0 || zone.right() > geometry.page_width * points_per_mm ||
      zone.bottom() > geometry.page_height * points_per_mm)
    return fail(error("print.code", {},
                      fmt::format("the code and its clear space, {}, leave the sheet of {:g} by {:g} mm", in_mm(zone),
                                  geometry.page_width, geometry.page_height),
                      hints));
  if (const Box window = in_points(geometry.window); meet(zone, window))
    return fail(error(
        "print.code", {},
        fmt::format("the code and its clear space, {}, would show through the window, {}", in_mm(zone), in_mm(window)),
        hints));
  return marker;
}

ShownTextRef SheetMarker::shown(const std::string& text, const Face& face) {
  auto made = std::make_shared<ShownText>();
  made->text = text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::optional<std::uint16_t> glyph = face.glyph_for(static_cast<unsigned char>(text[i]));
    if (!glyph || *glyph == 0) return nullptr;
    made->glyphs.push_back({.id = *glyph, .advance = face.advance(*glyph), .cluster = static_cast<std::uint32_t>(i)});
  }
  return made;
}

// In the first face that has all digits; a letter without one keeps the code alone.
void SheetMarker::add_words(Pages& pages, std::size_t at, const std::vector<std::string>& lines) {
  Page& page = pages.pages[at];
  double baseline = zone_.bottom() - place_.clear * points_per_mm - place_.words * line_height * word_lines;
  for (const std::string& line : lines) {
    baseline += place_.words * line_height;
    for (std::size_t face = 0; face < pages.faces.size(); ++face) {
      ShownTextRef text = shown(line, *pages.faces[face]);
      if (!text) continue;
      GlyphRun run;
      run.face = static_cast<std::uint16_t>(face);
      run.size = place_.words;
      run.x = place_.left * points_per_mm;
      run.y = baseline;
      run.shown = std::move(text);
      page.order.push_back({.kind = Page::Item::Kind::run, .index = static_cast<std::uint32_t>(page.runs.size())});
      page.runs.push_back(std::move(run));
      break;
    }
  }
}

Result<std::vector<ModuleMark>> SheetMarker::mark(Pages& pages, const PlannedLetter& letter, bool duplex) {
  std::vector<ModuleMark> marks;
  for (std::size_t page = 0, sheet = 1; page < pages.pages.size(); page += duplex ? 2 : 1, ++sheet) {
    if (const auto found = found_in(zone_, pages.pages[page], pages))
      return fail(error("print.covers", {},
                        fmt::format("{} of page {} lies at {}, where the code and its clear space must be: {}",
                                    found->first, page + 1, in_mm(found->second), in_mm(zone_)),
                        {"move the code: `code` in print-run.yaml",
                         "or keep that part of the sheet free: `geometry` in style.yaml"}));
    auto symbol = data_matrix(sheet_code(*plan_, letter.sequence, sheet, letter.sheets));
    if (!symbol) return fail(symbol.error());
    marks.push_back({.page = page,
                     .x = place_.left * points_per_mm,
                     .y = place_.top * points_per_mm,
                     .module = place_.module * points_per_mm,
                     .side = symbol->side,
                     .black = std::move(symbol->black)});
    if (place_.words > 0)
      add_words(pages, page, {sequence_digits(*plan_, letter.sequence), fmt::format("{}/{}", sheet, letter.sheets)});
  }
  return marks;
}

}  // namespace engross
