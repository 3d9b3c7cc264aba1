// The whole library as one accessible PDF, for lawyers and translators who do not read front matter.
#pragma once

#include <string>

#include "assemble/reply.hpp"

namespace engross {

struct Book {
  std::string pdf;  // PDF/A-2a and PDF/UA-1, with bookmarks
  std::size_t pages = 0;
  std::size_t paragraphs = 0;
  Diagnostics notes = {};  // "library.page-numbers": a paragraph does not begin where the contents say
};

// A title page (department, version, hash, date); contents by part and topic; every paragraph with what is kept about
// it, its rule in words, its text with fields and sections by name, and its translations beside the original; what
// became of old ids; an index of topics and one of fields. In the department's house style, without the envelope's
// window. `date` is the day that the book is of. Same input, same bytes. Errors: those of layout and drawing.
Result<Book> draw_book(const Workbench& workbench, const Date& date);

}  // namespace engross
