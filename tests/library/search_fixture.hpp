// A library for searches: the Harbour Office with paragraphs that are given as id, front matter and words.
#pragma once

#include "compose/harbour.hpp"
#include "library/search_index.hpp"

namespace engross::test {

struct Written {
  std::string id, title, words;
  std::string topics = "moorings", owner = "Harbour Master", more{};  // more: further lines of front matter
};

inline std::string file_of(const Written& paragraph) {
  return "---\ntitle: " + paragraph.title + "\ntopics: [" + paragraph.topics + "]\nowner: " + paragraph.owner +
         "\nrevision: 3\n" + paragraph.more + "---\n" + paragraph.words + "\n";
}

// The harbour with these paragraphs besides its own.
inline std::shared_ptr<const Department> harbour_with(const std::vector<Written>& paragraphs, Changes changes = {}) {
  for (const Written& one : paragraphs) changes["paragraphs/" + one.id + ".md"] = file_of(one);
  return harbour(changes);
}

inline SearchIndex index_of(const Department& department) {
  auto index = SearchIndex::build(department);
  EXPECT_THAT(index, Succeeds());
  return std::move(*index);
}

inline SearchFound found_in(const SearchIndex& index, std::string_view typed, SearchFilter filter = {},
                            std::size_t limit = 100) {
  if (filter.date == Date::from_days({})) filter.date = day("2016-10-26");
  const auto words = read_search_words(typed);
  EXPECT_THAT(words, Succeeds());
  const auto found = index.search(*words, filter, limit);
  EXPECT_THAT(found, Succeeds());
  return found ? *found : SearchFound();
}

inline std::vector<std::string> ids_of(const SearchFound& found) {
  std::vector<std::string> ids;
  for (const SearchHit& hit : found.hits)
    ids.push_back(hit.paragraph.id + (hit.paragraph.language.empty() ? "" : "." + hit.paragraph.language));
  return ids;
}

// The text with its marks as brackets.
inline std::string shown(const MarkedText& text) {
  std::string out;
  std::size_t at = 0;
  for (const auto& [from, to] : text.marks) {
    out += text.text.substr(at, from - at) + "[" + text.text.substr(from, to - from) + "]";
    at = to;
  }
  return out + text.text.substr(at);
}

}  // namespace engross::test
