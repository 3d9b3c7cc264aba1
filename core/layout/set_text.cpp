// In: styled text, a size, a measure. Out: its lines as runs of glyphs, from the cache when the same was set before.
// Refuses what shaping refuses; paragraphs with a problem are not kept, so that every letter that has it hears of it.
#include "layout/set_text.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "layout/bidi.hpp"
#include "layout/shaped_paragraph.hpp"

namespace engross {
namespace {

constexpr double wide = 1e7;  // points; wider than any line

template <class T>
void add_bytes(std::string& key, const T& value) {
  key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void write_key(const StyledText& text, const TextSetting& setting, std::uint32_t fonts, std::string& key) {
  key.clear();
  add_bytes(key, fonts);
  for (const double number : {setting.size, setting.measure.first, setting.measure.rest, setting.colour.red,
                              setting.colour.green, setting.colour.blue})
    add_bytes(key, number);
  key += setting.measure.justified ? 'j' : 'l';
  if (setting.hyphenation != nullptr) key += setting.hyphenation->sha256();
  key += '\0';
  for (const StyleSpan& span : text.spans) {
    add_bytes(key, span.end);
    add_bytes(key, span.link);
    key += static_cast<char>(span.slot);
    key += static_cast<char>(span.origin);
  }
  for (const Inline* link : text.links) {
    key += link->target;
    key += '\0';
  }
  key += '\1';
  key += text.text;
}

// Makes the lines of a shaped paragraph.
class LineMaker {
 public:
  LineMaker(const ShapedParagraph& shaped, const TextSetting& setting, const FontSlots& fonts)
      : shaped_(shaped), text_(*shaped.text), setting_(setting), fonts_(fonts) {}

  SetLine make(std::uint32_t first, std::uint32_t last, bool opens) {
    const Piece& end = shaped_.pieces[last];
    SetLine line;
    line.indent = opens ? 0 : setting_.measure.first - setting_.measure.rest;
    begin_ = shaped_.extents[first].glyphs_begin;
    visible_end_ = std::max(begin_, shaped_.extents[last].glyphs_end);
    trail_end_ = shaped_.extents[last].trail_end;
    gather(line, shaped_.extents[first].text_begin, shaped_.extents[last].text_end);
    space_words(line, end, opens ? setting_.measure.first : setting_.measure.rest);
    if (end.after == BreakKind::hyphen) add_hyphen(line, shaped_.extents[last].text_end);
    place(line);
    return line;
  }

 private:
  struct RunFacts {
    std::uint32_t text_begin = 0;
    std::uint8_t level = 0;
    std::shared_ptr<ShownText> shown;  // of the run, while it is being made
  };

  // Runs of one face, link, origin and direction; a run's text reaches to where the next one's begins.
  void gather(SetLine& line, std::uint32_t text_begin, std::uint32_t text_end) {
    facts_.clear();
    const StyleSpan* previous_span = nullptr;
    for (std::uint32_t i = begin_; i < trail_end_; ++i) {
      const ShapedGlyph& glyph = shaped_.glyphs[i];
      const StyleSpan& span = span_of(glyph, previous_span);
      if (starts_run(i, span, previous_span)) {
        start_run(line, glyph, span);
        facts_.back().shown->glyphs.reserve(trail_end_ - i);
      }
      facts_.back().shown->glyphs.push_back(glyph.glyph);
      facts_.back().text_begin = std::min(facts_.back().text_begin, glyph.glyph.cluster);
      previous_span = &span;
    }
    if (facts_.empty()) return;
    facts_.front().text_begin = text_begin;
    for (std::size_t r = 0; r < line.runs.size(); ++r) {
      const std::uint32_t end = r + 1 < line.runs.size() ? facts_[r + 1].text_begin : text_end;
      set_words(*facts_[r].shown, line.runs[r].face, facts_[r].text_begin, end);
    }
  }

  const StyleSpan& span_of(const ShapedGlyph& glyph, const StyleSpan* previous) const {
    const std::uint32_t at = glyph.glyph.cluster;
    return previous != nullptr && at >= previous->begin && at < previous->end ? *previous : text_.span_at(at);
  }

  bool starts_run(std::uint32_t i, const StyleSpan& span, const StyleSpan* previous_span) const {
    if (i == begin_) return true;
    const ShapedGlyph &a = shaped_.glyphs[i - 1], &b = shaped_.glyphs[i];
    if (a.face != b.face || a.substitute || b.substitute || a.level != b.level) return true;
    if ((b.level & 1U) != 0 && b.glyph.cluster > a.glyph.cluster) return true;  // the next word of right-to-left text
    return previous_span->link != span.link || previous_span->origin != span.origin;
  }

  void start_run(SetLine& line, const ShapedGlyph& glyph, const StyleSpan& span) {
    GlyphRun& run = line.runs.emplace_back();
    run.face = glyph.face;
    run.size = setting_.size;
    run.colour = setting_.colour;
    run.element = span.link;
    run.origin = span.origin;
    auto shown = std::make_shared<ShownText>();
    if (glyph.substitute) shown->actual_text = "?";  // its meaning is put in when its text is known
    run.shown = shown;
    facts_.push_back({glyph.glyph.cluster, glyph.level, std::move(shown)});
  }

  void set_words(ShownText& shown, std::uint16_t face, std::uint32_t begin, std::uint32_t end) const {
    shown.text = text_.text.substr(begin, end - begin);
    std::replace(shown.text.begin(), shown.text.end(), '\n', ' ');
    for (Glyph& glyph : shown.glyphs) glyph.cluster -= begin;
    if (shown.actual_text.empty()) return;
    shown.actual_text = shown.text;
    const char32_t meant = decode_at(shown.text, 0).code_point;
    shown.text = meant == 0x2011 || meant == 0x2010 ? "-" : " ";
    const auto is_shown_by = [&](char32_t c) { return fonts_.faces[face]->glyph_for(c) == shown.glyphs.front().id; };
    if (shown.text == "-" && is_shown_by(0x2010)) shown.text = "\xE2\x80\x90";
    if (shown.text == " " && is_shown_by(0x00A0)) shown.text = "\xC2\xA0";
  }

  bool is_space(std::uint32_t i) const {
    const char c = text_.text[shaped_.glyphs[i].glyph.cluster];
    return c == ' ' || c == '\n';
  }

  // Justified lines share out what is left among their spaces; the last line of a paragraph only gives, never takes.
  void space_words(SetLine& line, const Piece& end, double measure) {
    double natural = end.hyphen;
    std::uint32_t spaces = 0;
    for (std::uint32_t i = begin_; i < visible_end_; ++i) {
      natural += width_of(shaped_.glyphs[i], fonts_, setting_.size);
      spaces += is_space(i) ? 1U : 0U;
    }
    line.width = natural;
    const bool fill = setting_.measure.justified && spaces > 0 && (end.after != BreakKind::forced || natural > measure);
    if (!fill) return;
    const double each = (measure - natural) / spaces;
    for (GlyphRun& run : line.runs)
      if (run.actual_text().empty()) run.word_space = each;
    line.width = measure;
  }

  void add_hyphen(SetLine& line, std::uint32_t text_end) {
    const StyleSpan& span = text_.span_at(text_end - 1);
    ShapedGlyph hyphen;
    if (line.runs.empty() || !plain_glyph(U'-', span.slot, fonts_, hyphen)) return;
    start_run(line, hyphen, span);
    *facts_.back().shown = {{hyphen.glyph}, "-", "\xC2\xAD"};
  }

  double width_of_run(const GlyphRun& run) const {
    double width = 0;
    for (const Glyph& glyph : run.glyphs()) {
      width += glyph.advance * run.size * fonts_.em[run.face];
      if (run.word_space != 0 && run.text()[glyph.cluster] == ' ') width += run.word_space;
    }
    return width;
  }

  void place(SetLine& line) {
    std::vector<std::int32_t> order;
    if (shaped_.right_to_left) {
      std::vector<std::uint8_t> levels;
      for (const RunFacts& facts : facts_) levels.push_back(facts.level);
      order = visual_order(levels);
    }
    double x = line.indent;
    for (std::size_t i = 0; i < line.runs.size(); ++i) {
      GlyphRun& run = line.runs[order.empty() ? i : static_cast<std::size_t>(order[i])];
      const double width = width_of_run(run);
      run.x = x;
      x += width;
      if (run.element >= 0) add_link_part(line, run, std::min(x, line.indent + line.width));
    }
  }

  static void add_link_part(SetLine& line, const GlyphRun& run, double right) {
    const bool goes_on = !line.links.empty() && line.links.back().link == run.element;
    if (goes_on)
      line.links.back().width = right - line.links.back().x;
    else
      line.links.push_back({run.element, run.x, right - run.x});
  }

  const ShapedParagraph& shaped_;
  const StyledText& text_;
  const TextSetting& setting_;
  const FontSlots& fonts_;
  std::uint32_t begin_ = 0, visible_end_ = 0, trail_end_ = 0;  // glyphs of the line at hand
  std::vector<RunFacts> facts_;                                // of its runs
};

void copy_links(const StyledText& text, SetText& to) {
  for (std::size_t i = 0; i < text.links.size(); ++i) {
    SetLink& link = to.links.emplace_back();
    link.target = text.links[i]->target;
    for (const StyleSpan& span : text.spans)
      if (span.link == static_cast<std::int16_t>(i)) link.words += text.text.substr(span.begin, span.end - span.begin);
    std::replace(link.words.begin(), link.words.end(), '\n', ' ');
  }
}

std::size_t bytes_of(const SetText& set) {
  std::size_t bytes = sizeof set;
  for (const SetLine& line : set.lines) {
    bytes += sizeof line;
    for (const GlyphRun& run : line.runs)
      bytes += sizeof run + sizeof *run.shown + run.glyphs().size() * sizeof(Glyph) + run.text().size();
  }
  return bytes;
}

}  // namespace

SetTextRef TextSetter::set(const StyledText& text, const TextSetting& setting) {
  std::string& key = state_.paragraph_key;
  write_key(text, setting, fonts_.id, key);
  if (const SetTextRef* known = state_.paragraphs.find(key)) return *known;
  const std::size_t problems = problems_.size();
  SetTextRef set = set_afresh(text, setting);
  if (problems_.size() == problems) state_.paragraphs.keep(key, set, set->bytes + key.size());
  return set;
}

SetTextRef TextSetter::set_afresh(const StyledText& text, const TextSetting& setting) {
  auto set = std::make_shared<SetText>();
  if (text.too_deep)
    problems_.push_back(error("layout.too-deep", {}, "emphasis and links are nested more than 64 deep",
                              {"write the paragraph with less emphasis"}));
  if (text.text.empty()) return set;
  const ShapingContext context{
      fonts_,   state_, setting.size, setting.hyphenation, std::min(setting.measure.first, setting.measure.rest),
      problems_};
  const ShapedParagraph shaped = shape_paragraph(text, context);
  LineMaker maker(shaped, setting, fonts_);
  std::uint32_t first = 0;
  bool opens = true;
  for (const std::uint32_t last : break_lines(shaped.pieces, setting.measure)) {
    set->lines.push_back(maker.make(first, last, opens));
    opens = shaped.pieces[last].after == BreakKind::forced;
    first = last + 1;
  }
  copy_links(text, *set);
  set->bytes = bytes_of(*set);
  return set;
}

TextSetter::Extent TextSetter::measure(const std::vector<Inline>& inlines, const TextStyle& style) {
  StyledText text;
  text.add(inlines, style);
  Extent extent;
  if (text.text.empty()) return extent;
  Diagnostics heard_when_set;
  const ShapedParagraph shaped = shape_paragraph(text, {fonts_, state_, style.size, nullptr, wide, heard_when_set});
  double line = 0;
  for (const Piece& piece : shaped.pieces) {
    line += piece.width;
    extent.natural = std::max(extent.natural, line);
    extent.longest_piece = std::max(extent.longest_piece, piece.width);
    line = piece.after == BreakKind::forced ? 0 : line + piece.space;
  }
  return extent;
}

SetTextRef TextSetter::set_line(std::string_view words, const TextStyle& style) {
  StyledText text;
  text.add(words, style);
  return set(text, {style.size, style.colour, {wide, wide, false}, nullptr});
}

}  // namespace engross
