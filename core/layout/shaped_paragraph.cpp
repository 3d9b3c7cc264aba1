// In: styled text and faces. Out: glyphs, and pieces with their widths, none wider than the narrowest line.
// Refuses characters that no face has, each named once with its origin, and characters wider than a line.
#include "layout/shaped_paragraph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "layout/bidi.hpp"
#include "layout/shape.hpp"

namespace engross {
namespace {

Diagnostic note(std::string code, Span span, std::string message, std::vector<std::string> hints) {
  return {Severity::note, std::move(code), std::move(span), std::move(message), std::move(hints)};
}

constexpr double points_per_mm = 72 / 25.4;

Span origin_of(const StyleSpan& span) {
  return span.source != nullptr ? span.source->origin.span : Span{};
}

class ParagraphShaper {
 public:
  ParagraphShaper(const StyledText& text, const ShapingContext& context)
      : text_(text), context_(context), levels_(bidi_levels(text.text)), opportunities_(context.state.opportunities) {
    result_.text = &text;
    result_.right_to_left = !levels_.empty();
  }

  ShapedParagraph run() {
    find_opportunities(text_.text, context_.hyphenation, context_.state.boundaries, opportunities_);
    const auto size = static_cast<std::uint32_t>(text_.text.size());
    result_.glyphs.reserve(size);
    result_.pieces.reserve(opportunities_.size());
    result_.extents.reserve(opportunities_.size());
    for (std::uint32_t at = 0; at < size;) at = take_gap(take_word(at));
    for (; next_ < opportunities_.size(); ++next_)
      if (opportunities_[next_].offset == size) close(size, opportunities_[next_].kind, glyph_count());
    split_wide_pieces();
    return std::move(result_);
  }

 private:
  std::uint32_t glyph_count() const { return static_cast<std::uint32_t>(result_.glyphs.size()); }
  std::uint8_t level_at(std::uint32_t offset) const { return levels_.empty() ? std::uint8_t{0} : levels_[offset]; }
  bool is_gap(std::uint32_t at) const { return text_.text[at] == ' ' || text_.text[at] == '\n'; }

  // Shapes the word at `begin` in stretches of one slot and level, and closes the pieces that end inside it.
  std::uint32_t take_word(std::uint32_t begin) {
    std::uint32_t end = begin;
    const auto size = static_cast<std::uint32_t>(text_.text.size());
    while (end < size && !is_gap(end)) ++end;
    for (std::uint32_t at = begin; at < end;) at = take_stretch(at, end);
    visible_end_ = end > begin ? glyph_count() : visible_end_;
    return end;
  }

  std::uint32_t take_stretch(std::uint32_t begin, std::uint32_t word_end) {
    const std::uint8_t slot = text_.span_at(begin).slot, level = level_at(begin);
    std::uint32_t end = begin + 1;
    while (end < word_end && level_at(end) == level && same_slot(end, slot)) ++end;
    const std::string_view part = std::string_view(text_.text).substr(begin, end - begin);
    const ShapedWord& shaped = shape(part, slot, level, context_.fonts, context_.state);
    for (const std::uint32_t missing : shaped.no_glyph) report_missing(begin + missing);
    for (ShapedGlyph glyph : shaped.glyphs) {
      glyph.glyph.cluster += begin;
      if ((level & 1U) == 0) close_before(glyph.glyph.cluster);
      result_.glyphs.push_back(glyph);
    }
    return end;
  }

  bool same_slot(std::uint32_t offset, std::uint8_t slot) {
    while (span_ + 1 < text_.spans.size() && text_.spans[span_].end <= offset) ++span_;
    return text_.spans[span_].slot == slot;
  }

  // An opportunity inside a word counts when a glyph begins exactly there.
  void close_before(std::uint32_t cluster) {
    while (next_ < opportunities_.size() && opportunities_[next_].offset < cluster) ++next_;
    if (next_ == opportunities_.size() || opportunities_[next_].offset != cluster || cluster == piece_text_) return;
    visible_end_ = glyph_count();
    close(cluster, opportunities_[next_].kind, glyph_count());
    ++next_;
  }

  std::uint32_t take_gap(std::uint32_t at) {
    const auto size = static_cast<std::uint32_t>(text_.text.size());
    for (; at < size && is_gap(at); ++at) {
      add_space(at);
      while (next_ < opportunities_.size() && opportunities_[next_].offset <= at) ++next_;
      if (next_ == opportunities_.size() || opportunities_[next_].offset != at + 1) continue;
      close(at + 1, opportunities_[next_].kind, glyph_count());
      ++next_;
    }
    return at;
  }

  void add_space(std::uint32_t at) {
    ShapedGlyph space;
    if (!plain_glyph(U' ', text_.span_at(at).slot, context_.fonts, space)) return report_missing(at);
    space.glyph.cluster = at;
    space.level = level_at(at);
    result_.glyphs.push_back(space);
  }

  void close(std::uint32_t text_end, BreakKind kind, std::uint32_t trail_end) {
    const std::uint32_t end = std::clamp(visible_end_, piece_glyphs_, trail_end);
    Piece piece;
    piece.after = kind;
    piece.width = width(piece_glyphs_, end);
    if (kind == BreakKind::space) piece.space = width(end, trail_end);
    if (kind == BreakKind::hyphen) piece.hyphen = hyphen_width(text_end);
    result_.pieces.push_back(piece);
    result_.extents.push_back({piece_glyphs_, end, trail_end, piece_text_, text_end});
    piece_glyphs_ = trail_end;
    piece_text_ = text_end;
  }

  double width(std::uint32_t begin, std::uint32_t end) const {
    double total = 0;
    for (std::uint32_t i = begin; i < end; ++i) total += width_of(result_.glyphs[i], context_.fonts, context_.size);
    return total;
  }

  double hyphen_width(std::uint32_t offset) const {
    ShapedGlyph hyphen;
    const std::uint8_t slot = text_.span_at(offset - 1).slot;
    return plain_glyph(U'-', slot, context_.fonts, hyphen) ? width_of(hyphen, context_.fonts, context_.size) : 0;
  }

  void report_missing(std::uint32_t offset) {
    const char32_t c = decode_at(text_.text, offset).code_point;
    const StyleSpan& span = text_.span_at(offset);
    if (!reported_.emplace(c, span.source).second) return;
    std::string shown;
    append_utf8(shown, c);
    context_.problems.push_back(
        error("layout.no-glyph", origin_of(span),
              fmt::format("no font of the house style has the character {} ({})", code_point_name(c), shown),
              {"add a font that has it to the style's fallback fonts, or write the word without it"}));
  }

  void split_wide_pieces() {
    const auto wide = [&](const Piece& p) { return p.width + p.hyphen > context_.narrowest + 1e-6; };
    if (std::none_of(result_.pieces.begin(), result_.pieces.end(), wide)) return;
    const std::vector<Piece> pieces = std::move(result_.pieces);
    const std::vector<PieceExtent> extents = std::move(result_.extents);
    result_.pieces.clear();
    result_.extents.clear();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (wide(pieces[i])) {
        split(pieces[i], extents[i]);
      } else {
        result_.pieces.push_back(pieces[i]);
        result_.extents.push_back(extents[i]);
      }
    }
  }

  // Parts a word between its characters, wherever a glyph begins with one. No character is added: read aloud or copied,
  // the word is whole.
  void split(const Piece& piece, const PieceExtent& extent) {
    const std::string_view word =
        std::string_view(text_.text).substr(extent.text_begin, extent.text_end - extent.text_begin);
    std::vector<std::uint32_t> ends;
    context_.state.boundaries.graphemes(word, ends);
    std::size_t end = 0;
    piece_glyphs_ = extent.glyphs_begin;
    piece_text_ = extent.text_begin;
    bool fits = true;
    for (std::uint32_t i = extent.glyphs_begin + 1; i < extent.glyphs_end; ++i) {
      const std::uint32_t cluster = result_.glyphs[i].glyph.cluster;
      if ((result_.glyphs[i].level & 1U) != 0 || cluster <= piece_text_) continue;
      while (end < ends.size() && extent.text_begin + ends[end] < cluster) ++end;
      if (end == ends.size() || extent.text_begin + ends[end] != cluster) continue;
      visible_end_ = i;
      close(cluster, BreakKind::emergency, i);
      fits = fits && result_.pieces.back().width <= context_.narrowest;
    }
    visible_end_ = extent.glyphs_end;
    close(extent.text_end, piece.after, extent.trail_end);
    fits = fits && result_.pieces.back().width + result_.pieces.back().hyphen <= context_.narrowest;
    report_wide(word, text_.span_at(extent.text_begin), piece.width, fits);
  }

  void report_wide(std::string_view word, const StyleSpan& span, double width, bool fits) {
    const std::u32string letters = decode_lossy(trim(word));
    const std::string shown = encode(letters.substr(0, 24)) + (letters.size() > 24 ? "…" : "");
    const double needed = width / points_per_mm, there = context_.narrowest / points_per_mm;
    std::string message = fmt::format("the word “{}” is {:.0f} mm long and its line {:.0f} mm", shown, needed, there);
    std::vector<std::string> hints{
        "check that it is a word; a hyphen or a soft hyphen (U+00AD) says where it may be broken"};
    Diagnostic said = fits ? note("layout.word-broken", origin_of(span), message + ": it is broken between characters",
                                  std::move(hints))
                           : error("layout.word-too-long", origin_of(span), message + ", and no break makes it fit",
                                   std::move(hints));
    context_.problems.push_back(std::move(said));
  }

  const StyledText& text_;
  const ShapingContext& context_;
  std::vector<std::uint8_t> levels_;
  ShapedParagraph result_;
  std::vector<Opportunity>& opportunities_;
  std::size_t next_ = 0;  // of opportunities_
  std::size_t span_ = 0;  // of text_.spans
  std::uint32_t piece_glyphs_ = 0, piece_text_ = 0, visible_end_ = 0;
  std::set<std::pair<char32_t, const Inline*>> reported_;
};

}  // namespace

bool plain_glyph(char32_t c, std::uint8_t slot, const FontSlots& fonts, ShapedGlyph& found) {
  const auto from = [&](std::size_t face) {
    const auto glyph = fonts.faces[face]->glyph_for(c);
    if (!glyph) return false;
    found = {{*glyph, fonts.faces[face]->advance(*glyph), 0, 0, 0}, static_cast<std::uint8_t>(face), 0, false};
    return true;
  };
  if (from(slot)) return true;
  for (std::size_t i = 4; i < fonts.faces.size(); ++i)
    if (from(i)) return true;
  return from(0);
}

ShapedParagraph shape_paragraph(const StyledText& text, const ShapingContext& context) {
  return ParagraphShaper(text, context).run();
}

}  // namespace engross
