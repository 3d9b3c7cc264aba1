// Opaque values: each value enters the merged text as one private-use character and comes back after the Markdown
// parse, so no value can open a heading, a list, a link or a new paragraph.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "letter/letter.hpp"

namespace engross {

struct TokenValue {
  std::string text;  // as printed, after formatters; may hold line feeds, which become line breaks
  Origin origin;
};

// Tokens are U+F0000 .. U+10FFFD without the two non-characters at the end of plane 15; 131,068 of them.
class TokenTable {
 public:
  static bool is_token(char32_t c);

  // The character that stands for the value. Equal numbers of calls give equal characters, so merged text does not
  // depend on values. Nothing when the table is full.
  std::optional<char32_t> add(TokenValue value);
  const TokenValue* find(char32_t c) const;
  void reserve(std::size_t values) { values_.reserve(values); }
  std::size_t size() const { return values_.size(); }

 private:
  std::vector<TokenValue> values_;
};

// The output of the merge: text with tokens, and where each stretch of it came from.
struct MergedText {
  struct Piece {
    std::uint32_t begin = 0;  // bytes into text; pieces are in order and do not overlap
    std::uint32_t end = 0;
    Span span;  // in the template, partial or paragraph; token pieces have the tag's span
  };
  std::string text;
  std::vector<Piece> pieces;
  TokenTable tokens;

  // Where byte `offset` of the text was written.
  Span span_at(std::size_t begin, std::size_t end) const;
};

// Text without tags as merged text, for officer's words and drafts.
MergedText unmerged(SourceRef source, std::uint32_t begin, std::uint32_t end);

}  // namespace engross
