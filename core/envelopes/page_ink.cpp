// In: a page. Out: its words, pictures and rules with the boxes of their ink, in millimetres of the sheet.
// Refuses nothing: a glyph without an outline has no ink.
#include "envelopes/page_ink.hpp"

#include <fmt/format.h>
#include <hb.h>

#include <algorithm>

#include "base/text.hpp"
#include "layout/sheet.hpp"

namespace engross {
namespace {

class InkReader {
 public:
  InkReader(const Pages& pages, const Page& page, double lowest) : pages_(pages), page_(page), lowest_(lowest) {}

  std::vector<PrintedItem> read() {
    for (const Page::Item& item : page_.order) {
      if (item.artifact_kind == ArtifactKind::watermark) continue;
      switch (item.kind) {
        case Page::Item::Kind::run:
          add(page_.runs[item.index]);
          break;
        case Page::Item::Kind::rule:
          add(page_.rules[item.index]);
          break;
        case Page::Item::Kind::picture:
          add(page_.pictures[item.index]);
          break;
      }
    }
    finish_line();
    for (const FieldArea& field : page_.fields)
      if (field.width > 0 && field.height > 0)
        add(PrintedItem::Kind::field, words_of(field.element, field.name), field.x, field.y, field.width, field.height);
    std::erase_if(made_, [](const PrintedItem& item) { return item.ink.empty(); });
    return std::move(made_);
  }

 private:
  // A link within a line of the address is of the address.
  ElementId block_of(ElementId element) const {
    while (element > 0 && pages_.elements[static_cast<std::size_t>(element)].role == Role::link)
      element = pages_.elements[static_cast<std::size_t>(element)].parent;
    return element;
  }

  bool is_address(ElementId element) const {
    return std::ranges::find(pages_.addressees, block_of(element)) != pages_.addressees.end();
  }

  std::string words_of(ElementId element, const std::string& otherwise) const {
    if (element < 0) return otherwise;
    const std::string& alternative = pages_.elements[static_cast<std::size_t>(element)].alternative;
    return alternative.empty() ? otherwise : alternative;
  }

  // Most of a page lies below all windows; a night's run looks at its words no closer than this.
  bool is_below(const GlyphRun& run) const {
    const Face& face = *pages_.faces[run.face];
    int rise = 0;
    for (const Glyph& glyph : run.glyphs()) rise = std::max(rise, glyph.y_offset);
    return in_mm(run.y - (rise + face.highest()) * run.size / face.metrics().units_per_em) > lowest_;
  }

  void add(const GlyphRun& run) {
    const bool of_address = is_address(run.element);
    if (!of_address && is_below(run)) return finish_line();
    const bool same_line = line_ != nullptr && line_->y == run.y && block_of(line_->element) == block_of(run.element);
    if (!same_line) {
      finish_line();
      made_.push_back({.kind = PrintedItem::Kind::words, .words = {}, .is_address = of_address});
    }
    line_ = &run;
    texts_.push_back(run.actual_text().empty() ? run.text() : run.actual_text());
    const auto& glyphs = run.glyphs();
    if (glyphs.size() > 1 && glyphs.front().cluster > glyphs.back().cluster) ++right_to_left_;
    add_glyphs(run, made_.back().ink);
  }

  void add_glyphs(const GlyphRun& run, std::vector<SheetArea>& ink) const {
    const Face& face = *pages_.faces[run.face];
    const double em = run.size / face.metrics().units_per_em;
    double pen = run.x;
    for (const Glyph& glyph : run.glyphs()) {
      hb_glyph_extents_t e{};
      if (hb_font_get_glyph_extents(face.hb_font(), glyph.id, &e) != 0 && e.width != 0 && e.height != 0) {
        const double left = pen + (glyph.x_offset + e.x_bearing) * em;
        const double top = run.y - (glyph.y_offset + e.y_bearing) * em;
        ink.push_back({in_mm(left), in_mm(top), in_mm(left + e.width * em), in_mm(top - e.height * em)});
      }
      pen += glyph.advance * em;
      if (run.word_space != 0 && glyph.cluster < run.text().size() && run.text()[glyph.cluster] == ' ')
        pen += run.word_space;
    }
  }

  // Runs stand in the order that is seen; of a line from right to left the first words come last.
  void finish_line() {
    if (line_ == nullptr) return;
    if (2 * right_to_left_ > texts_.size()) std::reverse(texts_.begin(), texts_.end());
    std::string words;
    for (const std::string& text : texts_) words += text;
    made_.back().words = std::string(trim(words));
    line_ = nullptr;
    texts_.clear();
    right_to_left_ = 0;
  }

  void add(const RuleLine& rule) { add(PrintedItem::Kind::rule, {}, rule.x, rule.y, rule.width, rule.height); }
  void add(const PictureItem& item) {
    add(PrintedItem::Kind::picture, words_of(item.element, pages_.pictures[item.picture]->name), item.x, item.y,
        item.width, item.height);
  }
  void add(PrintedItem::Kind kind, std::string words, double x, double y, double width, double height) {
    finish_line();
    made_.push_back({.kind = kind, .words = std::move(words), .is_address = false});
    if (width > 0 && height > 0) made_.back().ink.push_back({in_mm(x), in_mm(y), in_mm(x + width), in_mm(y + height)});
  }

  const Pages& pages_;
  const Page& page_;
  double lowest_;  // mm
  std::vector<PrintedItem> made_;
  const GlyphRun* line_ = nullptr;  // the last of the line at hand
  std::vector<std::string> texts_;  // of its runs
  std::size_t right_to_left_ = 0;   // runs of it
};

}  // namespace

SheetArea PrintedItem::all() const {
  SheetArea made = ink.front();
  for (const SheetArea& box : ink) made = joined(made, box);
  return made;
}

std::vector<PrintedItem> printed_items(const Pages& pages, const Page& page, double lowest) {
  return InkReader(pages, page, lowest).read();
}

bool meet(const SheetArea& a, const SheetArea& b) {
  constexpr double grace = 1e-6;  // mm; sums of decimals
  return a.left < b.right - grace && b.left < a.right - grace && a.top < b.bottom - grace && b.top < a.bottom - grace;
}

SheetArea joined(const SheetArea& a, const SheetArea& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

std::string called(const PrintedItem& item) {
  constexpr std::size_t most = 60;
  std::u32string words = decode_lossy(item.words);
  if (words.size() > most) words = words.substr(0, most - 1) + U"…";
  switch (item.kind) {
    case PrintedItem::Kind::words:
      return fmt::format("“{}”", encode(words));
    case PrintedItem::Kind::rule:
      return "a rule";
    case PrintedItem::Kind::picture:
      return fmt::format("the picture “{}”", encode(words));
    case PrintedItem::Kind::field:
      return fmt::format("the signature “{}”", encode(words));
  }
  return {};
}

}  // namespace engross
