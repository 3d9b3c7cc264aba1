// departments.lock: which bytes of departments may be used. Written by machines, JSON; docs/trust.md says what it is
// for, docs/schemas/departments-lock.schema.json what it looks like.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/world.hpp"
#include "data/value.hpp"

namespace engross {

enum class LockedKind : std::uint8_t { library, directory };
std::string_view name_of(LockedKind kind);  // "library", "directory"

// One department, known by its bytes. All else says what those bytes are, for people.
struct LockEntry {
  LockedKind kind = LockedKind::library;
  std::string id, version;
  std::string abi;     // of a library: "1.0", the boundary that it was built for
  std::string sha256;  // of a library: of its file's bytes; of a directory: Resources::sha256()
  std::string file;    // the name that it had when it was locked, without its folder
  Timestamp locked;    // when, by the clock of whoever locked it
  std::string by;      // who, by their own word; may be empty
};

// "dfe 1.0.0"
std::string title_of(const LockEntry& entry);

// What somebody wants to use: its bytes count; by `file` and `id` a message finds what stands in its place.
struct LockQuestion {
  LockedKind kind = LockedKind::library;
  std::filesystem::path path;  // as a person would name it
  std::string sha256;
  std::string id, version;  // as it says itself; empty when it does not
};

// Several versions of one id may be locked at once, so that machines can change over one by one (a roll-out): each
// entry admits its own bytes, in whatever file they lie, and no entry says which version is the right one. Two builds
// of one version may be there too: a library for each kind of machine. What may not be there twice is the same bytes of
// one kind.
struct Lock {
  std::string name;                // of the file, as messages call it
  std::vector<LockEntry> entries;  // sorted by id, kind, version

  // What the schema says, strictly. Errors, each with its place: "lock.format" (of a later engross),
  // "lock.unknown-key", "lock.missing", "lock.type", "lock.choice", "lock.value" (a hash, id, version, boundary, name
  // or time that is none), "lock.duplicate", "lock.too-many" (more than 10,000 entries), and those of JSON.
  static Result<Lock> from(const SourceRef& source);

  const LockEntry* find(LockedKind kind, std::string_view sha256) const;

  // Nothing when these bytes are locked. Errors: "lock.changed" (a department of this id, or in a file of this name, is
  // locked with other bytes: which), "lock.not-locked" (none is: what is). Who knows the command line adds how to lock
  // it.
  Result<void> admits(const LockQuestion& question) const;
};

// Whether a library with these bytes is admitted. Its manifest is read for the message alone, after it was refused.
Result<void> admits_library(const Lock& lock, const std::filesystem::path& library, std::string_view bytes);

// The file that Lock::from() reads: entries sorted, a line feed at its end; the same entries give the same bytes.
std::string write_lock(const Lock& lock);

// The entries in place of those of the same ids and kinds; with `also`, beside them. Bytes that are locked already keep
// their entry as it is. One change for each of the entries, in their order.
struct LockChange {
  enum class What : std::uint8_t { added, replaced, same, removed };
  What what = What::added;
  LockEntry entry;                // what is locked now; of removed: what was
  std::vector<LockEntry> before;  // what went for it: not empty when replaced
};
std::vector<LockChange> put(Lock& lock, const std::vector<LockEntry>& entries, bool also);

// Every entry of "ID" or "ID@VERSION", or the one whose SHA-256 begins with these digits, 12 at least. An id that looks
// like such digits is an id. Error: "lock.unknown" (there is none, did you mean; or the digits begin several).
Result<std::vector<LockChange>> remove(Lock& lock, const std::string& which);

// As much of an entry's SHA-256 as remove() takes, and as no other entry begins with.
std::string shortest_hash(const Lock& lock, const LockEntry& entry);

inline constexpr const char* lock_file_name = "departments.lock";

// Where the lock for a department lies unless somebody says otherwise: beside the library or directory, in the folder
// where it was found. A link is found where the link is.
std::filesystem::path lock_beside(const std::filesystem::path& department);

// The lock's bytes; null when no such file is there. Anything else that keeps it from being read is an error: a lock
// that cannot be read must not count as none. A symbolic link that leads nowhere is "lock.link".
Result<SourceRef> read_lock_file(const World& world, const std::filesystem::path& file);

// What would be locked: a library's manifest is read, not opened; a directory's department.yaml. Errors: those of
// reading, of the manifest, of a directory ("department.missing", …), "lock.value" (an id or version that no lock can
// hold).
Result<LockEntry> lock_entry_of(const World& world, const std::filesystem::path& department);

// The same as a question, for whoever only wants to know how things stand: id and version are empty where the
// department does not say them. Errors: those of reading.
Result<LockQuestion> lock_question_of(const World& world, const std::filesystem::path& department);

}  // namespace engross
