// What the dialogue of `draft --pick` shows of words and paragraphs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "desk/desk.hpp"

namespace engross::cli {

// Lines of 78 characters at most, two spaces before each; a word that is longer stands alone.
std::string wrapped(std::string_view words);

// "1 paragraph", "8 paragraphs".
std::string counted(std::size_t count, std::string_view what);

// The words of a paragraph of the library, with its tags: what stands below its front matter.
std::string_view template_words(const Paragraph& paragraph);

std::size_t place_of(const std::vector<DeskItem>& items, const DeskItem& item);

}  // namespace engross::cli
