// In: a lock, and the bytes that somebody wants to use, to add or to take out. Out: whether they may be used; the lock
// with the change, and what the change was.
// Refuses: bytes that are not locked, with what is locked in their place; ids to take out that are not there.
#include "department/lock.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

#include "base/shown.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "department/lock_words.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_told = 5;  // entries in one message

// A hash as far as two of them are told apart by eye; the lock, and `sha256sum` of a library, have it whole.
std::string beginning_of(std::string_view sha256) {
  return std::string(sha256.substr(0, 16)) + "…";
}

template <class Describe>
std::string list_of(const std::vector<const LockEntry*>& entries, Describe describe) {
  std::vector<std::string> words;
  for (const LockEntry* entry : entries)
    if (words.size() < most_told) words.push_back(describe(*entry));
  return fmt::format("{}{}", fmt::join(words, ", "),
                     entries.size() > most_told ? fmt::format(" and {} more", entries.size() - most_told) : "");
}

// "dfe/" is "dfe".
fs::path without_slash(const fs::path& path) {
  return path.has_filename() ? path : path.parent_path();
}

bool is_line(std::string_view text, std::size_t most) {
  return text.size() <= most && !first_invalid_utf8(text) && !first_forbidden(text) &&
         text.find_first_of("\t\r\n") == std::string_view::npos;
}

bool all_of(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

Diagnostic changed(const Lock& lock, const LockQuestion& question, const std::vector<const LockEntry*>& instead) {
  const std::string has = list_of(instead, [](const LockEntry& entry) {
    return fmt::format("{}, SHA-256 {}", title_of(entry), beginning_of(entry.sha256));
  });
  const std::string now = question.id.empty() ? std::string() : fmt::format("{} {}, ", question.id, question.version);
  return error("lock.changed", {},
               fmt::format("{} was changed since it was locked: {} has {}; this is {}SHA-256 {}",
                           shown(question.path.generic_string()), lock.name, has, now, beginning_of(question.sha256)),
               {"if nobody whom you trust changed it, put the locked one back and find out who did"});
}

Diagnostic not_locked(const Lock& lock, const LockQuestion& question) {
  std::vector<const LockEntry*> all;
  for (const LockEntry& entry : lock.entries) all.push_back(&entry);
  const std::string has = list_of(all, title_of);
  return error("lock.not-locked", {},
               fmt::format("{}{} is not locked: {} has {}", shown(question.path.generic_string()),
                           question.id.empty() ? std::string() : fmt::format(" ({} {})", question.id, question.version),
                           lock.name, has.empty() ? "nothing" : has));
}

bool same_bytes(const LockEntry& a, const LockEntry& b) {
  return a.kind == b.kind && a.sha256 == b.sha256;
}

bool is_of(const LockEntry& entry, std::string_view id_or_version) {
  return id_or_version == entry.id || id_or_version == entry.id + "@" + entry.version;
}

constexpr std::size_t fewest_digits = 12;  // of a SHA-256 that stands for all of it

bool begins_hash_of(const LockEntry& entry, std::string_view digits) {
  return digits.size() >= fewest_digits && entry.sha256.starts_with(digits);
}

}  // namespace

std::string_view name_of(LockedKind kind) {
  return kind == LockedKind::library ? "library" : "directory";
}

std::string title_of(const LockEntry& entry) {
  return entry.id + " " + entry.version;
}

bool is_boundary_version(std::string_view words) {
  const std::size_t dot = words.find('.');
  constexpr std::string_view digits = "0123456789";
  return dot != std::string_view::npos && words.size() <= 16 && all_of(words.substr(0, dot), digits) &&
         all_of(words.substr(dot + 1), digits);
}

bool is_lockable_version(std::string_view version) {
  return version.size() <= 64 && all_of(version, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._+-");
}

bool is_lockable_file_name(std::string_view name) {
  constexpr std::size_t most = 1000;  // a name is at most 255 bytes, each of which may be shown as %XX
  return is_line(name, most) && !name.empty() && name.find('/') == std::string_view::npos;
}

bool is_lockable_person(std::string_view words) {
  return is_line(words, 200) && !trim(words).empty();
}

void sort_entries(std::vector<LockEntry>& entries) {
  const auto order = [](const LockEntry& entry) { return std::tie(entry.id, entry.kind, entry.version, entry.sha256); };
  std::ranges::sort(entries, [&](const LockEntry& a, const LockEntry& b) { return order(a) < order(b); });
}

const LockEntry* Lock::find(LockedKind kind, std::string_view sha256) const {
  const auto found = std::ranges::find_if(
      entries, [&](const LockEntry& entry) { return entry.kind == kind && entry.sha256 == sha256; });
  return found == entries.end() ? nullptr : &*found;
}

Result<void> Lock::admits(const LockQuestion& question) const {
  if (find(question.kind, question.sha256) != nullptr) return {};
  const std::string file = name_in_lock(question.path);
  std::vector<const LockEntry*> instead;
  for (const LockEntry& entry : entries) {
    if (entry.kind == question.kind && (entry.id == question.id || entry.file == file)) instead.push_back(&entry);
  }
  return fail(instead.empty() ? not_locked(*this, question) : changed(*this, question, instead));
}

std::vector<LockChange> put(Lock& lock, const std::vector<LockEntry>& entries, bool also) {
  const auto is_wanted = [&](const LockEntry& old) {
    return std::ranges::any_of(entries, [&](const LockEntry& entry) { return same_bytes(entry, old); });
  };
  const auto gives_way = [&](const LockEntry& old, const LockEntry& entry) {
    return !also && old.kind == entry.kind && old.id == entry.id && !is_wanted(old);
  };
  const std::vector<LockEntry> before = lock.entries;
  std::vector<LockChange> changes;
  for (const LockEntry& entry : entries) {
    const LockEntry* same = lock.find(entry.kind, entry.sha256);
    LockChange change{
        same != nullptr ? LockChange::What::same : LockChange::What::added, same != nullptr ? *same : entry, {}};
    for (const LockEntry& old : before)
      if (gives_way(old, entry)) change.before.push_back(old);
    if (!change.before.empty()) change.what = LockChange::What::replaced;
    if (same == nullptr) lock.entries.push_back(entry);
    changes.push_back(std::move(change));
  }
  for (const LockEntry& entry : entries)
    std::erase_if(lock.entries, [&](const LockEntry& old) { return gives_way(old, entry); });
  sort_entries(lock.entries);
  return changes;
}

Result<std::vector<LockChange>> remove(Lock& lock, const std::string& which) {
  std::vector<std::string> known;
  for (const LockEntry& entry : lock.entries) known.push_back(entry.id);
  const bool by_name = std::ranges::any_of(lock.entries, [&](const LockEntry& entry) { return is_of(entry, which); });
  const auto goes = [&](const LockEntry& entry) {
    return by_name ? is_of(entry, which) : begins_hash_of(entry, which);
  };
  std::vector<LockChange> changes;
  for (const LockEntry& entry : lock.entries)
    if (goes(entry)) changes.push_back({LockChange::What::removed, entry, {}});
  if (!by_name && changes.size() > 1)
    return fail(
        error("lock.unknown", {},
              fmt::format("{} locks {} departments whose SHA-256 begins with {}", lock.name, changes.size(), which),
              {"write more digits of the one that you mean"}));
  if (changes.empty()) {
    std::string near = did_you_mean(which, known);
    std::vector<std::string> hints{fmt::format(
        "name an ID, one version of it as ID@VERSION, or the first {} or more digits of its SHA-256", fewest_digits)};
    if (!near.empty()) hints.insert(hints.begin(), std::move(near));
    return fail(error("lock.unknown", {}, fmt::format("{} does not lock \"{}\"", lock.name, which), std::move(hints)));
  }
  std::erase_if(lock.entries, goes);
  return changes;
}

std::string shortest_hash(const Lock& lock, const LockEntry& entry) {
  const auto others_begin_with = [&](std::string_view digits) {
    return std::ranges::any_of(lock.entries, [&](const LockEntry& other) {
      return is_of(other, digits) || (begins_hash_of(other, digits) && !same_bytes(other, entry));
    });
  };
  std::size_t length = fewest_digits;
  while (length < entry.sha256.size() && others_begin_with(std::string_view(entry.sha256).substr(0, length))) ++length;
  return entry.sha256.substr(0, length);
}

std::string name_in_lock(const fs::path& department) {
  return shown(without_slash(department).filename().generic_string());
}

fs::path lock_beside(const fs::path& department) {
  const fs::path path = without_slash(department);
  const bool by_dots = path.filename() == "." || path.filename() == "..";
  return (by_dots ? path / ".." : path.parent_path()) / lock_file_name;
}

}  // namespace engross
