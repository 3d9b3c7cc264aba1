// In: the bytes of a lock file, or a lock. Out: the other.
// Refuses: members that are missing, unknown or of another kind, hashes, ids, versions, names and times that are none,
// the same bytes twice, more than any installation has, and what a later engross wrote.
#include <fmt/format.h>

#include <map>

#include "base/enough.hpp"
#include "base/sha256_digits.hpp"
#include "base/text.hpp"
#include "data/read.hpp"
#include "department/department_yaml.hpp"
#include "department/lock.hpp"
#include "department/lock_words.hpp"
#include "style/fields.hpp"

namespace engross {
namespace {

constexpr FieldCodes codes{.unknown = "lock.unknown-key",
                           .type = "lock.type",
                           .range = "lock.value",
                           .missing = "lock.missing",
                           .choice = "lock.choice"};
constexpr std::string_view our_format = "1";
constexpr std::size_t most_entries = 10'000;
constexpr const char* written_by = "the file is written by engross department lock alone";

class Reader {
 public:
  explicit Reader(const Document& document) : document_(document) {}

  Result<Lock> read() {
    if (!document_.root.is_object()) return wrong("lock.type", document_.root, "a lock is an object");
    // What a later engross wrote is not judged by the rules of this one.
    if (const Value* format = document_.root.find("format");
        format != nullptr && (!format->is_number() || format->text() != our_format))
      return fail(error("lock.format", document_.span(*format),
                        fmt::format("this lock has the format {}, and this engross reads {}",
                                    format->is_number() ? format->text() : with_article(format->kind()), our_format),
                        {"install the engross that wrote it, or lock the departments again"}));
    Fields fields(document_, document_.root, "", problems_, codes);
    fields.require({"format", "departments"});
    fields.known("format");
    if (const Value* list = fields.known("departments"); list != nullptr) read_entries(*list);
    fields.refuse_unknown();
    if (!problems_.empty()) return fail(std::move(problems_));
    sort_entries(lock_.entries);
    return std::move(lock_);
  }

 private:
  tl::unexpected<Diagnostics> wrong(std::string_view code, const Value& at, std::string message) const {
    return fail(error(std::string(code), document_.span(at), std::move(message), {written_by}));
  }

  void report(std::string_view code, const Value& at, std::string message) {
    add_up_to_most(problems_, error(std::string(code), document_.span(at), std::move(message), {written_by}));
  }

  void read_entries(const Value& list) {
    if (!list.is_array()) return report("lock.type", list, "\"departments\" must be a list");
    if (list.items().size() > most_entries)
      return report("lock.too-many", list, fmt::format("this locks more than {} departments", most_entries));
    for (const Value& item : list.items()) read_entry(item);
  }

  void read_entry(const Value& item) {
    if (!item.is_object()) return report("lock.type", item, "a department in a lock is an object");
    Fields fields(document_, item, "", problems_, codes);
    const std::size_t before = problems_.size();
    LockEntry entry;
    fields.require({"kind", "id", "version", "sha256", "file", "locked"});
    fields.choice<LockedKind>("kind", {{"library", LockedKind::library}, {"directory", LockedKind::directory}},
                              entry.kind);
    checked(fields, "id", entry.id, is_id, "an id: small letters, digits and single hyphens");
    checked(fields, "version", entry.version, is_lockable_version, lockable_version_words);
    checked(fields, "sha256", entry.sha256, is_sha256_hex, "64 small hexadecimal digits");
    checked(fields, "file", entry.file, is_lockable_file_name, "the name of a file, without a folder");
    checked(fields, "by", entry.by, is_lockable_person, lockable_person_words);
    read_abi(fields, item, entry);
    read_moment(fields, entry);
    fields.refuse_unknown();
    if (problems_.size() != before) return;
    refuse_twice(item, entry);
    lock_.entries.push_back(std::move(entry));
  }

  template <class Fits>
  void checked(Fields& fields, std::string_view key, std::string& to, Fits fits, std::string_view wanted) {
    if (!fields.text(key, to) || fits(to)) return;
    report("lock.value", *fields.known(key), fmt::format("\"{}\" must be {}", key, wanted));
  }

  void read_abi(Fields& fields, const Value& item, LockEntry& entry) {
    const Value* abi = fields.known("abi");
    if (entry.kind == LockedKind::library && abi == nullptr)
      return report("lock.missing", item, "\"abi\" is missing: a library has one");
    if (entry.kind == LockedKind::directory && abi != nullptr)
      return report("lock.unknown-key", *abi, "a directory has no \"abi\": it has no code");
    checked(fields, "abi", entry.abi, is_boundary_version, "a version of the boundary, such as \"1.0\"");
  }

  void read_moment(Fields& fields, LockEntry& entry) {
    std::string words;
    if (!fields.text("locked", words)) return;
    if (const auto moment = Timestamp::parse(words))
      entry.locked = *moment;
    else
      report("lock.value", *fields.known("locked"), "\"locked\" must be a moment such as 2016-10-26T09:00:00Z");
  }

  void refuse_twice(const Value& item, const LockEntry& entry) {
    const auto [at, is_new] = bytes_.insert({std::string(name_of(entry.kind)) + entry.sha256, title_of(entry)});
    if (!is_new)
      report("lock.duplicate", *item.find("sha256"), fmt::format("these bytes are locked already, as {}", at->second));
  }

  const Document& document_;
  Diagnostics problems_;
  Lock lock_;
  std::map<std::string, std::string> bytes_;  // and as what
};

Value to_value(const LockEntry& entry) {
  Value value = Value::object();
  const auto text = [&](const char* key, const std::string& words) { value.set(key, Value::string(words)); };
  text("kind", std::string(name_of(entry.kind)));
  text("id", entry.id);
  text("version", entry.version);
  if (entry.kind == LockedKind::library) text("abi", entry.abi);
  text("sha256", entry.sha256);
  text("file", entry.file);
  text("locked", entry.locked.rfc3339());
  if (!entry.by.empty()) text("by", entry.by);
  return value;
}

}  // namespace

Result<Lock> Lock::from(const SourceRef& source) {
  const auto document = read_json(source, {.bytes = most_lock_bytes, .depth = 8, .nodes = 200'000});
  if (!document) return fail(document.error());
  auto lock = Reader(*document).read();
  if (lock) lock->name = source->name;
  return lock;
}

std::string write_lock(const Lock& lock) {
  std::vector<LockEntry> entries = lock.entries;
  sort_entries(entries);
  Value list = Value::array();
  for (const LockEntry& entry : entries) list.push_back(to_value(entry));
  Value root = Value::object();
  root.set("format", Value::number(std::string(our_format)));
  root.set("departments", std::move(list));
  return to_json(root) + "\n";
}

}  // namespace engross
