// The store: every input of an issued letter once, by SHA-256, and the records that name them.
//
//   objects/ab/cdef…          bytes under their SHA-256, never changed
//   records/<reference>/1.json   the first issue; 2.json and on are reissues. The directory is the reference with %XX
//                             for odd characters; its beginning and its SHA-256 when that is too long for a name
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "record/issued_elsewhere.hpp"
#include "record/kept_objects.hpp"
#include "record/record.hpp"

namespace engross {

// What could be read of all records, and what is wrong with the others.
struct StoredRecords {
  std::vector<Record> records;  // by reference and issue
  Diagnostics damaged;          // "record.damaged", or why a file cannot be read; each names its file
};

// Faults of the world below the store carry a hint that names the store.
class Store : public KeptObjects {
 public:
  // The directory is made at the first write. Commands in hints get `option`, with which they find this store. What was
  // issued `elsewhere` was issued before too; null: there is no such place.
  Store(World& world, std::filesystem::path root, std::string option = {},
        std::shared_ptr<const IssuedElsewhere> elsewhere = nullptr)
      : world_(world), root_(std::move(root)), option_(std::move(option)), elsewhere_(std::move(elsewhere)) {}

  const std::filesystem::path& root() const { return root_; }

  // Keeps the bytes; their SHA-256 is the key. Bytes that are there already cost one look. Errors: "store.too-large"
  // (more than object() would read).
  Result<std::string> keep(std::string_view bytes);
  // Errors: "store.missing"; "store.damaged" when the bytes no longer have their hash.
  Result<std::string> object(const std::string& sha256) const override;

  // Whether add() would take this reference, as things are now. Errors: "store.issued-before" (says when) without
  // `again`, "store.not-issued" with it.
  enum class Again : std::uint8_t { refuse, reissue };
  Result<void> may_add(const std::string& reference, Again again) const;
  // Claims the reference and writes the record, at once or not at all. Sets record.issue. Errors: "store.issued-before"
  // (says when) without `again`, "store.not-issued" with it, "store.too-large" and "store.unreadable" (a record that
  // record() could not read).
  Result<void> add(Record& record, Again again);
  // Takes back a claim whose letter could not be written.
  Result<void> withdraw(const Record& record);
  // The same issue of the same reference, in other words: what a purge leaves of it. Errors: "world.unwritable",
  // "store.too-large", "store.unreadable".
  Result<void> replace(const Record& record);
  // The bytes with that SHA-256 go; of what is not there nothing is said. Error: "world.unwritable".
  Result<void> forget(const std::string& sha256);
  // Every key under which something lies, and how many bytes that has. A store that cannot be listed is an error.
  struct KeptObject {
    std::string sha256;
    std::uint64_t bytes = 0;
    bool settled = false;  // it has lain there for a day: no letter is being made of it
  };
  Result<std::vector<KeptObject>> objects() const;
  // Files that were being written when a process died, a day ago or before: no record and no key names them, but they
  // may have what a letter was made of.
  struct UnfinishedFile {
    std::filesystem::path path;
    std::uint64_t bytes = 0;
  };
  Result<std::vector<UnfinishedFile>> unfinished_files() const;
  // Error: "world.unwritable".
  Result<void> remove(const UnfinishedFile& file);

  // Without a number: the latest issue. Errors: "store.no-record" (did you mean), "store.no-issue" (which there are),
  // "record.damaged".
  Result<Record> record(const std::string& reference, std::optional<int> issue = std::nullopt) const;
  // Every record that can be read. None when there is no store yet; a store that cannot be listed is an error.
  Result<StoredRecords> records() const;
  // The same of one directory below records/, by its name: the issues of one reference.
  Result<StoredRecords> records_in(const std::string& directory) const;
  // How many records there are, read or not.
  Result<std::size_t> count() const;
  // The issues of one reference, in order.
  Result<std::vector<int>> issues_of(const std::string& reference) const;

 private:
  // The issues that there are, when may_add() has nothing against another one. One from elsewhere is the first.
  Result<std::vector<int>> issues_before(const std::string& reference, Again again) const;
  std::filesystem::path path_of(const std::string& sha256) const;
  std::filesystem::path directory_of(const std::string& reference) const;
  Result<std::vector<std::string>> files_below(
      const std::filesystem::path& directory) const;  // none when it is missing
  Result<Record> read(const std::filesystem::path& path) const;
  Result<StoredRecords> read_all(const std::filesystem::path& directory) const;
  static Result<void> check_readable(const Record& record, const std::filesystem::path& path, const std::string& text);
  Diagnostic issued_before(const std::string& reference) const;
  static Diagnostic issued_in_a_run(const std::string& reference, const IssuedElsewhere::Place& place);
  Diagnostics no_record(const std::string& reference) const;
  Diagnostics of_the_store(Diagnostics faults) const;

  World& world_;
  std::filesystem::path root_;
  std::string option_;
  std::shared_ptr<const IssuedElsewhere> elsewhere_;
};

}  // namespace engross
