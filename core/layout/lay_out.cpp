// In: a letter, its house style, its fonts and pictures. Out: pages with every glyph in its place, and the structure
// tree. Refuses what its rooms refuse, all of it at once; also letters of too many pages and boxes taller than a page.
#include "layout/lay_out.hpp"

#include <fmt/format.h>

#include "layout/first_page.hpp"
#include "layout/furniture.hpp"
#include "layout/page_writer.hpp"
#include "layout/signatures.hpp"
#include "letter/place.hpp"

namespace engross {
namespace {

class LetterSetter {
 public:
  LetterSetter(const LayoutInput& input, LayoutCache::State& state, Pages& pages, ElementId root)
      : input_(input),
        letter_(*input.letter),
        style_(*input.style),
        geometry_(style_.geometry),
        pages_(pages),
        fonts_(state.slots_for(*input.fonts)),
        setter_(state, fonts_, problems_),
        furniture_(input, setter_),
        flow_(pages.elements, root),
        blocks_(input, setter_, flow_, shortest_page()),
        first_(input, blocks_, setter_, flow_),
        column_{in_points(geometry_.body_left), in_points(geometry_.body_width)} {}

  Diagnostics run() {
    furniture_.add_first_marking(first_);
    first_.add_logo();
    first_.add_sender();
    flow_.not_above(in_points(geometry_.reference_top));
    for (const Section& section : letter_.sections) add_section(section);
    if (!signed_) add_close({});
    add_unseen_fields();
    refuse_tall_boxes();
    if (!has_errors(problems_)) write_pages();
    return std::move(problems_);
  }

 private:
  Span longest_block() const {
    const Block* longest = nullptr;
    std::size_t most = 0;
    for (const Section& section : letter_.sections)
      for (const Block& block : section.blocks)
        if (const std::size_t size = plain_text(block).size(); size > most) {
          most = size;
          longest = &block;
        }
    return longest != nullptr ? place_of(*longest) : Span{};
  }

  double shortest_page() const {
    const double first_top = std::max(in_points(geometry_.body_top), in_points(geometry_.reference_top));
    return furniture_.body_bottom() - std::max(first_top, furniture_.continuation_top());
  }

  void add_section(const Section& section) {
    switch (section.part) {
      case Part::addressee:
        return first_.add_addressee(section.blocks);
      case Part::reference:
        return add_reference(section.blocks);
      case Part::close:
        return add_close(section.blocks);
      case Part::enclosures:
      case Part::copies:
        if (!signed_) add_close({});
        return add_after_close(section.blocks);
      case Part::salutation:
        return add_salutation(section.blocks);
      case Part::subject:
        open_body();
        return blocks_.add_subject(section.blocks, column_);
      case Part::opening:
      case Part::body:
      case Part::closing:
        if (letter_.top_and_tail && !section.blocks.empty()) add_salutation({});
        return add_text(section.blocks, "body");
    }
  }

  // Beside a sender that reaches down to it, the reference keeps to its own side.
  void add_reference(const std::vector<Block>& blocks) {
    Column column = column_;
    const Box sender = in_points(geometry_.sender);
    const bool beside = first_.sender_bottom() > in_points(geometry_.reference_top) && sender.left > column.left;
    if (beside) column.width = std::min(column.width, sender.left - column.left - in_points(3));
    blocks_.add_line_part(blocks, style_.role("reference"), column);
  }

  // Enclosures and copies; the words that introduce them are never alone at the foot of a page.
  void add_after_close(const std::vector<Block>& blocks) {
    if (blocks.empty()) return;
    open_body();
    const std::size_t begin = flow_.boxes.size();
    blocks_.add_line_part(blocks, style_.role("body"), column_);
    if (begin + 1 < flow_.boxes.size()) flow_.heights[begin + 1].break_cost += keep_cost;
  }

  void open_body() {
    if (body_open_) return;
    body_open_ = true;
    flow_.space(style_.paragraph_space);
    flow_.not_above(in_points(geometry_.body_top));
  }

  void add_text(const std::vector<Block>& blocks, std::string_view role) {
    if (blocks.empty()) return;
    open_body();
    blocks_.add(blocks, style_.role(role), column_, 0);
  }

  // Once; an absent or empty one leaves room for the hand when the letter is topped and tailed.
  void add_salutation(const std::vector<Block>& blocks) {
    if (greeted_) return add_text(blocks, "body");
    greeted_ = true;
    open_body();
    if (!blocks.empty()) return add_text(blocks, "body");
    if (!letter_.top_and_tail) return;
    flow_.space(style_.paragraph_space);
    flow_.add_box(in_points(handwriting_height));
    flow_.keep_next(1);
  }

  // The close, the space for the ink and the names stay together, and with lines of text before them.
  void add_close(const std::vector<Block>& blocks) {
    signed_ = true;
    const std::size_t begin = flow_.boxes.size();
    add_text(blocks, "body");
    if (blocks.empty() && letter_.top_and_tail) {
      open_body();
      flow_.space(style_.paragraph_space);
      flow_.add_box(in_points(handwriting_height));
    }
    if (!letter_.signatures.empty()) {
      open_body();
      add_signatures(input_, blocks_, setter_, flow_, column_);
    }
    keep_together(begin);
  }

  void keep_together(std::size_t begin) {
    if (begin == flow_.boxes.size()) return;
    for (std::size_t i = begin + 1; i < flow_.boxes.size(); ++i) flow_.heights[i].break_cost += keep_cost;
    int lines = style_.close_keeps;
    for (std::size_t i = begin; i > 0 && lines > 0; --i) {
      flow_.heights[i].break_cost += keep_cost;
      if (flow_.boxes[i - 1].text_line) --lines;
    }
  }

  // Fields for readers of the file only; they come last.
  void add_unseen_fields() {
    for (const SignatureField& field : input_.fields) {
      if (!field.signatory.empty()) continue;
      unseen_.push_back({0, 0, 0, 0, field.name, flow_.add_element(Role::form, 0)});
      Element& form = flow_.element(unseen_.back().element);
      form.alternative = field.alternative;
      if (letter_.language != pages_.language) form.language = pages_.language;
    }
  }

  void refuse_tall_boxes() {
    const double room = shortest_page();
    for (std::size_t i = 0; i < flow_.heights.size(); ++i) {
      if (flow_.heights[i].height <= room) continue;
      problems_.push_back(
          error("layout.too-tall", {},
                fmt::format("a line or row of {:.0f} mm does not fit a page, which has room for {:.0f} mm",
                            in_mm(flow_.heights[i].height), in_mm(room)),
                {"give it fewer lines, or make the page's body taller in the geometry"}));
      return;
    }
  }

  void write_pages() {
    const PageHeights heights{std::min(in_points(geometry_.reference_top), in_points(geometry_.body_top)),
                              furniture_.continuation_top(), furniture_.body_bottom()};
    const std::vector<PlacedBox> placed = break_pages(flow_.heights, heights);
    const std::size_t count = placed.empty() ? 1 : placed.back().page + std::size_t{1};
    if (count > input_.most_pages) {
      problems_.push_back(
          error("layout.too-many-pages", longest_block(),
                fmt::format("the letter has {} pages; at most {} are allowed; its longest block is here", count,
                            input_.most_pages),
                {"send the long matter as an enclosure"}));
      return;
    }
    PageWriter writer(pages_, fonts_, geometry_, problems_);
    pages_.pages.reserve(pages_.pages.size() + count);
    std::size_t box = 0;
    for (std::size_t page = 0; page < count; ++page) {
      writer.add_page();
      furniture_.draw_under(writer, page);
      if (page == 0)
        for (const FlowItem& item : first_.items()) writer.draw(item, 0);
      const std::size_t begin = box;
      for (; box < placed.size() && placed[box].page == page; ++box)
        draw_box(writer, box, placed[box].top, box == begin && page > 0);
      furniture_.draw_over(writer, page, count);
    }
    pages_.addressees.insert(pages_.addressees.end(), first_.addressees().begin(), first_.addressees().end());
    std::vector<FieldArea>& fields = pages_.pages.back().fields;
    fields.insert(fields.end(), unseen_.begin(), unseen_.end());
  }

  void draw_box(PageWriter& writer, std::size_t box, double top, bool heads_page) {
    const FlowBox& drawn = flow_.boxes[box];
    if (heads_page && flow_.heights[box].repeated > 0) {
      double y = top - flow_.heights[box].repeated;
      for (std::uint32_t h = drawn.header_begin; h < drawn.header_end; ++h) {
        for (std::uint32_t i = flow_.boxes[h].items_begin; i < flow_.boxes[h].items_end; ++i)
          writer.draw_artifact(flow_.items[i], y, ArtifactKind::layout);
        y += flow_.heights[h].height;
      }
    }
    for (std::uint32_t i = drawn.items_begin; i < drawn.items_end; ++i) writer.draw(flow_.items[i], top);
  }

  const LayoutInput& input_;
  const Letter& letter_;
  const HouseStyle& style_;
  const Geometry& geometry_;
  Pages& pages_;
  Diagnostics problems_;
  const FontSlots& fonts_;
  TextSetter setter_;
  Furniture furniture_;
  Flow flow_;
  BlockSetter blocks_;
  FirstPage first_;
  Column column_;
  std::vector<FieldArea> unseen_;
  bool body_open_ = false, greeted_ = false, signed_ = false;
};

// The ink of a field that lies under another letter of the file.
SignatureField ink_of(const SignatureField& field, const Letter& letter, const HouseStyle& style) {
  SignatureField ink = field;
  ink.ink_only = true;
  ink.words.clear();
  for (const SignatureBlock& signature : letter.signatures)
    if (signature.id == field.signatory)
      ink.alternative = fmt::format("{} {}", style.label("signature", letter.language), signature.name);
  return ink;
}

// What of the fields belongs to one of the letters in a file: those that can be seen to the first, the others to the
// last.
std::vector<SignatureField> fields_of(const LayoutInput& input, const Letter& letter, bool is_last) {
  std::vector<SignatureField> fields;
  const bool is_first = &letter == input.letter;
  for (const SignatureField& field : input.fields) {
    const bool seen = !field.signatory.empty();
    if (seen ? is_first : is_last) fields.push_back(field);
    if (seen && !is_first && field.ink) fields.push_back(ink_of(field, letter, *input.style));
  }
  return fields;
}

ElementId add_element(Pages& pages, Role role, ElementId parent, const std::string& language) {
  Element& element = pages.elements.emplace_back();
  element.role = role;
  element.parent = parent;
  element.language = language;
  return static_cast<ElementId>(pages.elements.size() - 1);
}

Diagnostics set_letters(const LayoutInput& input, LayoutCache::State& state, Pages& pages) {
  const std::vector<const Letter*> letters = in_each_language(*input.letter);
  const ElementId document = add_element(pages, Role::document, artifact, input.letter->language);
  Diagnostics problems;
  for (const Letter* letter : letters) {
    LayoutInput one = input;
    one.letter = letter;
    one.fields = fields_of(input, *letter, letter == letters.back());
    const ElementId root = add_element(pages, Role::section, document, letter->language);
    append(problems, LetterSetter(one, state, pages, root).run());
  }
  return problems;
}

Diagnostics set_letter(const LayoutInput& input, LayoutCache::State& state, Pages& pages) {
  return LetterSetter(input, state, pages, add_element(pages, Role::document, artifact, input.letter->language)).run();
}

}  // namespace

Result<Pages> lay_out(const LayoutInput& input, LayoutCache& cache) {
  if (input.letter == nullptr || input.style == nullptr || input.fonts == nullptr || !input.fonts->regular)
    return fail(error("layout.no-font", {}, "a letter needs a house style with at least a regular font",
                      {"name fonts.regular in style.yaml"}));
  Pages pages;
  pages.language = input.letter->language;
  Diagnostics problems = input.letter->further.empty() ? set_letter(input, cache.state(), pages)
                                                       : set_letters(input, cache.state(), pages);
  if (has_errors(problems)) return fail(std::move(problems));
  pages.notes = std::move(problems);
  return pages;
}

}  // namespace engross
