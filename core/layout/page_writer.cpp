// In: items with their places. Out: runs, rules, pictures and links of pages, faces and pictures numbered by first use.
// Refuses anything outside the printable area, once a letter.
#include "layout/page_writer.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "layout/lay_out.hpp"

namespace engross {
namespace {

constexpr double underline_below = 0.12, underline_thickness = 0.06;  // of the size
constexpr double slack = 0.02;                                        // points, for sums of roundings

std::string excerpt(std::string_view words) {
  constexpr std::size_t most = 60;
  return encode(decode_lossy(trim(words)).substr(0, most));
}

}  // namespace

PageWriter::PageWriter(Pages& pages, const FontSlots& fonts, const Geometry& geometry, Diagnostics& problems)
    : pages_(pages),
      fonts_(fonts),
      geometry_(geometry),
      printable_(in_points(geometry.printable)),
      problems_(problems),
      face_of_slot_(fonts.faces.size(), -1) {}

void PageWriter::add_page() {
  Page& page = pages_.pages.emplace_back();
  page.width = in_points(geometry_.page_width);
  page.height = in_points(geometry_.page_height);
  page.runs.reserve(96);
  page.order.reserve(112);
}

void PageWriter::check(double left, double top, double right, double bottom, std::string_view what) {
  const bool inside = left >= printable_.left - slack && right <= printable_.right() + slack &&
                      top >= printable_.top - slack && bottom <= printable_.bottom() + slack;
  if (inside || told_) return;
  told_ = true;
  problems_.push_back(error(
      "layout.outside-printable", {},
      fmt::format(
          "“{}” on page {} lies at {:.1f} to {:.1f} mm across and {:.1f} to {:.1f} mm down, outside the printable area "
          "({:.1f} to {:.1f} mm and {:.1f} to {:.1f} mm)",
          excerpt(what), pages_.pages.size(), in_mm(left), in_mm(right), in_mm(top), in_mm(bottom),
          in_mm(printable_.left), in_mm(printable_.right()), in_mm(printable_.top), in_mm(printable_.bottom())),
      {fmt::format("move the boxes of the geometry {} or shorten the words", geometry_.name)}));
}

std::uint16_t PageWriter::face_index(std::uint16_t slot) {
  int& known = face_of_slot_[slot];
  if (known >= 0) return static_cast<std::uint16_t>(known);
  const auto found = std::find(pages_.faces.begin(), pages_.faces.end(), fonts_.faces[slot]);
  known = static_cast<int>(found - pages_.faces.begin());
  if (found == pages_.faces.end()) pages_.faces.push_back(fonts_.faces[slot]);
  return static_cast<std::uint16_t>(known);
}

void PageWriter::draw(const FlowItem& item, double top) {
  switch (item.kind) {
    case FlowItem::Kind::line:
      return draw_line(item, top, false, ArtifactKind::layout);
    case FlowItem::Kind::picture:
      return draw_picture(item, top);
    case FlowItem::Kind::field:
      page().fields.push_back({item.x, top + item.y, item.width, item.height, item.field->name, item.element});
      return;
    case FlowItem::Kind::rule:
      return draw_rule({item.x, top + item.y, item.width, item.height, item.colour, artifact}, ArtifactKind::layout);
  }
}

void PageWriter::draw_artifact(const FlowItem& item, double top, ArtifactKind kind) {
  if (item.kind == FlowItem::Kind::line) return draw_line(item, top, true, kind);
  if (item.kind == FlowItem::Kind::rule)
    draw_rule({item.x, top + item.y, item.width, item.height, item.colour, artifact}, kind);
}

void PageWriter::draw_line(const FlowItem& item, double top, bool is_artifact, ArtifactKind kind) {
  if (item.line >= item.text->lines.size()) return;
  const SetLine& line = item.text->lines[item.line];
  const double y = top + item.y;
  for (const GlyphRun& set : line.runs) {
    page().order.push_back({Page::Item::Kind::run, static_cast<std::uint32_t>(page().runs.size()), kind});
    GlyphRun& run = page().runs.emplace_back(set);
    run.face = face_index(set.face);
    run.x += item.x;
    run.y = y;
    run.element = is_artifact ? artifact : set.element >= 0 ? item.first_link + set.element : item.element;
  }
  if (line.runs.empty()) return;
  const GlyphRun& first = line.runs.front();
  const FaceMetrics& metrics = fonts_.faces[first.face]->metrics();
  const double em = first.size / metrics.units_per_em, left = item.x + line.indent;
  check(left, y - metrics.ascent * em, left + line.width, y - metrics.descent * em, first.text());
  if (!line.links.empty()) draw_links(item, line, y, is_artifact);
}

void PageWriter::draw_links(const FlowItem& item, const SetLine& line, double y, bool is_artifact) {
  const GlyphRun& first = line.runs.front();
  const FaceMetrics& metrics = fonts_.faces[first.face]->metrics();
  const double em = first.size / metrics.units_per_em;
  for (const SetLine::LinkPart& part : line.links) {
    draw_rule({item.x + part.x, y + underline_below * first.size, part.width, underline_thickness * first.size,
               first.colour, artifact},
              ArtifactKind::layout);
    if (is_artifact) continue;
    const SetLink& link = item.text->links[static_cast<std::size_t>(part.link)];
    page().links.push_back({item.x + part.x, y - metrics.ascent * em, part.width,
                            (metrics.ascent - metrics.descent) * em, link.target, link.words,
                            item.first_link + part.link});
  }
}

void PageWriter::draw_rule(const RuleLine& rule, ArtifactKind kind) {
  check(rule.x, rule.y, rule.x + rule.width, rule.y + rule.height, "a rule");
  page().order.push_back({Page::Item::Kind::rule, static_cast<std::uint32_t>(page().rules.size()), kind});
  page().rules.push_back(rule);
}

void PageWriter::draw_picture(const FlowItem& item, double top) {
  check(item.x, top + item.y, item.x + item.width, top + item.y + item.height, item.picture->name);
  const auto found = std::find(pages_.pictures.begin(), pages_.pictures.end(), item.picture);
  const auto index = static_cast<std::uint16_t>(found - pages_.pictures.begin());
  if (found == pages_.pictures.end()) pages_.pictures.push_back(item.picture);
  page().order.push_back(
      {Page::Item::Kind::picture, static_cast<std::uint32_t>(page().pictures.size()), ArtifactKind::layout});
  page().pictures.push_back({index, item.x, top + item.y, item.width, item.height, item.element});
}

}  // namespace engross
