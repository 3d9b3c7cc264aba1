// In: the blocks of a paragraph. Out: blocks fit for a book. Refuses nothing.
#include "library/book_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace engross {
namespace {

// Each link's target stands beside its words, unless they are the target. One that holds a field (‹facts.page›; an
// address is ASCII) leads nowhere in a book, and is no link there.
void show_targets(std::vector<Inline>& inlines) {
  std::vector<Inline> shown;
  for (Inline& one : inlines) {
    show_targets(one.children);
    if (one.kind != Inline::Kind::link) {
      shown.push_back(std::move(one));
      continue;
    }
    const std::string target = one.target;
    const bool told = plain_text(one.children) == target;
    if (target.find("‹") == std::string::npos)
      shown.push_back(std::move(one));
    else
      std::ranges::move(one.children, std::back_inserter(shown));
    if (!told) shown.push_back({.kind = Inline::Kind::text, .text = " (" + target + ")"});
  }
  inlines = std::move(shown);
}

void fit(Block& block, const std::string& language) {
  block.language = language;
  block.provenance = nullptr;
  show_targets(block.inlines);
  if (block.kind == Block::Kind::heading) {
    Inline strong{.kind = Inline::Kind::strong, .children = std::move(block.inlines)};
    block = paragraph_of({std::move(strong)}, language);
  }
  for (ListItem& item : block.items)
    for (Block& inner : item.blocks) fit(inner, language);
  if (!block.table) return;
  Table table = *block.table;
  for (TableCell& head : table.header) show_targets(head.inlines);
  for (auto& row : table.rows)
    for (TableCell& one : row) show_targets(one.inlines);
  block.table = std::make_shared<const Table>(std::move(table));
}

}  // namespace

std::vector<Block> as_shown(std::vector<Block> blocks, const std::string& language) {
  for (Block& block : blocks) fit(block, language);
  return blocks;
}

}  // namespace engross
