// In: a case and the store. Out: the case with the letters that its correspondent had before.
// Refuses nothing.
#include "earlier_letters.hpp"

#include "cases/history.hpp"
#include "library/correspondence.hpp"
#include "library/search_cache.hpp"

namespace engross::cli {
namespace {

// Somebody who writes every week: the latest say enough, and the record of each letter keeps the list.
constexpr std::size_t most_letters = 50;

Diagnostics as_warnings(Diagnostics faults) {
  for (Diagnostic& fault : faults) fault.severity = Severity::warning;
  return faults;
}

EarlierLetter earlier(LetterBefore before) {
  return {.reference = std::move(before.reference),
          .date = before.date,
          .template_name = std::move(before.template_name),
          .paragraphs = std::move(before.paragraphs)};
}

}  // namespace

Diagnostics add_letters_of_store(Session& session, Case& to) {
  const Store store = session.store();
  if (session.world().kind_of(store.root()) != World::Kind::directory) return {};  // nothing was issued yet
  auto index = CorrespondenceIndex::open(SearchCache::folder_of_user(session.world()), store.root());
  if (!index) return as_warnings(index.error());
  auto faults = index->bring_up_to_date(session.world(), store, session.runs());
  if (!faults) return as_warnings(faults.error());
  auto letters = index->letters_to(to);
  if (!letters) return as_warnings(letters.error());
  if (letters->size() > most_letters)
    letters->erase(letters->begin(), letters->end() - static_cast<std::ptrdiff_t>(most_letters));
  std::vector<EarlierLetter> known;
  for (LetterBefore& letter : *letters) known.push_back(earlier(std::move(letter)));
  add_history(to, known);
  return std::move(*faults);
}

}  // namespace engross::cli
