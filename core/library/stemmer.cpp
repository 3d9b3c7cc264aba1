// In: a word. Out: its stem, from the very tokenizer that the index uses.
// Refuses: an SQLite without FTS5.
#include "library/stemmer.hpp"

#include <SQLiteCpp/Exception.h>

#include <array>
#include <utility>

namespace engross {
namespace {

// FTS5 gives the way to its tokenizers through a pointer that an SQL function fills in.
fts5_api* api_of(sqlite3* connection) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

int take_token(void* to, int /*flags*/, const char* token, int size, int /*begin*/, int /*end*/) {
  static_cast<std::string*>(to)->assign(token, static_cast<std::size_t>(size));
  return SQLITE_OK;
}

}  // namespace

struct Stemmer::Tokenizer {
  explicit Tokenizer(sqlite3* connection) {
    fts5_api* api = api_of(connection);
    void* context = nullptr;
    std::array<const char*, 3> arguments{"unicode61", "remove_diacritics", "2"};
    if (api == nullptr || api->xFindTokenizer(api, "porter", &context, &calls) != SQLITE_OK ||
        calls.xCreate(context, arguments.data(), static_cast<int>(arguments.size()), &made) != SQLITE_OK)
      throw SQLite::Exception("this SQLite has no FTS5");
  }
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;
  ~Tokenizer() { calls.xDelete(made); }

  fts5_tokenizer calls{};
  Fts5Tokenizer* made = nullptr;
};

Stemmer::Stemmer(sqlite3* connection) : tokenizer_(std::make_unique<Tokenizer>(connection)) {}
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

std::string Stemmer::stem_of(const std::string& word) const {
  std::string stem;
  const int code = tokenizer_->calls.xTokenize(tokenizer_->made, &stem, FTS5_TOKENIZE_DOCUMENT, word.data(),
                                               static_cast<int>(word.size()), take_token);
  return code == SQLITE_OK && !stem.empty() ? stem : word;
}

}  // namespace engross
