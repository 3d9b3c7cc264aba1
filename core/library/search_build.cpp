// In: a department. Out: the index of its paragraphs, in memory, and its bytes; and an index from such bytes.
// Refuses: bytes that are no index of this version.
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

#include <map>
#include <set>

#include "base/language_tag.hpp"
#include "library/search_database.hpp"
#include "library/search_text.hpp"
#include "library/stemmer.hpp"

namespace engross {
namespace {

constexpr int application = 0x656e6773;  // "engs"
constexpr int version = 2;

// `shown` has the text once; the tables of words name its rows. `word` has each word as it stands there, for words that
// are typed half or wrong, and its stem: the stems of `english` are no words.
constexpr const char* schema = R"(
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE paragraph(
  n INTEGER PRIMARY KEY, topics TEXT NOT NULL, owner TEXT NOT NULL, valid_from TEXT NOT NULL, expires TEXT NOT NULL,
  review_by TEXT NOT NULL, id TEXT NOT NULL, language TEXT NOT NULL, part TEXT NOT NULL, revision INTEGER NOT NULL,
  lender TEXT NOT NULL) STRICT;
CREATE TABLE shown(n INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, topics TEXT NOT NULL,
  words TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE english USING fts5(id, title, topics, words, content='shown', content_rowid='n',
  tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE other USING fts5(id, title, topics, words, content='shown', content_rowid='n',
  tokenize='unicode61 remove_diacritics 2');
CREATE TABLE word(word TEXT PRIMARY KEY, paragraphs INTEGER NOT NULL, stem TEXT NOT NULL) STRICT, WITHOUT ROWID;
)";

std::string day(const std::optional<Date>& date) {
  return date ? date->iso() : std::string();
}

class Indexing {
 public:
  Indexing(const Department& department, SQLite::Database& sqlite)
      : department_(department),
        add_facts_(sqlite, "INSERT INTO paragraph VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        add_shown_(sqlite, "INSERT INTO shown VALUES (?, ?, ?, ?, ?)"),
        add_english_(sqlite, "INSERT INTO english(rowid, id, title, topics, words) VALUES (?, ?, ?, ?, ?)"),
        add_other_(sqlite, "INSERT INTO other(rowid, id, title, topics, words) VALUES (?, ?, ?, ?, ?)"),
        add_word_(sqlite, "INSERT INTO word VALUES (?, ?, ?)"),
        stemmer_(sqlite.getHandle()),
        add_about_(sqlite, "INSERT INTO about VALUES (?, ?)") {}

  void run() {
    for (const Paragraph& paragraph : department_.paragraphs) add(paragraph);
    for (const auto& [word, paragraphs] : words_) {
      add_word_.bindNoCopy(1, word);
      add_word_.bind(2, paragraphs);
      add_word_.bind(3, stemmer_.stem_of(word));
      once(add_word_);
    }
    about("department", department_.id);
    about("welsh", has_welsh_ ? "yes" : "no");
  }

 private:
  static void once(SQLite::Statement& statement) {
    statement.exec();
    statement.reset();
  }
  void about(const std::string& key, const std::string& value) {
    add_about_.bind(1, key);
    add_about_.bind(2, value);
    once(add_about_);
  }

  void add(const Paragraph& paragraph) {
    ++n_;
    const std::string topics = fmt::format("{}", fmt::join(paragraph.topics, "\n"));
    add_facts(paragraph, topics);
    const std::string words = searchable_text(paragraph);
    const std::string_view language =
        primary_subtag(paragraph.language.empty() ? department_.languages.front() : paragraph.language);
    has_welsh_ = has_welsh_ || language == "cy";
    for (SQLite::Statement* to : {&add_shown_, language == "en" ? &add_english_ : &add_other_}) {
      to->bind(1, n_);
      to->bindNoCopy(2, paragraph.id);
      to->bindNoCopy(3, paragraph.title);
      to->bindNoCopy(4, topics);
      to->bindNoCopy(5, words);
      once(*to);
    }
    std::set<std::string> of_this;
    for (const std::string_view text : {std::string_view(paragraph.id), std::string_view(paragraph.title),
                                        std::string_view(topics), std::string_view(words)})
      of_this.merge(as_set(folded_words(text)));
    for (const std::string& word : of_this) ++words_[word];
  }

  static std::set<std::string> as_set(std::vector<std::string> words) {
    return {std::make_move_iterator(words.begin()), std::make_move_iterator(words.end())};
  }

  void add_facts(const Paragraph& paragraph, const std::string& topics) {
    const std::string valid_from = day(paragraph.valid_from), expires = day(paragraph.expires),
                      review_by = day(paragraph.review_by), part(name_of(paragraph.part));
    add_facts_.bind(1, n_);
    int column = 2;
    for (const std::string* text :
         {&topics, &paragraph.owner, &valid_from, &expires, &review_by, &paragraph.id, &paragraph.language, &part})
      add_facts_.bindNoCopy(column++, *text);
    add_facts_.bind(10, paragraph.revision);
    add_facts_.bindNoCopy(11, paragraph.from);
    once(add_facts_);
  }

  const Department& department_;
  SQLite::Statement add_facts_, add_shown_, add_english_, add_other_, add_word_;
  Stemmer stemmer_;
  SQLite::Statement add_about_;
  std::map<std::string, int> words_;  // in how many paragraphs
  int n_ = 0;
  bool has_welsh_ = false;
};

}  // namespace

Result<SearchIndex> SearchIndex::build(const Department& department) {
  try {
    auto database = std::make_unique<Database>();
    SQLite::Database& sqlite = database->sqlite;
    sqlite.exec("PRAGMA journal_mode = OFF");
    SQLite::Transaction all(sqlite);
    sqlite.exec(fmt::format("PRAGMA application_id = {}", application));
    sqlite.exec(fmt::format("PRAGMA user_version = {}", version));
    sqlite.exec(schema);
    Indexing(department, sqlite).run();
    sqlite.exec("INSERT INTO english(english) VALUES ('optimize')");
    sqlite.exec("INSERT INTO other(other) VALUES ('optimize')");
    all.commit();
    database->department = department.id;
    database->has_welsh = sqlite.execAndGet("SELECT value FROM about WHERE key = 'welsh'").getString() == "yes";
    return SearchIndex(std::move(database));
  } catch (const SQLite::Exception& why) {
    return fail(error("search.index", {}, fmt::format("the paragraphs cannot be indexed: {}", why.what()),
                      {"engross needs an SQLite with FTS5, and memory for the words of the library"}));
  }
}

std::string SearchIndex::bytes() const {
  sqlite3_int64 size = 0;
  unsigned char* copy = sqlite3_serialize(database_->sqlite.getHandle(), "main", &size, 0);
  if (copy == nullptr) return {};
  std::string bytes(reinterpret_cast<const char*>(copy), static_cast<std::size_t>(size));
  sqlite3_free(copy);
  return bytes;
}

std::optional<SearchIndex> SearchIndex::from(std::string_view bytes, std::shared_ptr<const void> owner) {
  try {
    auto database = std::make_unique<Database>();
    database->owner = std::move(owner);
    SQLite::Database& sqlite = database->sqlite;
    // SQLite takes them as its own to change, and does not: they are read only.
    auto* image = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
    const auto size = static_cast<sqlite3_int64>(bytes.size());
    if (sqlite3_deserialize(sqlite.getHandle(), "main", image, size, size, SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
      return std::nullopt;
    sqlite3_db_config(sqlite.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(sqlite.getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (sqlite.execAndGet("PRAGMA application_id").getInt() != application ||
        sqlite.execAndGet("PRAGMA user_version").getInt() != version)
      return std::nullopt;
    database->department = sqlite.execAndGet("SELECT value FROM about WHERE key = 'department'").getString();
    database->has_welsh = sqlite.execAndGet("SELECT value FROM about WHERE key = 'welsh'").getString() == "yes";
    return SearchIndex(std::move(database));
  } catch (const SQLite::Exception&) {
    return std::nullopt;
  }
}

SearchIndex::SearchIndex(std::unique_ptr<Database> database) : database_(std::move(database)) {}
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&&) noexcept = default;
SearchIndex::~SearchIndex() = default;

const std::string& SearchIndex::department() const {
  return database_->department;
}

}  // namespace engross
