// In: a department with its fonts. Out: its library as one PDF. The page numbers in its contents and indexes
// are those of its pages, or it says which are not. Refuses what layout and drawing refuse.
#include "library/book.hpp"

#include <algorithm>

#include "base/zone.hpp"
#include "library/book_letter.hpp"
#include "library/book_numbers.hpp"
#include "style/report_style.hpp"

namespace engross {
namespace {

constexpr std::size_t most_book_pages = 5000;

bool is_heading(Role role) {
  return role >= Role::h1 && role <= Role::h6;
}

// Where each heading of the book stands, in reading order: its headings are the headings of the pages.
std::vector<Bookmark> bookmarks_of(const Pages& pages, const std::vector<BookHeading>& headings) {
  std::vector<std::size_t> number(pages.elements.size(), headings.size());
  std::size_t next = 0;
  for (std::size_t e = 0; e < pages.elements.size(); ++e)
    if (is_heading(pages.elements[e].role) && next < headings.size()) number[e] = next++;
  std::vector<Bookmark> marks(headings.size());
  std::vector<bool> placed(headings.size(), false);
  for (std::size_t p = 0; p < pages.pages.size(); ++p) {
    for (const GlyphRun& run : pages.pages[p].runs) {
      if (run.element < 0) continue;
      const std::size_t which = number[static_cast<std::size_t>(run.element)];
      if (which == headings.size() || placed[which]) continue;
      placed[which] = true;
      marks[which] = {headings[which].title, headings[which].level, p, std::max(0.0, run.y - run.size)};
    }
  }
  return marks;
}

PageNumbers numbers_of(const std::vector<Bookmark>& marks, const std::vector<BookHeading>& headings) {
  PageNumbers numbers;
  for (std::size_t i = 0; i < headings.size(); ++i)
    if (!headings[i].id.empty()) numbers.emplace(headings[i].id, marks[i].page + 1);
  return numbers;
}

Result<SettledPages> lay_out_book(const Workbench& workbench, const HouseStyle& style, const Date& date) {
  LayoutCache cache;
  return settle_numbers([&](const PageNumbers& shown) -> Result<NumberedPages> {
    const BookLetter book = book_letter(*workbench.department, date, shown);
    auto pages = lay_out({.letter = &book.letter,
                          .style = &style,
                          .fonts = &workbench.equipment.fonts,
                          .logo = nullptr,
                          .fields = {},
                          .chapters = true,
                          .most_pages = most_book_pages,
                          .proof_mark = {}},
                         cache);
    if (!pages) return fail(std::move(pages.error()));
    pages->bookmarks = bookmarks_of(*pages, book.headings);
    PageNumbers numbers = numbers_of(pages->bookmarks, book.headings);
    return NumberedPages{std::move(*pages), std::move(numbers)};
  });
}

DocumentInfo info_of_book(const Department& department, const Date& date, const std::string& language) {
  DocumentInfo info;
  info.title = "The paragraphs of " + department.name + ", version " + department.version;
  info.author = department.name;
  info.subject = "Every paragraph of the library " + department.id + ", for review and translation";
  info.language = language;
  info.date = midnight_in(date, department.zone).value_or(Timestamp{.instant = date.days()});
  return info;
}

}  // namespace

Result<Book> draw_book(const Workbench& workbench, const Date& date) {
  const Department& department = *workbench.department;
  const HouseStyle style = report_style(department.style);
  auto laid = lay_out_book(workbench, style, date);
  if (!laid) return fail(std::move(laid.error()));
  const Pages& pages = laid->pages;
  DrawCache cache;
  auto pdf = draw(pages, info_of_book(department, date, pages.language), {.embedding = FontEmbedding::exact}, cache);
  if (!pdf) return fail(std::move(pdf.error()));
  return Book{.pdf = std::move(*pdf),
              .pages = pages.pages.size(),
              .paragraphs = department.paragraphs.size(),
              .notes = std::move(laid->notes)};
}

}  // namespace engross
