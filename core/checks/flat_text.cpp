// In: inlines. Out: their text, and for each byte of it the place in paragraph, case or draft that it was written in.
#include "checks/flat_text.hpp"

#include <algorithm>

namespace engross {

FlatText::FlatText(const std::vector<Inline>& inlines) {
  add(inlines);
}

void FlatText::assign(const std::vector<Inline>& inlines) {
  text_.clear();
  runs_.clear();
  add(inlines);
}

void FlatText::add(const std::vector<Inline>& inlines) {
  for (const Inline& run : inlines) {
    if (run.kind == Inline::Kind::text) {
      runs_.push_back({text_.size(), &run});
      text_ += run.text;
    } else if (run.kind == Inline::Kind::line_break) {
      text_ += '\n';
    } else {
      add(run.children);
    }
  }
}

const Origin* FlatText::origin_at(std::size_t at) const {
  const auto after = std::ranges::upper_bound(runs_, at, {}, &Run::begin);
  return after == runs_.begin() ? nullptr : &std::prev(after)->from->origin;
}

std::size_t FlatText::value_bytes_at(std::size_t at) const {
  const auto after = std::ranges::upper_bound(runs_, at, {}, &Run::begin);
  if (after == runs_.begin()) return 0;
  const Run& run = *std::prev(after);
  const std::size_t end = run.begin + run.from->text.size();
  return run.from->origin.kind == Origin::Kind::value && at < end ? end - at : 0;
}

void FlatText::add_identity(std::string& to) const {
  const auto add_number = [&](std::size_t number) {
    for (int byte = 0; byte < 4; ++byte) to += static_cast<char>((number >> (8 * byte)) & 0xFFU);
  };
  to += text_;
  for (const Run& run : runs_) {
    if (run.from->origin.kind != Origin::Kind::value) continue;
    add_number(run.begin);
    add_number(run.from->text.size());
  }
  add_number(text_.size());
}

Span FlatText::span_at(std::size_t begin, std::size_t end) const {
  const auto after = std::ranges::upper_bound(runs_, begin, {}, &Run::begin);
  if (after == runs_.begin()) return {};
  const Run& run = *std::prev(after);
  const Span& origin = run.from->origin.span;
  if (origin.end - origin.begin != run.from->text.size()) return origin;  // escapes or formatters: the whole run
  const auto offset = [&](std::size_t at) {
    return static_cast<std::uint32_t>(std::min(at - run.begin, run.from->text.size()));
  };
  return {origin.source, origin.begin + offset(begin), origin.begin + offset(std::max(begin, end))};
}

Span provenance_span(const Block& block) {
  for (const Inline& run : block.inlines)
    if (run.origin.span.source) return run.origin.span;
  return {};
}

}  // namespace engross
