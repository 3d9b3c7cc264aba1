// The paragraphs of a library by their words: SQLite's full-text search FTS5 over id, title, topics and text.
//
// English is found by its stems ("policies" finds "policy"); Welsh and every other language by whole words, Welsh also
// by what its mutations make of them. Accents and capitals do not count.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "department/department.hpp"
#include "library/search_words.hpp"

namespace engross {

// What the index knows of a paragraph or a translation: what a list of hits shows, and what filters ask.
struct IndexedParagraph {
  std::string id, language;  // language: empty for an original
  std::string title;
  Part part = Part::body;
  std::vector<std::string> topics;
  std::string owner;
  int revision = 1;
  std::optional<Date> valid_from, review_by, expires;
  std::string from;  // the department that it was taken over from; empty: its own
};

enum class Standing : std::uint8_t { usable, not_yet_valid, expired };
std::string_view name_of(Standing standing);  // "usable", "not-yet-valid", "expired"
// By `valid_from` and `expires`, as the selection judges them on a letter's date.
Standing standing_on(const IndexedParagraph& paragraph, const Date& date);

struct SearchFilter {
  enum class State : std::uint8_t { usable, expired, all };
  std::string topic{}, owner{};  // empty: any
  State state = State::usable;
  Date date = Date::from_days({});  // that `state` is judged on
};

// Text and the places in it that were found: bytes from and to.
struct MarkedText {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> marks;
};

// How much of what was typed a hit has. Those that have more come first.
enum class Matched : std::uint8_t {
  all,         // every word
  unfinished,  // every word, when the last one goes on
  some         // not every word: only when no paragraph has them all
};

struct SearchHit {
  IndexedParagraph paragraph;
  Matched matched = Matched::all;
  double score = 0;  // FTS5's bm25, higher is better; to compare hits of one search
  MarkedText title{};
  MarkedText excerpt{};  // of the text, around what was found; its beginning when nothing was found there
};

// What was typed and stands in no paragraph, and words near to it that do.
struct UnknownWord {
  std::string word;
  std::vector<std::string> near;
};

// How many of the paragraphs that have the words each filter keeps back. One that two filters keep back counts twice.
struct SearchHidden {
  std::size_t by_topic = 0, by_owner = 0, by_state = 0;
};

struct SearchFound {
  std::vector<SearchHit> hits;  // best first, at most `limit`
  std::size_t total = 0;        // that pass the filters
  SearchHidden hidden;
  std::vector<UnknownWord> unknown;
};

class SearchIndex {
 public:
  // In memory. Errors: "search.index" (SQLite has no memory, or no FTS5).
  static Result<SearchIndex> build(const Department& department);
  // From bytes() of an earlier one; nothing when they are none of this version. Bytes that were changed since may give
  // an index whose search() fails, but nothing worse. `owner` keeps the bytes as long as the index is there.
  static std::optional<SearchIndex> from(std::string_view bytes, std::shared_ptr<const void> owner);
  std::string bytes() const;

  SearchIndex(SearchIndex&&) noexcept;
  SearchIndex& operator=(SearchIndex&&) noexcept;
  ~SearchIndex();

  // Never an error for what was typed. Errors: "search.index" (its bytes were changed).
  Result<SearchFound> search(const SearchWords& words, const SearchFilter& filter, std::size_t limit) const;

  // Of the department: what a filter may ask for.
  const std::string& department() const;
  Result<std::vector<std::string>> topics() const;
  Result<std::vector<std::string>> owners() const;
  // Each paragraph once, in the order of ids: its id, title and revision, and no translations.
  struct Listed {
    std::string id, title;
    int revision = 1;
  };
  Result<std::vector<Listed>> originals() const;
  Result<std::size_t> paragraphs() const;  // translations among them

 private:
  struct Database;
  explicit SearchIndex(std::unique_ptr<Database> database);
  std::unique_ptr<Database> database_;
};

}  // namespace engross
