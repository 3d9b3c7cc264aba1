// In: a way to lay the book out with given page numbers. Out: its pages with their own numbers, or with a warning that
// says which are not. Refuses nothing itself.
#include "library/book_numbers.hpp"

#include <fmt/format.h>

namespace engross {
namespace {

constexpr int most_rounds = 7;

// "moorings (told as 9, begins on 10)", one after another.
std::string told_wrongly(const PageNumbers& told, const PageNumbers& found) {
  std::string list;
  for (const auto& [id, page] : found) {
    const auto said = told.find(id);
    if (said != told.end() && said->second == page) continue;
    list += fmt::format("{}{} ({}begins on {})", list.empty() ? "" : ", ", id,
                        said == told.end() ? "" : fmt::format("told as {}, ", said->second), page);
  }
  return list;
}

}  // namespace

Result<SettledPages> settle_numbers(
    const std::function<Result<NumberedPages>(const PageNumbers& shown)>& lay_out_with) {
  PageNumbers shown;
  for (int round = 1;; ++round) {
    Result<NumberedPages> laid = lay_out_with(shown);
    if (!laid) return fail(std::move(laid.error()));
    if (laid->numbers == shown) return SettledPages{std::move(laid->pages), {}};
    if (round == most_rounds)
      return SettledPages{
          std::move(laid->pages),
          {warning("library.page-numbers", {},
                   fmt::format("the contents and indexes of the book tell a page that is not the paragraph's: {}",
                               told_wrongly(shown, laid->numbers)),
                   {"its bookmarks are right; a title that is a word longer or shorter lets the numbers settle"})}};
    shown = std::move(laid->numbers);
  }
}

}  // namespace engross
