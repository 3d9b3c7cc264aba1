// In: words, rows, facts. Out: blocks as the layout takes them. Refuses nothing.
#include "letter/build.hpp"

namespace engross {

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

}  // namespace engross
