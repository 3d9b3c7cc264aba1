// In: inlines and the style they stand in. Out: one text with spans of face, link and origin.
// Refuses nesting deeper than 64, by a flag; white space other than U+0020 and the spaces that do not break becomes
// U+0020.
#include "layout/styled_text.hpp"

#include <algorithm>

namespace engross {
namespace {

constexpr int deepest = 64;
constexpr std::uint8_t bold_bit = 1, italic_bit = 2;

std::uint8_t slot_of(const TextStyle& style) {
  return static_cast<std::uint8_t>((style.bold ? bold_bit : 0) | (style.italic ? italic_bit : 0));
}

class Flattener {
 public:
  explicit Flattener(StyledText& to) : to_(to) {}

  void walk(const std::vector<Inline>& inlines, std::uint8_t slot, std::int16_t link, int depth) {
    if (depth > deepest) {
      to_.too_deep = true;
      return;
    }
    for (const Inline& one : inlines) step(one, slot, link, depth);
  }

  void append(std::string_view words, StyleSpan span) {
    if (words.empty()) return;
    span.begin = static_cast<std::uint32_t>(to_.text.size());
    to_.text += words;
    const auto is_gap = [](char c) { return c == '\t' || c == '\n' || c == '\r'; };
    std::replace_if(to_.text.begin() + span.begin, to_.text.end(), is_gap, ' ');
    span.end = static_cast<std::uint32_t>(to_.text.size());
    to_.spans.push_back(span);
  }

 private:
  void step(const Inline& one, std::uint8_t slot, std::int16_t link, int depth) {
    switch (one.kind) {
      case Inline::Kind::text:
        append(one.text, {0, 0, slot, link, one.origin.kind, &one});
        break;
      case Inline::Kind::strong:
        walk(one.children, static_cast<std::uint8_t>(slot | bold_bit), link, depth + 1);
        break;
      case Inline::Kind::emphasis:
        walk(one.children, static_cast<std::uint8_t>(slot ^ italic_bit), link, depth + 1);
        break;
      case Inline::Kind::link:
        if (to_.links.size() < 30000) to_.links.push_back(&one);
        walk(one.children, slot, static_cast<std::int16_t>(to_.links.size() - 1), depth + 1);
        break;
      case Inline::Kind::line_break:
        to_.add_break();
        break;
    }
  }

  StyledText& to_;
};

}  // namespace

void StyledText::clear() {
  text.clear();
  spans.clear();
  links.clear();
  too_deep = false;
}

void StyledText::add(const std::vector<Inline>& inlines, const TextStyle& style) {
  Flattener(*this).walk(inlines, slot_of(style), -1, 0);
}

void StyledText::add(std::string_view words, const TextStyle& style) {
  Flattener(*this).append(words, {0, 0, slot_of(style), -1, Origin::Kind::skeleton, nullptr});
}

void StyledText::add_break() {
  const auto at = static_cast<std::uint32_t>(text.size());
  text += '\n';
  if (spans.empty())
    spans.push_back({at, at + 1, 0, -1, Origin::Kind::skeleton, nullptr});
  else
    spans.back().end = at + 1;  // the break belongs to the words before it
}

const StyleSpan& StyledText::span_at(std::uint32_t offset) const {
  const auto after = std::upper_bound(spans.begin(), spans.end(), offset,
                                      [](std::uint32_t wanted, const StyleSpan& span) { return wanted < span.begin; });
  return after == spans.begin() ? *after : *std::prev(after);
}

}  // namespace engross
