// The two halves of a paragraph's file.
#pragma once

#include <cstdint>
#include <optional>

#include "data/value.hpp"

namespace engross {

struct FrontMatter {
  Extent yaml;             // between the two lines "---"
  std::uint32_t body = 0;  // the first byte after the second
};

// Nothing when the text does not start with a line "---", or no other such line follows. Lines may end in CR LF.
std::optional<FrontMatter> find_front_matter(std::string_view text);

}  // namespace engross
