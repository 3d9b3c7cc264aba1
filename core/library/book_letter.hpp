// The book as a letter-shaped tree of blocks. Private to this room.
#pragma once

#include <string>
#include <vector>

#include "department/department.hpp"
#include "letter/letter.hpp"
#include "library/book_numbers.hpp"

namespace engross {

// A heading of the book, in reading order: what becomes a bookmark, and where a paragraph begins.
struct BookHeading {
  std::string title;
  int level = 1;
  std::string id;  // of the paragraph that begins here; empty: none
};

struct BookLetter {
  Letter letter;
  std::vector<BookHeading> headings;  // every heading block of the letter
};

// `pages`: where each paragraph stands, by id, from 1; one that is not there yet is "000", as wide as most numbers.
BookLetter book_letter(const Department& department, const Date& date, const PageNumbers& pages);

}  // namespace engross
