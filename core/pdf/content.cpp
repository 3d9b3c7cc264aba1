// In: a page whose indices have been checked, and what it draws with. Out: PDF operators (ISO 32000-1, 8 and 9) and the
// elements that its marked-content sequences belong to. Refuses nothing.
//
// Neighbours of one element share one sequence. Glyphs are placed by TJ in thousandths of the size: the distance
// between where shaping wants a glyph and where the widths alone would put it, rounded without carrying errors along
// the line.
#include "pdf/content.hpp"

#include <charconv>
#include <cstring>
#include <optional>

namespace engross::pdf {

namespace {

constexpr int text_decimals = 2;  // points: far below what paper or screen can show
constexpr std::size_t longest_number = 24;
constexpr std::size_t longest_item = longest_number + 8;  // a shift, brackets, a code with both bytes escaped

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
  ContentWriter(const Page& page, const Pages& pages, const Resources& resources, KnownRuns& runs, Names& names)
      : page_(page),
        pages_(pages),
        resources_(resources),
        runs_(runs),
        names_(names),
        font_names_(pages.faces.size()) {}

  Content write();
  std::string write_field(ElementId field);

 private:
  bool of_a_field(ElementId element) const;
  ElementId element_of(const Page::Item& item) const;
  void draw(const Page::Item& item);
  void begin_sequence(ElementId element, ArtifactKind kind);
  void end_sequence();
  void begin_text();
  void end_text();
  void set_colour(const Colour& colour);
  void set_font(std::uint16_t face, double size);
  void move_to(double x, double y);
  void draw(const GlyphRun& run);
  void draw_words(const GlyphRun& run);
  void draw(const RuleLine& rule);
  void draw(const PictureItem& picture);
  void begin_span(std::string_view actual_text);
  void end_span();

  // The array of one TJ operator. It is written to `array_`, which has room for the longest possible cluster.
  void open_array();
  void close_string();
  void close_array();
  std::size_t add_plain(const GlyphRun& run, std::size_t first);
  void add_cluster(const GlyphRun& run, const Cluster& cluster);
  void add_shift(std::int64_t off);
  void set_rise(double points);

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
  KnownRuns& runs_;
  Names& names_;
  std::vector<std::string_view> font_names_;

  std::string out_;
  std::vector<ElementId> marked_;
  std::optional<std::pair<ElementId, ArtifactKind>> sequence_;
  bool in_text_ = false;
  std::int64_t line_x_ = 0, line_y_ = 0;  // of the text line matrix, hundredths of a point
  Colour colour_;                         // the initial colour is black
  std::optional<std::pair<std::uint16_t, std::int64_t>> font_;
  std::vector<char> array_;
  char* end_ = nullptr;  // of what is written in it
  bool in_array_ = false, in_string_ = false;
  bool one_array_ = true;   // the run at hand needs nothing else
  std::int64_t em_ = 1000;  // font units
  std::int64_t off_ = 0;    // how far the pen is short of where shaping wants it, in em / (1000 * em_); so is the next
  std::int64_t word_space_ = 0;
  std::int64_t rise_ = 0;  // thousandths of a point
};

// What belongs to a form field is drawn by the field.
bool ContentWriter::of_a_field(ElementId element) const {
  return element != artifact && pages_.elements[static_cast<std::size_t>(element)].role == Role::form;
}

ElementId ContentWriter::element_of(const Page::Item& item) const {
  switch (item.kind) {
    case Page::Item::Kind::run:
      return page_.runs[item.index].element;
    case Page::Item::Kind::rule:
      return page_.rules[item.index].element;
    case Page::Item::Kind::picture:
      return page_.pictures[item.index].element;
  }
  return artifact;
}

void ContentWriter::draw(const Page::Item& item) {
  switch (item.kind) {
    case Page::Item::Kind::run:
      return draw(page_.runs[item.index]);
    case Page::Item::Kind::rule:
      return draw(page_.rules[item.index]);
    case Page::Item::Kind::picture:
      return draw(page_.pictures[item.index]);
  }
}

Content ContentWriter::write() {
  out_.reserve(std::size_t{16} << 10U);
  for (const Page::Item& item : page_.order) {
    const ElementId element = element_of(item);
    const bool shows_nothing = item.kind == Page::Item::Kind::run && page_.runs[item.index].glyphs().empty();
    if (shows_nothing || of_a_field(element)) continue;
    begin_sequence(element, item.artifact_kind);
    draw(item);
  }
  end_sequence();
  return {std::move(out_), std::move(marked_)};
}

// A field's appearance has no marked content: the field itself stands in the structure tree.
std::string ContentWriter::write_field(ElementId field) {
  for (const Page::Item& item : page_.order)
    if (element_of(item) == field) draw(item);
  end_text();
  return std::move(out_);
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
  if (font_names_[face].empty()) font_names_[face] = names_.of_font(resources_.fonts[face]);
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
  one_array_ = false;
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
  if (in_array_) return;
  in_array_ = true;
  *end_++ = '[';
}

void ContentWriter::close_string() {
  if (in_string_) *end_++ = ')';
  in_string_ = false;
}

void ContentWriter::close_array() {
  if (!in_array_) return;
  close_string();
  out_.append(array_.data(), end_).append("] TJ\n");
  end_ = array_.data();
  in_array_ = false;
}

// In thousandths of the size, as TJ counts.
std::int64_t shift_of(std::int64_t off, std::int64_t em) {
  return 2 * off < em && -2 * off < em ? 0 : (off + (off < 0 ? -em : em) / 2) / em;
}

void ContentWriter::add_shift(std::int64_t off) {
  const std::int64_t shift = shift_of(off, em_);
  if (shift == 0) return;
  close_string();
  end_ = std::to_chars(end_, end_ + longest_number, -shift).ptr;
  off_ -= shift * em_;
}

void ContentWriter::set_rise(double points) {
  const std::int64_t rise = scaled(points, 3);
  if (rise == rise_) return;
  one_array_ = false;
  close_array();
  fixed(rise, 3);
  out_.append("Ts\n");
  rise_ = rise;
}

void ContentWriter::add_cluster(const GlyphRun& run, const Cluster& cluster) {
  const Face& face = *pages_.faces[run.face];
  const FontProgram& program = *resources_.programs[run.face].program;
  for (std::size_t i = cluster.first; i < cluster.first + cluster.count; ++i) {
    const Glyph& glyph = run.glyphs()[i];
    if (glyph.y_offset != 0 || rise_ != 0) set_rise(glyph.y_offset * run.size / static_cast<double>(em_));
    open_array();
    add_shift(off_ + std::int64_t{1000} * glyph.x_offset);
    if (!in_string_) *end_++ = '(';
    in_string_ = true;
    const FontProgram::Slot& slot = program.slot_of(glyph.id);
    end_ = std::copy_n(slot.written.data(), slot.length, end_);
    off_ += std::int64_t{1000} * (glyph.advance - face.advance(glyph.id));
  }
  if (cluster.text == " ") off_ += word_space_;
}

// Nearly every glyph stands alone for its text, where its neighbours leave it. Adds them up to the first that does not,
// whose index it returns. The state is in locals: a store through a char pointer could change any member.
std::size_t ContentWriter::add_plain(const GlyphRun& run, std::size_t at) {
  const Face& face = *pages_.faces[run.face];
  const FontProgram& program = *resources_.programs[run.face].program;
  const std::string_view text = run.text();
  const std::size_t count = run.glyphs().size();
  const std::int64_t em = em_, word_space = word_space_;
  if (rise_ != 0) return at;
  std::int64_t off = off_;
  char* end = end_;
  bool in_array = in_array_, in_string = in_string_;
  for (; at < count; ++at) {
    const Glyph& glyph = run.glyphs()[at];
    const std::size_t next = at + 1 < count ? run.glyphs()[at + 1].cluster : text.size();
    if (next <= glyph.cluster || glyph.x_offset != 0 || glyph.y_offset != 0) break;
    const FontProgram::Slot& slot = program.slot_of(glyph.id);
    if (!program.spells(slot, text.substr(glyph.cluster, next - glyph.cluster))) break;
    if (!in_array) *end++ = '[';
    in_array = true;
    if (const std::int64_t shift = shift_of(off, em); shift != 0) {
      if (in_string) *end++ = ')';
      in_string = false;
      end = std::to_chars(end, end + longest_number, -shift).ptr;
      off -= shift * em;
    }
    if (!in_string) *end++ = '(';
    in_string = true;
    std::memcpy(end, slot.written.data(), slot.written.size());
    end += slot.length;
    off += std::int64_t{1000} * (glyph.advance - face.advance(glyph.id));
    if (slot.letter == ' ') off += word_space;
  }
  off_ = off;
  end_ = end;
  in_array_ = in_array;
  in_string_ = in_string;
  return at;
}

// Whether the codes alone spell the text, so that a reader of ToUnicode finds it.
bool is_spelt(const FontProgram& program, const GlyphRun& run, const Cluster& cluster) {
  std::string spelling;
  for (std::size_t i = 0; i < cluster.count; ++i) spelling += program.text_of(run.glyphs()[cluster.first + i].id);
  return spelling == cluster.text;
}

void ContentWriter::draw(const GlyphRun& run) {
  begin_text();
  set_colour(run.colour);
  set_font(run.face, run.size);
  move_to(run.x, run.y);
  em_ = pages_.faces[run.face]->metrics().units_per_em;
  word_space_ = scaled(run.word_space / run.size * static_cast<double>(em_), 3);
  const ChosenFont& font = resources_.programs[run.face];
  KnownRun& known = runs_.at(run, pages_.faces[run.face]);
  if (!known.array.empty() && known.program == font.program && known.word_space == word_space_) {
    out_.append(known.array);
    return;
  }
  const std::size_t begin = out_.size();
  one_array_ = true;
  draw_words(run);
  if (!font.tier || !one_array_) return;
  known.array.assign(out_, begin);
  known.program = font.program;
  known.word_space = word_space_;
}

void ContentWriter::draw_words(const GlyphRun& run) {
  const FontProgram& program = *resources_.programs[run.face].program;
  off_ = 0;
  if (array_.size() < run.glyphs().size() * longest_item + 2) array_.resize(run.glyphs().size() * longest_item + 2);
  end_ = array_.data();
  const bool whole_run_means_other = !run.actual_text().empty();
  if (whole_run_means_other) begin_span(run.actual_text());
  const Clusters clusters(run);
  for (std::size_t at = 0; at < run.glyphs().size();) {
    if (!whole_run_means_other && clusters.ascending()) at = add_plain(run, at);
    if (at == run.glyphs().size()) break;
    const Cluster cluster = clusters.at(at);
    const bool spelt = whole_run_means_other || is_spelt(program, run, cluster);
    if (!spelt) begin_span(cluster.text);
    add_cluster(run, cluster);
    if (!spelt) end_span();
    at += cluster.count;
  }
  close_array();
  if (rise_ != 0) set_rise(0);
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
  append_name(out_, names_.of_picture(resources_.pictures[picture.picture]));
  out_.append(" Do Q\n");
}

}  // namespace

Content write_content(const Page& page, const Pages& pages, const Resources& resources, KnownRuns& runs, Names& names) {
  return ContentWriter(page, pages, resources, runs, names).write();
}

std::string write_field_content(const Page& page, ElementId field, const Pages& pages, const Resources& resources,
                                KnownRuns& runs, Names& names) {
  return ContentWriter(page, pages, resources, runs, names).write_field(field);
}

}  // namespace engross::pdf
