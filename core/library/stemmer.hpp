// The stems of English words, as SQLite's tokenizer "porter" makes them for the index. Private to this room.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

namespace engross {

// Of one connection, which outlives it. Throws SQLite::Exception when that SQLite has no FTS5.
class Stemmer {
 public:
  explicit Stemmer(sqlite3* connection);
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  ~Stemmer();

  // Of one folded word; itself when it is none for the tokenizer.
  std::string stem_of(const std::string& word) const;

 private:
  struct Tokenizer;
  std::unique_ptr<Tokenizer> tokenizer_;
};

}  // namespace engross
