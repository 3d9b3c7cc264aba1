// In: words, rows, facts, the blocks of a paragraph. Out: blocks as the layout takes them. Refuses nothing.
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

std::vector<Inline> words(std::string text) {
  return {{.kind = Inline::Kind::text, .text = std::move(text)}};
}

Block paragraph_of(std::vector<Inline> inlines, const std::string& language) {
  Block block;
  block.inlines = std::move(inlines);
  block.language = language;
  return block;
}

Block heading_of(int level, std::string title, const std::string& language) {
  Block block = paragraph_of(words(std::move(title)), language);
  block.kind = Block::Kind::heading;
  block.level = level;
  return block;
}

TableCell cell_of(const std::string& text, const std::string& language) {
  return {.inlines = words(text.empty() ? "–" : text), .language = language};
}

Block table_of(const std::vector<std::string>& header, std::vector<std::vector<TableCell>> rows) {
  Table table;
  table.columns.assign(header.size(), Table::Align::left);
  for (const std::string& head : header) table.header.push_back(cell_of(head));
  table.rows = std::move(rows);
  Block block;
  block.kind = Block::Kind::table;
  block.table = std::make_shared<const Table>(std::move(table));
  return block;
}

Block list_of(const std::vector<std::string>& items) {
  Block block;
  block.kind = Block::Kind::list;
  for (const std::string& item : items) block.items.push_back({.blocks = {paragraph_of(words(item))}});
  return block;
}

Block facts_of(const std::vector<std::pair<std::string, std::string>>& facts) {
  std::vector<Inline> lines;
  for (const auto& [name, value] : facts) {
    if (value.empty()) continue;
    if (!lines.empty()) lines.push_back({.kind = Inline::Kind::line_break});
    lines.push_back({.kind = Inline::Kind::strong, .children = words(name + ":")});
    lines.push_back({.kind = Inline::Kind::text, .text = " " + value});
  }
  return paragraph_of(std::move(lines));
}

std::vector<Block> as_shown(std::vector<Block> blocks, const std::string& language) {
  for (Block& block : blocks) fit(block, language);
  return blocks;
}

}  // namespace engross
