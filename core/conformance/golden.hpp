// A letter as its department keeps it to compare with: expected/<sample>.txt. Private to this room.
#pragma once

#include <string>
#include <string_view>

#include "layout/pages.hpp"
#include "letter/letter.hpp"

namespace engross {

// The letter's dump, then the lines of each page as they were broken, "page 1" before them and "| " before each.
std::string golden_text(const Letter& letter, const Pages& pages);

struct FirstDifference {
  std::size_t line = 0;  // from 1; 0: they are the same
  std::string_view before, after;
};
FirstDifference first_difference(std::string_view before, std::string_view after);

}  // namespace engross
