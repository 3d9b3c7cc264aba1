// Merged text for the targets that read it: each {value} of an input becomes a token, as the merge would make it.
#pragma once

#include <string>
#include <string_view>

#include "base/text.hpp"
#include "letter/tokens.hpp"
#include "require.hpp"

namespace engross::fuzz {

// What a reader of cases lets through as a text.
inline bool is_value_text(std::string_view text) {
  return !first_invalid_utf8(text) && !first_forbidden(text) && is_nfc(text) &&
         text.find('\r') == std::string_view::npos;
}

inline MergedText with_tokens(const SourceRef& source) {
  const std::string_view text = source->text;
  MergedText made;
  const auto add = [&](std::size_t from, std::size_t begin, std::size_t end) {
    if (made.text.size() > from)
      made.pieces.push_back({static_cast<std::uint32_t>(from),
                             static_cast<std::uint32_t>(made.text.size()),
                             {source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('{', at), text.size());
    const std::size_t close = text.find('}', open);
    const bool value = close != text.npos && is_value_text(text.substr(open + 1, close - open - 1));
    const std::size_t copied = value ? open : std::min(open + 1, text.size());
    const std::size_t from = made.text.size();
    made.text += text.substr(at, copied - at);
    add(from, at, copied);
    at = copied;
    if (!value) continue;
    const std::size_t token = made.text.size();
    append_utf8(made.text, *made.tokens.add({.text = std::string(text.substr(open + 1, close - open - 1)),
                                             .origin = {.kind = Origin::Kind::value,
                                                        .span = {},
                                                        .pointer = "/case/v" + std::to_string(made.tokens.size())}}));
    at = close + 1;
    add(token, open, at);
  }
  return made;
}

// The map back to the sources is in order, and every place of it lies in its source.
inline void require_pieces(const MergedText& merged) {
  std::uint32_t last = 0;
  for (const MergedText::Piece& piece : merged.pieces) {
    require(last <= piece.begin && piece.begin < piece.end && piece.end <= merged.text.size(), "pieces are in order");
    require(piece.span.source != nullptr, "a piece has a source");
    require(piece.span.begin <= piece.span.end && piece.span.end <= piece.span.source->text.size(),
            "a piece lies in its source");
    last = piece.end;
  }
}

}  // namespace engross::fuzz
