// In: words and filters. Out: the paragraphs that have them, best first, and what was kept back or is unknown.
// Refuses nothing that can be typed; tells of an index whose bytes were changed.
#include "library/search_index.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "library/search_database.hpp"
#include "library/search_match.hpp"
#include "library/stemmer.hpp"

namespace engross {
namespace {

// A word of the id or title says more of what a paragraph is about than one of its text.
constexpr const char* weights = "6.0, 4.0, 3.0, 1.0";
constexpr const char* mark_begin = "\x02";  // no text of a library has these
constexpr const char* mark_end = "\x03";
constexpr int words_of_excerpt = 24;
constexpr int most_completions = 24;

std::optional<Date> date_in(const SQLite::Column& column) {
  const std::string text = column.getString();
  return text.empty() ? std::nullopt : Date::parse(text);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

MarkedText marked(const std::string& with_marks) {
  MarkedText out;
  std::size_t begin = 0;
  for (const char c : with_marks) {
    if (c == *mark_begin)
      begin = out.text.size();
    else if (c == *mark_end)
      out.marks.emplace_back(begin, out.text.size());
    else
      out.text += c;
  }
  return out;
}

// A paragraph that has the words, before it is looked at closely.
struct Candidate {
  Matched matched = Matched::all;
  double score = 0;
  const char* table = english_table;
  std::int64_t n = 0;
};

class Searching {
 public:
  Searching(SQLite::Database& sqlite, bool has_welsh, const SearchWords& words, const SearchFilter& filter)
      : sqlite_(sqlite), stemmer_(sqlite.getHandle()), has_welsh_(has_welsh), words_(words), filter_(filter) {}

  SearchFound run(std::size_t limit) {
    collect(Matched::all);
    if (words_.terms.back().unfinished) collect(Matched::unfinished);
    if (seen_.empty()) {
      find_unknown();
      if (words_.terms.size() > 1) collect(Matched::some);
    }
    found_.total = passed_.size();
    const std::size_t shown = std::min(limit, passed_.size());
    std::ranges::partial_sort(passed_, passed_.begin() + static_cast<std::ptrdiff_t>(shown), {},
                              [](const Candidate& c) {
                                return std::tuple(c.matched, -c.score, c.n);  // rows are in the order of ids
                              });
    for (std::size_t i = 0; i < shown; ++i) found_.hits.push_back(hit_of(passed_[i]));
    return std::move(found_);
  }

 private:
  // Words that begin so, and are not found by the stem that does: "education" by "educati".
  Completions complete(const std::string& beginning) const {
    const bool is_stem = stemmer_.stem_of(beginning) == beginning;
    SQLite::Statement rows(
        sqlite_,
        "SELECT min(word) FROM word WHERE word >= ?1 AND word < ?2 AND (?3 OR substr(stem, 1, ?4) <> ?5) "
        "GROUP BY stem ORDER BY sum(paragraphs) DESC, stem LIMIT ?6");
    rows.bind(1, beginning);
    rows.bind(2, beginning + "\xF4\x8F\xBF\xBF");
    rows.bind(3, is_stem ? 0 : 1);
    rows.bind(4, static_cast<int>(decode_lossy(beginning).size()));
    rows.bind(5, beginning);
    rows.bind(6, most_completions);
    Completions found{.words = {}, .beginning_too = is_stem};
    while (rows.executeStep()) found.words.push_back(rows.getColumn(0).getString());
    return found;
  }

  // English is looked for by stems, everything else by whole words and their beginnings.
  MatchOptions options_for(const char* table, Matched matched) const {
    MatchOptions options{.complete = {}, .welsh = has_welsh_ && table == other_table, .any = matched == Matched::some};
    if (matched == Matched::all) return options;
    if (table == english_table)
      options.complete = [this](const std::string& beginning) { return complete(beginning); };
    else
      options.complete = [](const std::string&) { return Completions{.words = {}, .beginning_too = true}; };
    return options;
  }

  const std::string& expression(Matched matched, const char* table) {
    std::string& made = expressions_[{matched, table}];
    if (!made.empty()) return made;
    return made = match_expression(words_, options_for(table, matched));
  }

  void collect(Matched matched) {
    for (const char* table : {english_table, other_table}) {
      SQLite::Statement rows(sqlite_,
                             fmt::format("SELECT {0}.rowid, bm25({0}, {1}), p.topics, p.owner, p.valid_from, p.expires "
                                         "FROM {0} JOIN paragraph p ON p.n = {0}.rowid WHERE {0} MATCH ?",
                                         table, weights));
      rows.bindNoCopy(1, expression(matched, table));
      while (rows.executeStep()) {
        const std::int64_t n = rows.getColumn(0).getInt64();
        if (!seen_.insert(n).second) continue;
        if (passes(rows))
          passed_.push_back({.matched = matched, .score = -rows.getColumn(1).getDouble(), .table = table, .n = n});
      }
    }
  }

  bool passes(SQLite::Statement& row) {
    bool passes = true;
    const auto keep_back = [&](std::size_t& count) {
      ++count;
      passes = false;
    };
    if (!filter_.topic.empty()) {
      const auto topics = lines_of(row.getColumn(2).getString());
      if (std::ranges::find(topics, filter_.topic) == topics.end()) keep_back(found_.hidden.by_topic);
    }
    if (!filter_.owner.empty() && row.getColumn(3).getString() != filter_.owner) keep_back(found_.hidden.by_owner);
    if (filter_.state != SearchFilter::State::all) {
      IndexedParagraph dates;
      dates.valid_from = date_in(row.getColumn(4));
      dates.expires = date_in(row.getColumn(5));
      const Standing wanted = filter_.state == SearchFilter::State::usable ? Standing::usable : Standing::expired;
      if (standing_on(dates, filter_.date) != wanted) keep_back(found_.hidden.by_state);
    }
    return passes;
  }

  SearchHit hit_of(const Candidate& candidate) {
    SearchHit hit{.paragraph = facts_of(candidate.n), .matched = candidate.matched, .score = candidate.score};
    SQLite::Statement row(sqlite_,
                          fmt::format("SELECT highlight({0}, 1, ?2, ?3), snippet({0}, 3, ?2, ?3, '…', {1}) FROM {0} "
                                      "WHERE {0} MATCH ?1 AND rowid = ?4",
                                      candidate.table, words_of_excerpt));
    row.bindNoCopy(1, expression(candidate.matched, candidate.table));
    row.bind(2, mark_begin);
    row.bind(3, mark_end);
    row.bind(4, candidate.n);
    if (row.executeStep()) {
      hit.title = marked(row.getColumn(0).getString());
      hit.excerpt = marked(row.getColumn(1).getString());
      hit.paragraph.title = hit.title.text;
    }
    return hit;
  }

  IndexedParagraph facts_of(std::int64_t n) const {
    SQLite::Statement row(sqlite_,
                          "SELECT id, language, part, topics, owner, revision, valid_from, review_by, expires, lender "
                          "FROM paragraph WHERE n = ?");
    row.bind(1, n);
    IndexedParagraph facts;
    if (!row.executeStep()) return facts;
    facts.id = row.getColumn(0).getString();
    facts.language = row.getColumn(1).getString();
    facts.part = part_named(row.getColumn(2).getString()).value_or(Part::body);
    facts.topics = lines_of(row.getColumn(3).getString());
    facts.owner = row.getColumn(4).getString();
    facts.revision = row.getColumn(5).getInt();
    facts.valid_from = date_in(row.getColumn(6));
    facts.review_by = date_in(row.getColumn(7));
    facts.expires = date_in(row.getColumn(8));
    facts.from = row.getColumn(9).getString();
    return facts;
  }

  bool is_known(const SearchTerm& term) {
    const SearchWords alone{{term}};
    for (const char* table : {english_table, other_table}) {
      const MatchOptions options = options_for(table, Matched::unfinished);
      SQLite::Statement any(sqlite_, fmt::format("SELECT 1 FROM {0} WHERE {0} MATCH ? LIMIT 1", table));
      any.bind(1, match_expression(alone, options));
      if (any.executeStep()) return true;
    }
    return false;
  }

  void find_unknown() {
    std::set<std::string> told;
    std::vector<std::string> all;
    for (const SearchTerm& term : words_.terms)
      for (std::size_t i = 0; i < term.words.size(); ++i) {
        const std::string& word = term.words[i];
        const bool last = i + 1 == term.words.size();
        if (is_known({.words = {word}, .unfinished = last && term.unfinished}) || !told.insert(word).second) continue;
        if (all.empty()) all = words_there();
        found_.unknown.push_back({.word = word, .near = nearest(word, all)});
      }
  }

  std::vector<std::string> words_there() const {
    std::vector<std::string> words;
    SQLite::Statement rows(sqlite_, "SELECT word FROM word ORDER BY paragraphs DESC, word");
    while (rows.executeStep()) words.push_back(rows.getColumn(0).getString());
    return words;
  }

  SQLite::Database& sqlite_;
  Stemmer stemmer_;
  bool has_welsh_;
  const SearchWords& words_;
  const SearchFilter& filter_;
  std::map<std::pair<Matched, std::string>, std::string> expressions_;
  std::set<std::int64_t> seen_;
  std::vector<Candidate> passed_;
  SearchFound found_;
};

Diagnostics changed(const SQLite::Exception& why) {
  return {error("search.index", {}, fmt::format("the index of the paragraphs cannot be read: {}", why.what()),
                {"search again: an index that does not read is made anew"})};
}

Result<std::vector<std::string>> texts(SQLite::Database& sqlite, const char* query) {
  try {
    std::vector<std::string> all;
    SQLite::Statement rows(sqlite, query);
    while (rows.executeStep()) all.push_back(rows.getColumn(0).getString());
    return all;
  } catch (const SQLite::Exception& why) {
    return fail(changed(why));
  }
}

}  // namespace

std::string_view name_of(Standing standing) {
  constexpr std::array<std::string_view, 3> names{"usable", "not-yet-valid", "expired"};
  return names[static_cast<std::size_t>(standing)];
}

Standing standing_on(const IndexedParagraph& paragraph, const Date& date) {
  if (paragraph.valid_from && date < *paragraph.valid_from) return Standing::not_yet_valid;
  if (paragraph.expires && date >= *paragraph.expires) return Standing::expired;
  return Standing::usable;
}

Result<SearchFound> SearchIndex::search(const SearchWords& words, const SearchFilter& filter, std::size_t limit) const {
  try {
    return Searching(database_->sqlite, database_->has_welsh, words, filter).run(limit);
  } catch (const SQLite::Exception& why) {
    return fail(changed(why));
  }
}

Result<std::vector<std::string>> SearchIndex::topics() const {
  auto rows = texts(database_->sqlite, "SELECT DISTINCT topics FROM paragraph");
  if (!rows) return rows;
  std::set<std::string> each;
  for (const std::string& row : *rows)
    for (std::string& topic : lines_of(row)) each.insert(std::move(topic));
  return std::vector<std::string>(each.begin(), each.end());
}

Result<std::vector<std::string>> SearchIndex::owners() const {
  return texts(database_->sqlite, "SELECT DISTINCT owner FROM paragraph WHERE owner <> '' ORDER BY owner");
}

Result<std::vector<SearchIndex::Listed>> SearchIndex::originals() const {
  try {
    std::vector<Listed> all;
    SQLite::Statement rows(database_->sqlite,
                           "SELECT p.id, s.title, p.revision FROM paragraph p JOIN shown s ON s.n = p.n "
                           "WHERE p.language = '' ORDER BY p.id");
    while (rows.executeStep())
      all.push_back({.id = rows.getColumn(0).getString(),
                     .title = rows.getColumn(1).getString(),
                     .revision = rows.getColumn(2).getInt()});
    return all;
  } catch (const SQLite::Exception& why) {
    return fail(changed(why));
  }
}

Result<std::size_t> SearchIndex::paragraphs() const {
  const auto rows = texts(database_->sqlite, "SELECT count(*) FROM paragraph");
  if (!rows) return fail(rows.error());
  return static_cast<std::size_t>(std::stoul(rows->front()));
}

}  // namespace engross
