// In: a page whose indices have been checked, and what it draws with. Out: PDF operators (ISO 32000-1, 8 and 9) and the
// elements that its marked-content sequences belong to. Refuses nothing.
//
// Neighbours of one element share one sequence. Glyphs are placed by TJ in thousandths of the size: the distance
// between where shaping wants a glyph and where the widths alone would put it, rounded without carrying errors along
// the line.
#include "pdf/content.hpp"

#include <optional>

namespace engross::pdf {

namespace {

constexpr int text_decimals = 2;  // points: far below what paper or screen can show
constexpr std::int64_t micro = 1000000;

std::string_view artifact_properties(ArtifactKind kind) {
  switch (kind) {
    case ArtifactKind::layout:
      return "<</Type /Layout>>";
    case ArtifactKind::header:
      return "<</Type /Pagination /Subtype /Header>>";
    case ArtifactKind::footer:
      return "<</Type /Pagination /Subtype /Footer>>";
    case ArtifactKind::watermark:
      return "<</Type /Pagination /Subtype /Watermark>>";
  }
  return "<</Type /Layout>>";
}

class ContentWriter {
 public:
  ContentWriter(const Page& page, const Pages& pages, const Resources& resources, Objects& objects, std::size_t index)
      : page_(page),
        pages_(pages),
        resources_(resources),
        objects_(objects),
        index_(index),
        font_names_(pages.faces.size()) {}

  Content write();

 private:
  void begin_sequence(ElementId element, ArtifactKind kind);
  void end_sequence();
  void begin_text();
  void end_text();
  void set_colour(const Colour& colour);
  void set_font(std::uint16_t face, double size);
  void move_to(double x, double y);
  void draw(const GlyphRun& run);
  void draw(const RuleLine& rule);
  void draw(const PictureItem& picture);
  void begin_span(std::string_view actual_text);
  void end_span();

  // The array of one TJ operator.
  void open_array();
  void close_string();
  void close_array();
  void glyphs_of_cluster(const GlyphRun& run, std::size_t first, std::size_t count);

  void number(double value, int decimals = 3) {
    append_number(out_, value, decimals);
    out_.push_back(' ');
  }
  void fixed(std::int64_t value, int decimals) {
    append_fixed(out_, value, decimals);
    out_.push_back(' ');
  }

  const Page& page_;
  const Pages& pages_;
  const Resources& resources_;
  Objects& objects_;
  std::size_t index_;
  std::vector<std::string_view> font_names_;

  std::string out_;
  std::vector<ElementId> marked_;
  std::optional<std::pair<ElementId, ArtifactKind>> sequence_;
  bool in_text_ = false;
  std::int64_t line_x_ = 0, line_y_ = 0;  // of the text line matrix, hundredths of a point
  Colour colour_;                         // the initial colour is black
  std::optional<std::pair<std::uint16_t, std::int64_t>> font_;
  bool in_array_ = false, in_string_ = false;
  std::int64_t wanted_ = 0;  // pen after the glyphs so far as shaped, millionths of an em
  std::int64_t given_ = 0;   // as the widths and adjustments have it
  std::int64_t rise_ = 0;    // thousandths of a point
};

Content ContentWriter::write() {
  out_.reserve(std::size_t{16} << 10U);
  for (const Page::Item& item : page_.order) {
    switch (item.kind) {
      case Page::Item::Kind::run: {
        const GlyphRun& run = page_.runs[item.index];
        if (run.glyphs.empty()) break;
        begin_sequence(run.element, item.artifact_kind);
        draw(run);
        break;
      }
      case Page::Item::Kind::rule:
        begin_sequence(page_.rules[item.index].element, item.artifact_kind);
        draw(page_.rules[item.index]);
        break;
      case Page::Item::Kind::picture:
        begin_sequence(page_.pictures[item.index].element, item.artifact_kind);
        draw(page_.pictures[item.index]);
        break;
    }
  }
  end_sequence();
  return {std::move(out_), std::move(marked_)};
}

void ContentWriter::begin_sequence(ElementId element, ArtifactKind kind) {
  if (element != artifact) kind = ArtifactKind::layout;
  if (sequence_ == std::pair(element, kind)) return;
  end_sequence();
  sequence_ = {element, kind};
  if (element == artifact) {
    out_.append("/Artifact ").append(artifact_properties(kind)).append(" BDC\n");
    return;
  }
  append_name(out_, name_of(pages_.elements[static_cast<std::size_t>(element)].role));
  out_.append(" <</MCID ");
  append_integer(out_, std::ssize(marked_));
  out_.append(">> BDC\n");
  marked_.push_back(element);
}

void ContentWriter::end_sequence() {
  end_text();
  if (sequence_) out_.append("EMC\n");
  sequence_.reset();
}

void ContentWriter::begin_text() {
  if (in_text_) return;
  out_.append("BT\n");
  in_text_ = true;
  line_x_ = line_y_ = 0;
}

void ContentWriter::end_text() {
  if (in_text_) out_.append("ET\n");
  in_text_ = false;
}

void ContentWriter::set_colour(const Colour& colour) {
  if (colour == colour_) return;
  colour_ = colour;
  number(colour.red);
  if (colour.red == colour.green && colour.green == colour.blue) {
    out_.append("g\n");
    return;
  }
  number(colour.green);
  number(colour.blue);
  out_.append("rg\n");
}

void ContentWriter::set_font(std::uint16_t face, double size) {
  const std::pair wanted{face, scaled(size, 3)};
  if (font_ == wanted) return;
  font_ = wanted;
  if (font_names_[face].empty()) font_names_[face] = objects_.font_name(index_, resources_.fonts[face]);
  append_name(out_, font_names_[face]);
  out_.push_back(' ');
  fixed(wanted.second, 3);
  out_.append("Tf\n");
}

void ContentWriter::move_to(double x, double y) {
  const std::int64_t to_x = scaled(x, text_decimals), to_y = scaled(page_.height - y, text_decimals);
  fixed(to_x - line_x_, text_decimals);
  fixed(to_y - line_y_, text_decimals);
  out_.append("Td\n");
  line_x_ = to_x;
  line_y_ = to_y;
}

void ContentWriter::begin_span(std::string_view actual_text) {
  close_array();
  out_.append("/Span <</ActualText ");
  append_text(out_, actual_text);
  out_.append(">> BDC\n");
}

void ContentWriter::end_span() {
  close_array();
  out_.append("EMC\n");
}

void ContentWriter::open_array() {
  if (!in_array_) out_.push_back('[');
  in_array_ = true;
}

void ContentWriter::close_string() {
  if (in_string_) out_.push_back(')');
  in_string_ = false;
}

void ContentWriter::close_array() {
  close_string();
  if (in_array_) out_.append("] TJ\n");
  in_array_ = false;
}

// The bytes of a code inside a literal string.
void append_code(std::string& to, std::uint16_t code) {
  for (const int byte : {code >> 8, code & 0xFF}) {
    const char c = static_cast<char>(byte);
    if (c == '(' || c == ')' || c == '\\') to.push_back('\\');
    if (c == '\r') {
      to.append("\\r");
    } else {
      to.push_back(c);
    }
  }
}

void ContentWriter::glyphs_of_cluster(const GlyphRun& run, std::size_t first, std::size_t count) {
  const Face& face = *pages_.faces[run.face];
  const FontProgram& program = *resources_.programs[run.face];
  const std::int64_t em = face.metrics().units_per_em;
  for (std::size_t i = first; i < first + count; ++i) {
    const Glyph& glyph = run.glyphs[i];
    const std::int64_t rise = scaled(static_cast<double>(glyph.y_offset) * run.size / static_cast<double>(em), 3);
    if (rise != rise_) {
      close_array();
      fixed(rise, 3);
      out_.append("Ts\n");
      rise_ = rise;
    }
    open_array();
    const std::int64_t off = wanted_ + glyph.x_offset * micro / em - given_;
    const std::int64_t shift = (off + (off < 0 ? -500 : 500)) / 1000;
    if (shift != 0) {
      close_string();
      append_integer(out_, -shift);
      given_ += shift * 1000;
    }
    if (!in_string_) out_.push_back('(');
    in_string_ = true;
    append_code(out_, program.code_of(glyph.id));
    wanted_ += glyph.advance * micro / em;
    given_ += face.advance(glyph.id) * micro / em;
  }
}

void ContentWriter::draw(const GlyphRun& run) {
  begin_text();
  set_colour(run.colour);
  set_font(run.face, run.size);
  move_to(run.x, run.y);
  wanted_ = given_ = 0;
  const FontProgram& program = *resources_.programs[run.face];
  const std::int64_t word_space = run.word_space == 0 ? 0 : scaled(run.word_space / run.size, 6);
  const bool whole_run_means_other = !run.actual_text.empty();
  if (whole_run_means_other) begin_span(run.actual_text);
  for_each_cluster(run, [&](std::size_t first, std::size_t count, std::string_view text) {
    // A cluster whose glyphs do not spell its text, code by code, says its text itself.
    bool spelt = whole_run_means_other;
    if (!spelt && count == 1) {
      spelt = program.text_of(run.glyphs[first].id) == text;
    } else if (!spelt) {
      std::string spelling;
      for (std::size_t i = first; i < first + count; ++i) spelling += program.text_of(run.glyphs[i].id);
      spelt = spelling == text;
    }
    if (!spelt) begin_span(text);
    glyphs_of_cluster(run, first, count);
    if (!spelt) end_span();
    if (text == " ") wanted_ += word_space;
  });
  close_array();
  if (rise_ != 0) out_.append("0 Ts\n");
  rise_ = 0;
  if (whole_run_means_other) end_span();
}

void ContentWriter::draw(const RuleLine& rule) {
  end_text();
  set_colour(rule.colour);
  number(rule.x);
  number(page_.height - rule.y - rule.height);
  number(rule.width);
  number(rule.height);
  out_.append("re f\n");
}

void ContentWriter::draw(const PictureItem& picture) {
  end_text();
  out_.append("q ");
  number(picture.width);
  out_.append("0 0 ");
  number(picture.height);
  number(picture.x);
  number(page_.height - picture.y - picture.height);
  out_.append("cm ");
  append_name(out_, objects_.picture_name(index_, resources_.pictures[picture.picture]));
  out_.append(" Do Q\n");
}

}  // namespace

Content write_content(const Page& page, const Pages& pages, const Resources& resources, Objects& objects,
                      std::size_t page_index) {
  return ContentWriter(page, pages, resources, objects, page_index).write();
}

}  // namespace engross::pdf
