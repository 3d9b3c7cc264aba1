// In: a case and what was decided of it. Out: its letters in each of its languages, as one.
// Refuses what compose() refuses in any of them, and letters that do not hold the same paragraphs.
#include "cases/by_language.hpp"
#include "compose/compose.hpp"

namespace engross {

Result<Composed> compose_in_each_language(ComposeInput input, ComposeCache& cache) {
  const Result<std::vector<std::string>> languages = languages_for(*input.case_, *input.department);
  if (!languages) return fail(languages.error());
  std::vector<Composed> letters;
  Diagnostics faults;
  for (const std::string& language : *languages) {
    input.language = language;
    Result<Composed> composed = compose(input, cache);
    if (composed)
      letters.push_back(std::move(*composed));
    else
      append_new(faults, composed.error());
  }
  if (!faults.empty()) return fail(std::move(faults));
  Result<Composed> whole = as_one(std::move(letters));
  if (whole && languages->size() > 1) append(whole->notes, words_in_one_language(*input.case_, *languages));
  return whole;
}

}  // namespace engross
