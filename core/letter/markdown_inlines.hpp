// The inlines of one Markdown leaf, followed byte by byte through the text they were written in: private to this room.
#pragma once

#include <cmark-gfm.h>

#include <string_view>

#include "letter/markdown_tree.hpp"

namespace engross {

// Diagnostics of a parse, placed by the merged text's pieces.
class MarkdownFaults {
 public:
  explicit MarkdownFaults(const MergedText& merged) : merged_(merged) {}
  void add(std::string_view code, std::size_t begin, std::size_t end, std::string message, std::string hint);
  bool empty() const { return list_.empty(); }
  Diagnostics take() { return std::move(list_); }

 private:
  const MergedText& merged_;
  Diagnostics list_;
};

// The parser's own columns of inlines are unsound after emphasis, in tables and on later lines, so they are not used.
// The tree says which marks stand where; walking it beside the text and stepping over those marks gives every run its
// bytes.
class InlineWalk {
 public:
  InlineWalk(std::string_view text, ParsedMarkdown::Tree& tree, MarkdownFaults& faults)
      : text_(text), tree_(tree), faults_(faults) {}

  // The children of `leaf` begin at byte `from` and end before `limit`; returns the byte after the last. `pipes`: the
  // text is of a table, where `\|` was turned into a pipe before inlines were read.
  std::size_t walk(cmark_node* leaf, std::size_t from, std::size_t limit, bool pipes);
  // Whether the last walk lost its way: the text holds what the tree does not, such as a link definition.
  bool lost() const { return lost_; }

 private:
  void children(cmark_node* parent, int depth);
  void one(cmark_node* node, int depth);
  void text(std::string_view literal, std::size_t indent);
  std::size_t kept_indent(std::string_view literal, std::size_t indent) const;
  void escape_or_backslash(std::string_view literal, std::size_t& i);
  void ampersand(std::string_view literal, std::size_t& i);
  void decoded(std::string_view characters, std::size_t begin, std::size_t end);
  void token_or_text(std::string_view literal, std::size_t& i);
  void footnote_mark();
  void newline(bool hard);
  void emphasis(cmark_node* node, std::size_t marks, int depth);
  void link(cmark_node* node, int depth);
  void image(cmark_node* node, int depth);
  void code();
  void html(std::string_view literal);
  void after_bracket(std::uint32_t link, std::size_t words);
  void by_label(std::size_t begin, std::size_t end);
  std::size_t scan_target(std::size_t open, std::size_t& title) const;

  char at(std::size_t offset) const { return offset < limit_ ? text_[offset] : '\0'; }
  bool expect(char c);
  void lose(std::string_view rest);
  void put(std::size_t begin, std::size_t end, std::string_view words, bool exact);
  std::uint32_t open(ParsedMarkdown::Tree::Inline::Kind kind, std::size_t begin, std::size_t end);
  void close(std::uint32_t node);
  void skip_blanks();
  void skip_spaces_and_lines();

  std::string_view text_;
  ParsedMarkdown::Tree& tree_;
  MarkdownFaults& faults_;
  std::size_t at_ = 0;
  std::size_t limit_ = 0;
  std::size_t indent_ = 0;  // blanks stepped over since the last line end
  bool pipes_ = false;
  bool lost_ = false;
};

}  // namespace engross
