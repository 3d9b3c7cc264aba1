// In: keys with what they stand for. Out: whether a key was there before, and whether it stood for the same.
// Refuses: a folder where no temporary file can be made, a disk that is full.
#include "exports/seen_before.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/descriptor.hpp"
#include "base/sha256.hpp"
#include "exports/mapping.hpp"

namespace engross {
namespace {

constexpr int kept = 16;  // bytes of a hash: 128 bits tell more keys apart than there will be letters

Diagnostic cannot_index(std::string_view reason) {
  return error("exports.index", {}, fmt::format("the index of keys cannot be kept on disk: {}", reason),
               {"look at the folder of the output: it must be writable, and its disk have space"});
}

}  // namespace

// One transaction that is never committed, without a journal: nothing of it is ever read again.
class SeenBefore::Index {
 public:
  explicit Index(const std::string& path)
      : database_(path, SQLite::OPEN_READWRITE),
        insert_(prepared()),
        find_(database_, "SELECT row, content FROM seen WHERE key = ?") {
    database_.exec("BEGIN");
  }

  std::optional<First> add(std::string_view key, std::string_view content, std::size_t row) {
    const Sha256 key_hash = sha256(key);
    const Sha256 content_hash = sha256(content);
    insert_.reset();
    insert_.bindNoCopy(1, key_hash.data(), kept);
    insert_.bindNoCopy(2, content_hash.data(), kept);
    insert_.bind(3, static_cast<std::int64_t>(row));
    if (insert_.exec() == 1) return std::nullopt;
    find_.reset();
    find_.bindNoCopy(1, key_hash.data(), kept);
    find_.executeStep();
    const SQLite::Column before = find_.getColumn(1);
    return First{
        .row = static_cast<std::size_t>(find_.getColumn(0).getInt64()),
        .same_content = before.getBytes() == kept && std::memcmp(before.getBlob(), content_hash.data(), kept) == 0};
  }

 private:
  SQLite::Statement prepared() {
    database_.exec("PRAGMA journal_mode = OFF");
    database_.exec("PRAGMA synchronous = OFF");
    database_.exec("PRAGMA locking_mode = EXCLUSIVE");
    database_.exec("PRAGMA cache_size = -16384");  // KiB
    database_.exec("CREATE TABLE seen (key BLOB PRIMARY KEY, content BLOB, row INTEGER) WITHOUT ROWID");
    return {database_, "INSERT INTO seen VALUES (?, ?, ?) ON CONFLICT DO NOTHING"};
  }

  SQLite::Database database_;
  SQLite::Statement insert_;
  SQLite::Statement find_;
};

SeenBefore::SeenBefore(std::unique_ptr<Index> index) : index_(std::move(index)) {}
SeenBefore::SeenBefore(SeenBefore&&) noexcept = default;
SeenBefore& SeenBefore::operator=(SeenBefore&&) noexcept = default;
SeenBefore::~SeenBefore() = default;

Result<SeenBefore> SeenBefore::open(const std::filesystem::path& folder) {
  std::string path = (folder / ".seen-XXXXXX").string();
  const Descriptor made(::mkstemp(path.data()));
  if (!made.open()) return fail(cannot_index(std::generic_category().message(errno)));
  try {
    auto index = std::make_unique<Index>(path);
    ::unlink(path.c_str());  // it stays as long as it is open
    return SeenBefore(std::move(index));
  } catch (const SQLite::Exception& fault) {
    ::unlink(path.c_str());
    return fail(cannot_index(fault.what()));
  }
}

Result<std::optional<SeenBefore::First>> SeenBefore::add(std::string_view key, std::string_view content,
                                                         std::size_t row) {
  try {
    return index_->add(key, content, row);
  } catch (const SQLite::Exception& fault) {
    return fail(cannot_index(fault.what()));
  }
}

std::string recipient_key(const Case& case_) {
  const Person& person = case_.correspondent;
  std::string key;
  const auto add = [&key](std::string_view text) {
    key += folded_column(text);
    key += '\n';
  };
  for (const std::string* text : {&person.title, &person.forename, &person.surname, &person.suffix,
                                  &person.organisation, &person.postcode, &person.country})
    add(*text);
  for (const std::string& line : person.address) add(line);
  return key;
}

}  // namespace engross
