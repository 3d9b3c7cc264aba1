// The blocks of paragraphs, as a book shows them. Private to this room.
#pragma once

#include <string>
#include <vector>

#include "letter/build.hpp"

namespace engross {

// The text of a paragraph, fit for a book: headings become words that stand out, where a link leads stands beside it.
std::vector<Block> as_shown(std::vector<Block> blocks, const std::string& language);

}  // namespace engross
