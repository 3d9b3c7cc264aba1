// A block's words as one string that still knows where each byte came from.
#pragma once

#include <string>
#include <vector>

#include "letter/letter.hpp"

namespace engross {

class FlatText {
 public:
  FlatText() = default;
  explicit FlatText(const std::vector<Inline>& inlines);

  void assign(const std::vector<Inline>& inlines);   // keeps the room that it has
  const std::string& text() const { return text_; }  // a line break is a line feed
  Span span_at(std::size_t begin, std::size_t end) const;
  // Where the run that holds this byte came from; null before the first run.
  const Origin* origin_at(std::size_t at) const;
  bool is_value_at(std::size_t at) const {
    const Origin* origin = origin_at(at);
    return origin != nullptr && origin->kind == Origin::Kind::value;
  }
  // Adds what tells this text, with its values and where they stand, from every other.
  void add_identity(std::string& to) const;
  // How much of the text from here on is one value; 0 when it is none.
  std::size_t value_bytes_at(std::size_t at) const;

 private:
  void add(const std::vector<Inline>& inlines);

  struct Run {
    std::size_t begin;
    const Inline* from;
  };
  std::string text_;
  std::vector<Run> runs_;
};

// Where the block's words come from; nowhere when it has none.
Span provenance_span(const Block& block);

// Calls visit(const std::vector<Inline>&) for every paragraph, heading, list item and table cell of the blocks.
template <class Visit>
void for_each_line_of_text(const std::vector<Block>& blocks, Visit&& visit) {
  for (const Block& block : blocks) {
    if (block.kind == Block::Kind::paragraph || block.kind == Block::Kind::heading) visit(block.inlines);
    for (const ListItem& item : block.items) for_each_line_of_text(item.blocks, visit);
    if (!block.table) continue;
    for (const TableCell& cell : block.table->header) visit(cell.inlines);
    for (const auto& row : block.table->rows)
      for (const TableCell& cell : row) visit(cell.inlines);
  }
}

}  // namespace engross
