// The tables of a ledger, and how its file is opened. Private to this room. All throw SQLite::Exception.
#pragma once

#include <SQLiteCpp/Database.h>

#include <filesystem>

#include "base/result.hpp"

namespace engross {

// Every commit is on the disk when it returns, and readers are not in its way.
void prepare_to_write(SQLite::Database& sqlite);
void make_schema(SQLite::Database& sqlite);
// No second file beside it any more, unless another connection is open.
void into_one_file(SQLite::Database& sqlite);

// Error: "ledger.version".
Result<void> is_our_ledger(const std::filesystem::path& file, SQLite::Database& sqlite);
// Looks through the whole file. Error: "ledger.damaged".
Result<void> is_sound(const std::filesystem::path& file, SQLite::Database& sqlite);

}  // namespace engross
