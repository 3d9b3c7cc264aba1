// What a SearchIndex holds, for the files that make it up. Private to this room.
#pragma once

#include <SQLiteCpp/Database.h>

#include <memory>
#include <string>

#include "library/search_index.hpp"

namespace engross {

struct SearchIndex::Database {
  // Of bytes that SQLite reads where they lie: an index that was built has none.
  std::shared_ptr<const void> owner;
  SQLite::Database sqlite{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
  std::string department;
  bool has_welsh = false;
};

// The two tables of words: by English stems, and by whole words.
constexpr const char* english_table = "english";
constexpr const char* other_table = "other";

}  // namespace engross
