// In: blocks. Out: Markdown that reads back as the same blocks, one line a paragraph.
// Refuses nothing: blocks are put into normal form first, and what prints nothing is left out.
#include <fmt/format.h>

#include <algorithm>

#include "letter/block_order.hpp"
#include "letter/inline_writer.hpp"
#include "letter/markdown.hpp"

namespace engross {
namespace {

using Lines = std::vector<std::string>;

class BlockWriter {
 public:
  explicit BlockWriter(Breaks breaks) : breaks_(breaks) {}

  // Neighbouring lists of one kind would read as one list, so their markers alternate.
  Lines write(const std::vector<Block>& blocks, bool tight) {
    Lines lines;
    bool other_marker = false;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Block* before = i > 0 ? &blocks[i - 1] : nullptr;
      const bool same_list = before != nullptr && before->kind == Block::Kind::list &&
                             blocks[i].kind == Block::Kind::list && before->ordered == blocks[i].ordered;
      other_marker = same_list && !other_marker;
      if (before != nullptr && !(tight && follows_closely(*before, blocks[i]))) lines.emplace_back();
      append(lines, one(blocks[i], other_marker));
    }
    return lines;
  }

 private:
  static void append(Lines& to, Lines&& more) { std::move(more.begin(), more.end(), std::back_inserter(to)); }

  Lines one(const Block& block, bool other_marker) {
    switch (block.kind) {
      case Block::Kind::paragraph:
        return split(write_inlines(block.inlines, form(InlineForm::Place::paragraph)));
      case Block::Kind::heading:
        return {std::string(static_cast<std::size_t>(block.level), '#') + " " +
                write_inlines(block.inlines, form(InlineForm::Place::heading))};
      case Block::Kind::list:
        return list(block, other_marker);
      case Block::Kind::table:
        return table(*block.table);
    }
    return {};
  }

  InlineForm form(InlineForm::Place place) const { return {.place = place, .bare_breaks = breaks_ != Breaks::soft}; }

  static Lines split(std::string_view text) {
    Lines lines;
    while (true) {
      const std::size_t feed = text.find('\n');
      lines.emplace_back(text.substr(0, feed));
      if (feed == std::string_view::npos) return lines;
      text.remove_prefix(feed + 1);
    }
  }

  Lines list(const Block& block, bool other_marker) {
    Lines lines;
    for (std::size_t i = 0; i < block.items.size(); ++i) {
      constexpr int largest = 999'999'999;
      const int number = block.start > largest - static_cast<int>(std::min<std::size_t>(i, largest))
                             ? largest
                             : block.start + static_cast<int>(i);
      const std::string marker =
          block.ordered ? fmt::format("{}{} ", number, other_marker ? ')' : '.') : (other_marker ? "* " : "- ");
      if (i > 0 && !block.tight) lines.emplace_back();
      Lines inner = write(block.items[i].blocks, block.tight);
      for (std::size_t line = 0; line < inner.size(); ++line)
        if (!inner[line].empty()) inner[line].insert(0, line == 0 ? marker : std::string(marker.size(), ' '));
      append(lines, std::move(inner));
    }
    return lines;
  }

  Lines table(const Table& table) {
    Lines lines{row(table.header)};
    std::string rule = "|";
    for (const Table::Align align : table.columns)
      rule += align == Table::Align::left ? " --- |" : (align == Table::Align::centre ? " :-: |" : " --: |");
    lines.push_back(std::move(rule));
    for (const std::vector<TableCell>& cells : table.rows) lines.push_back(row(cells));
    return lines;
  }

  std::string row(const std::vector<TableCell>& cells) {
    std::string line = "|";
    for (const TableCell& cell : cells) {
      const std::string words = write_inlines(cell.inlines, form(InlineForm::Place::cell));
      line += words.empty() ? "  |" : " " + words + " |";
    }
    return line;
  }

  Breaks breaks_;
};

}  // namespace

std::string write_markdown(std::vector<Block> blocks, Breaks breaks) {
  normalise(blocks, breaks);
  std::string out;
  for (const std::string& line : BlockWriter(breaks).write(blocks, false)) {
    out += line;
    out += '\n';
  }
  return out;
}

}  // namespace engross
