// In: stretches of source text, and values. Out: the merged text, its tokens, and its map back to the sources.
// Refuses: a token beyond the last one there is.
#include "base/text.hpp"
#include "merge/merger.hpp"

namespace engross {

void Output::reserve(const Template::Program& program) {
  merged_.text.reserve(program.source->text.size());
  merged_.pieces.reserve(program.ops.size());
  merged_.tokens.reserve(program.ops.size() / 2);
}

void Output::copy(const SourceRef& source, std::uint32_t begin, std::uint32_t end) {
  if (begin >= end) return;
  const std::size_t from = merged_.text.size();
  merged_.text.append(source->text, begin, end - begin);
  if (joinable_) {
    MergedText::Piece& last = merged_.pieces.back();
    if (last.span.end == begin && last.span.source == source) {
      last.end = static_cast<std::uint32_t>(merged_.text.size());
      last.span.end = end;
      return;
    }
  }
  add_piece(from, source, begin, end);
  joinable_ = true;
}

void Output::put(std::string_view text, const SourceRef& source, std::uint32_t begin, std::uint32_t end) {
  if (text.empty()) return;
  const std::size_t from = merged_.text.size();
  merged_.text.append(text);
  add_piece(from, source, begin, end);
}

bool Output::put_token(TokenValue value, const SourceRef& source, std::uint32_t begin, std::uint32_t end) {
  token_bytes_ += value.text.size();
  const std::optional<char32_t> token = merged_.tokens.add(std::move(value));
  if (!token) return false;
  const std::size_t from = merged_.text.size();
  append_utf8(merged_.text, *token);
  add_piece(from, source, begin, end);
  return true;
}

void Output::add_piece(std::size_t from, const SourceRef& source, std::uint32_t begin, std::uint32_t end) {
  merged_.pieces.push_back({.begin = static_cast<std::uint32_t>(from),
                            .end = static_cast<std::uint32_t>(merged_.text.size()),
                            .span = {source, begin, end}});
  joinable_ = false;
}

Output::Mark Output::mark() {
  joinable_ = false;
  return {.text = merged_.text.size(), .pieces = merged_.pieces.size()};
}

bool Output::is_blank_since(const Mark& mark) const {
  return merged_.text.find_first_not_of(" \t\r\n", mark.text) == std::string::npos;
}

std::string Output::take_since(const Mark& mark) {
  std::string taken = merged_.text.substr(mark.text);
  merged_.text.resize(mark.text);
  merged_.pieces.resize(mark.pieces);
  joinable_ = false;
  return taken;
}

}  // namespace engross
