// Words that are typed to find paragraphs: whatever reads is folded, quoted, and no error of SQLite.
#include "base/welsh_forms.hpp"
#include "library/search_index.hpp"
#include "library/search_match.hpp"
#include "require.hpp"

namespace {

using namespace engross;

// A paragraph or two of English and Welsh, indexed once.
const SearchIndex& index() {
  static const SearchIndex made = [] {
    const SystemWorld world;
    const auto shared = SharedResources::read(world, ENGROSS_SOURCE_DIR "/templates");
    auto files = read_directory(world, ENGROSS_SOURCE_DIR "/tests/compose/fixtures/harbour");
    fuzz::require(shared && files, "the harbour is there");
    const auto department = Department::from(std::move(*files), *shared);
    fuzz::require(department.has_value(), "the harbour is sound");
    auto built = SearchIndex::build(**department);
    fuzz::require(built.has_value(), "it is indexed");
    return std::move(*built);
  }();
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SourceRef source = fuzz::source_of(data, size);
  const auto words = read_search_words(source->text);
  if (!words) {
    fuzz::require_sound(words.error());
    return 0;
  }
  std::size_t count = 0;
  for (const SearchTerm& term : words->terms) {
    fuzz::require(!term.words.empty(), "a term has a word");
    for (const std::string& word : term.words) {
      fuzz::require(!word.empty() && word.find('"') == std::string::npos, "a word has no quotation mark");
      fuzz::require(folded_words(word) == std::vector<std::string>{word}, "a word is folded once and for all");
      fuzz::require(welsh_forms(word).front() == word, "a word is one of its forms");
    }
    count += term.words.size();
  }
  fuzz::require(count >= 1 && count <= most_search_words, "as many words as may be");
  const auto found = index().search(*words, {.state = SearchFilter::State::all}, 5);
  fuzz::require(found.has_value(), "no words are an error of SQLite");
  for (const SearchHit& hit : found->hits)
    for (const MarkedText* text : {&hit.title, &hit.excerpt})
      for (const auto& [from, to] : text->marks)
        fuzz::require(from < to && to <= text->text.size(), "marks are within their text");
  return 0;
}
