// In: the style, the letter, the proof mark. Out: page furniture, and the room that it leaves.
// Furniture gives way to furniture: a header moves below the marking, the marking stands above a page number that is
// centred, and the body shrinks. Nothing is left out. Refuses a marking wider than the printable area.
#include "layout/furniture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "base/language_tag.hpp"
#include "merge/formatters.hpp"

namespace engross {
namespace {

constexpr double gap = 4;                         // points between furniture and what is next to it
constexpr Colour proof_colour{0.87, 0.87, 0.87};  // light enough to read through
constexpr double largest_proof_mark = 64;         // points
constexpr double proof_mark_share = 0.9;          // of the measure

using Words = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// The name that "{name}…" begins with, if it is one of the words; else null.
const std::pair<std::string_view, std::string_view>* placeholder_at(std::string_view pattern, Words words) {
  const auto* const found = std::find_if(words.begin(), words.end(), [&](const auto& word) {
    return pattern.starts_with('{') && pattern.substr(1).starts_with(word.first) &&
           pattern.substr(1 + word.first.size()).starts_with('}');
  });
  return found == words.end() ? nullptr : found;
}

// The pattern with every {name} as its words say. What is put in is never looked at again: a recipient may be called
// "{date}". A name without words goes with what parts it from the name before it, or else from the next.
std::string fill(std::string_view pattern, Words words) {
  std::string filled, between;
  bool any = false;   // a name was filled
  bool drop = false;  // the next separator has nothing before it
  while (!pattern.empty()) {
    const auto* const found = placeholder_at(pattern, words);
    if (found == nullptr) {
      between += pattern.front();
      pattern.remove_prefix(1);
      continue;
    }
    pattern.remove_prefix(found->first.size() + 2);
    if (found->second.empty()) {
      drop = drop || !any;
      between.clear();
      continue;
    }
    if (!drop) filled += between;
    filled += found->second;
    any = true;
    drop = false;
    between.clear();
  }
  return drop ? filled : filled + between;
}

}  // namespace

Furniture::Furniture(const LayoutInput& input, TextSetter& setter)
    : input_(input),
      style_(*input.style),
      setter_(setter),
      printable_(in_points(style_.geometry.printable)),
      column_{in_points(style_.geometry.body_left), in_points(style_.geometry.body_width)} {
  continuation_top_ = in_points(style_.geometry.continuation_top);
  body_bottom_ = in_points(style_.geometry.body_bottom);
  set_marking();
  set_continuation();
  set_proof_mark();
}

double Furniture::ascent(const TextStyle& style) const {
  const FaceMetrics& m = setter_.fonts().faces[style.bold ? 1 : 0]->metrics();
  return style.size * m.ascent / m.units_per_em;
}

double Furniture::descent(const TextStyle& style) const {
  const FaceMetrics& m = setter_.fonts().faces[style.bold ? 1 : 0]->metrics();
  return -style.size * m.descent / m.units_per_em;
}

double Furniture::centred(const SetTextRef& text) const {
  const double width = text->lines.empty() ? 0 : text->lines.front().width;
  return (in_points(style_.geometry.page_width) - width) / 2;
}

void Furniture::set_marking() {
  if (input_.letter->marking.empty()) return;
  const TextStyle& style = style_.role("marking");
  marking_ = setter_.set_line(input_.letter->marking, style);
  const double width = marking_->lines.empty() ? 0 : marking_->lines.front().width;
  if (width > printable_.width + 0.01)
    setter_.problems().push_back(
        error("layout.marking-too-wide", {},
              fmt::format("the marking is {:.0f} mm wide, and the printable area {:.0f} mm", in_mm(width),
                          in_mm(printable_.width)),
              {"a marking is a word or two on one line, such as OFFICIAL-SENSITIVE: put the rest into the letter"}));
  marking_top_ = printable_.top + ascent(style);
  marking_end_ = marking_top_ + descent(style) + gap;
  marking_foot_ = printable_.bottom() - descent(style);
  const double number = in_points(style_.geometry.page_number);
  const TextStyle& number_style = style_.role("page_number");
  const bool meets = style_.page_number_align == HorizontalPlace::centre &&
                     marking_foot_ - ascent(style) < number + descent(number_style);
  if (meets) marking_foot_ = number - ascent(number_style) - descent(style) - gap;
  body_bottom_ = std::min(body_bottom_, marking_foot_ - ascent(style) - gap);
  continuation_top_ = std::max(continuation_top_, marking_end_);
}

std::string Furniture::continuation_words() const {
  const Letter& letter = *input_.letter;
  std::string recipients;
  for (auto one = letter.recipients.begin(); one != letter.recipients.end(); ++one)
    if (std::find(letter.recipients.begin(), one, *one) == one)  // several nobodies are one "Sir or Madam"
      recipients += (recipients.empty() ? "" : ", ") + *one;
  std::string date;
  if (letter.date) {
    const auto printed = format(style_.date_format, Value::string(letter.date->iso()), letter.language);
    date = printed ? *printed : letter.date->iso();
  }
  return fill(style_.continuation, {{"reference", letter.reference}, {"recipient", recipients}, {"date", date}});
}

void Furniture::set_continuation() {
  if (style_.continuation.empty()) return;
  const TextStyle& style = style_.role("continuation");
  StyledText text;
  text.add(continuation_words(), style);
  continuation_ = setter_.set(text, {style.size, style.colour, {column_.width, column_.width, false}, nullptr});
  if (continuation_->lines.empty()) return;
  header_ = in_points(style_.geometry.continuation_header);
  if (marking_) header_ = std::max(header_, marking_end_ + ascent(style));
  const double end = header_ + static_cast<double>(continuation_->lines.size() - 1) * style.leading + descent(style);
  continuation_top_ = std::max(continuation_top_, end + gap);
}

void Furniture::set_proof_mark() {
  if (input_.proof_mark.empty()) return;
  TextStyle style;
  style.bold = true;
  style.colour = proof_colour;
  style.size = 10;
  const SetTextRef small = setter_.set_line(input_.proof_mark, style);
  if (small->lines.empty()) return;
  const double width = std::max(1.0, small->lines.front().width);
  style.size = std::min(largest_proof_mark, 10 * proof_mark_share * column_.width / width);
  proof_mark_ = setter_.set_line(input_.proof_mark, style);
  proof_mark_y_ = in_points(style_.geometry.page_height) / 2;
}

std::string Furniture::number_words(std::size_t page, std::size_t pages) const {
  const std::string& language = input_.letter->language;
  auto found = style_.page_number_by_language.find(language);
  if (found == style_.page_number_by_language.end())
    found = style_.page_number_by_language.find(primary_subtag(language));
  const std::string& pattern = found != style_.page_number_by_language.end() ? found->second : style_.page_number;
  return fill(pattern, {{"page", std::to_string(page + 1)}, {"pages", std::to_string(pages)}});
}

void Furniture::add_first_marking(FirstPage& first) const {
  if (marking_ && !marking_->lines.empty()) first.add_marking(marking_, marking_top_, centred(marking_), marking_end_);
}

void Furniture::draw_under(PageWriter& writer, std::size_t page) const {
  const auto line = [](const SetTextRef& text, std::uint32_t index, double x, double y) {
    FlowItem item;
    item.text = text;
    item.line = index;
    item.x = x;
    item.y = y;
    return item;
  };
  if (proof_mark_)
    writer.draw_artifact(line(proof_mark_, 0, centred(proof_mark_), proof_mark_y_), 0, ArtifactKind::watermark);
  if (page == 0) return;
  if (marking_) writer.draw_artifact(line(marking_, 0, centred(marking_), marking_top_), 0, ArtifactKind::header);
  if (!continuation_) return;
  const double leading = style_.role("continuation").leading;
  for (std::uint32_t i = 0; i < continuation_->lines.size(); ++i)
    writer.draw_artifact(line(continuation_, i, column_.left, header_ + i * leading), 0, ArtifactKind::header);
}

void Furniture::draw_over(PageWriter& writer, std::size_t page, std::size_t pages) const {
  const std::string words = number_words(page, pages);
  if (!words.empty() && (pages > 1 || style_.page_number_on_single)) {
    FlowItem number;
    number.text = setter_.set_line(words, style_.role("page_number"));
    if (!number.text->lines.empty())
      number.x = aligned(style_.page_number_align, column_.left, column_.width, number.text->lines.front().width);
    number.y = in_points(style_.geometry.page_number);
    writer.draw_artifact(number, 0, ArtifactKind::footer);
  }
  if (!marking_) return;
  FlowItem foot;
  foot.text = marking_;
  foot.x = centred(marking_);
  foot.y = marking_foot_;
  writer.draw_artifact(foot, 0, ArtifactKind::footer);
}

}  // namespace engross
