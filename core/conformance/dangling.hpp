// Sentences that a dropped section or a missing value left broken. Private to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "letter/letter.hpp"

namespace engross {

struct Dangle {
  enum class Kind : std::uint8_t {
    stray,     // " ,", "..", ",." , two spaces, "( )"
    unclosed,  // a bracket or a quotation mark that opens and does not close, or the reverse
    no_end,    // a paragraph that ends without closing punctuation
    no_start,  // a paragraph that begins with a small letter
  };
  Kind kind = Kind::stray;
  std::string what;  // the words around it, as a message shows them
};

// What is wrong with one line of text, as printed.
std::vector<Dangle> dangling_in(std::string_view text);

// Of every paragraph of the blocks; list items, headings and tables need neither capital nor full stop, nor do
// paragraphs of several set lines.
std::vector<Dangle> dangling_in(const std::vector<const Block*>& blocks);

}  // namespace engross
