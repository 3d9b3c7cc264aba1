// What is left of a Markdown text when its marks are read and its tokens are not: private to this room.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "letter/letter.hpp"
#include "letter/markdown.hpp"

namespace engross {

// Nodes stand in reading order, each before its children; `next` is the node after the last child.
struct ParsedMarkdown::Tree {
  struct Inline {
    enum class Kind : std::uint8_t { text, token, line_break, strong, emphasis, link };
    Kind kind = Kind::text;
    bool exact = false;  // text: byte i of it was written at byte begin + i
    std::uint32_t next = 0;
    std::uint32_t begin = 0;  // bytes of the merged text
    std::uint32_t end = 0;
    std::uint32_t text = 0;  // text, and a link's target: bytes [text, text_end) of texts; a line feed is a soft break
    std::uint32_t text_end = 0;
    char32_t token = 0;
  };
  struct Block {
    enum class Kind : std::uint8_t { paragraph, heading, list, item, table, row, cell };
    Kind kind = Kind::paragraph;
    bool ordered = false;
    bool tight = true;
    std::uint8_t level = 1;
    std::int32_t start = 1;
    std::uint32_t next = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t inlines = 0;  // paragraph, heading, cell: inlines [inlines, inlines_end)
    std::uint32_t inlines_end = 0;
    std::uint32_t columns = 0;  // table: aligns [columns, columns_end)
    std::uint32_t columns_end = 0;
  };
  std::vector<Block> blocks;
  std::vector<Inline> inlines;
  std::vector<Table::Align> aligns;
  std::string texts;
  bool nfc = true;            // every text is in NFC already
  std::uint32_t guesses = 0;  // runs whose place could not be followed byte by byte; 0 unless there is a bug
};

}  // namespace engross
