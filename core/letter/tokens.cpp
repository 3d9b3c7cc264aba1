// In: values as the merge prints them. Out: one private-use character for each, and the way back from merged text to
// the template, partial or paragraph that wrote it.
// Refuses: a value beyond the 131,068th, because the two private-use planes are full.
#include "letter/tokens.hpp"

#include <algorithm>

namespace engross {
namespace {

constexpr char32_t first_token = 0xF0000;
constexpr char32_t second_plane = 0x100000;
constexpr char32_t per_plane = 0xFFFE;  // U+xFFFE and U+xFFFF are non-characters

}  // namespace

bool TokenTable::is_token(char32_t c) {
  return c >= first_token && c <= 0x10FFFF && (c & 0xFFFFU) < per_plane;
}

std::optional<char32_t> TokenTable::add(TokenValue value) {
  const std::size_t index = values_.size();
  if (index >= 2 * std::size_t{per_plane}) return std::nullopt;
  values_.push_back(std::move(value));
  const char32_t within = static_cast<char32_t>(index % per_plane);
  return (index < per_plane ? first_token : second_plane) + within;
}

const TokenValue* TokenTable::find(char32_t c) const {
  if (!is_token(c)) return nullptr;
  const std::size_t index = (c >= second_plane ? std::size_t{per_plane} : 0) + (c & 0xFFFFU);
  return index < values_.size() ? &values_[index] : nullptr;
}

// A piece of plain text is as long as its span and maps byte by byte; a value stands for its whole tag.
Span MergedText::span_at(std::size_t begin, std::size_t end) const {
  const auto piece_at = [this](std::size_t offset) -> const Piece* {
    const auto after = [](std::size_t at, const Piece& piece) { return at < piece.begin; };
    const auto next = std::upper_bound(pieces.begin(), pieces.end(), offset, after);
    return next == pieces.begin() ? nullptr : &*(next - 1);
  };
  const auto place = [](const Piece& piece, std::size_t offset, std::uint32_t whole) {
    const std::uint32_t length = piece.span.end - piece.span.begin;
    if (length != piece.end - piece.begin) return whole;
    return piece.span.begin + static_cast<std::uint32_t>(std::min<std::size_t>(offset - piece.begin, length));
  };
  const Piece* first = piece_at(begin);
  if (first == nullptr) return {};
  Span span{first->span.source, place(*first, begin, first->span.begin), 0};
  const Piece* last = end > begin ? piece_at(end - 1) : first;
  const std::uint32_t stop = place(*last, std::max(begin, end), last->span.end);
  span.end = last->span.source == span.source && stop >= span.begin ? stop : first->span.end;
  return span;
}

MergedText unmerged(SourceRef source, std::uint32_t begin, std::uint32_t end) {
  MergedText merged;
  const std::size_t size = source ? source->text.size() : 0;
  end = static_cast<std::uint32_t>(std::min<std::size_t>(end, size));
  begin = std::min(begin, end);
  if (source) merged.text = source->text.substr(begin, end - begin);
  if (end > begin) merged.pieces.push_back({.begin = 0, .end = end - begin, .span = {source, begin, end}});
  return merged;
}

}  // namespace engross
