// The page numbers that a book tells of itself. Private to this room.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "layout/pages.hpp"

namespace engross {

// The page that each paragraph begins on, by its id, from 1.
using PageNumbers = std::map<std::string, std::size_t, std::less<>>;

struct NumberedPages {
  Pages pages;
  PageNumbers numbers;  // where the paragraphs stand on these pages
};

struct SettledPages {
  Pages pages;
  // A warning "library.page-numbers" when the pages tell numbers that are not theirs: it names each paragraph.
  Diagnostics notes;
};

// Lays out with the numbers of the round before until they stay: a number of more digits may move what follows, and
// with it a number. That may go round in a circle, so the seventh time is the last. Errors: those of `lay_out_with`.
Result<SettledPages> settle_numbers(const std::function<Result<NumberedPages>(const PageNumbers& shown)>& lay_out_with);

}  // namespace engross
