// In: departments, and the locks that they are under. Out: a line for each; faults below them all.
// Refuses: departments that are not locked as they are, and locked ones that are gone.
#include "check_lock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

class Comparison {
 public:
  Comparison(Report& report, Session& session, const Timestamp& at) : report_(report), session_(session), at_(at) {}

  void look_at(const fs::path& department) {
    const auto lock = session_.locks().of(department, at_);
    if (!lock) return blame_lock(department, lock.error());
    if (!*lock)
      return bad("not-locked", department.string(),
                 {error("lock.none", {},
                        fmt::format("{} is not locked: there is no {}", department.string(),
                                    session_.locks().file_for(department).string()),
                        {"lock it: " +
                         lock_command(session_.options(), department, session_.locks().file_for(department), false)})});
    Under& under = locks_[(*lock)->file];
    under.lock = *lock;
    const auto question = lock_question_of(session_.world(), department);
    if (!question) return bad("unread", department.string(), question.error());
    const auto admitted = (*lock)->lock.admits(*question);
    const LockEntry* entry = (*lock)->lock.find(question->kind, question->sha256);
    if (admitted && entry != nullptr) {
      under.there.insert(entry->sha256);
      return line("ok", fmt::format("{} {}", title_of(*entry), department.string()));
    }
    const bool changed = admitted.error().front().code == "lock.changed";
    bad(changed ? "changed" : "not-locked", department.string(),
        with_lock_command(admitted.error(), session_.options(), department, **lock));
    if (changed) under.changed.insert({question->id, department.filename().string()});
  }

  // A lock beside which no department is left has lost them all.
  void look_for_locks_alone() {
    for (const fs::path& folder : session_.department_folders()) {
      const fs::path any = folder / "department.so";
      const fs::path file = session_.locks().file_for(any);
      if (locks_.contains(file) || blamed_.contains(file)) continue;
      if (session_.options().lock.empty() && session_.world().kind_of(file) == World::Kind::nothing) continue;
      const auto lock = session_.locks().of(any, at_);
      if (!lock)
        blame_lock(any, lock.error());
      else if (*lock)
        locks_[file].lock = *lock;
    }
  }

  void look_for_lost_ones() {
    for (const auto& [file, under] : locks_)
      for (const LockEntry& entry : under.lock->lock.entries)
        if (!under.there.contains(entry.sha256)) tell_missing(file, under, entry);
  }

  int finish(bool all) {
    if (all && lines_.items().empty() && faults_.empty())
      faults_.push_back(error("lock.nothing", {}, "there is no department, and no lock",
                              {"name a folder with --department-path DIR"}));
    report_.set("departments", std::move(lines_));
    return faults_.empty() ? report_.finish() : report_.refuse(faults_);
  }

 private:
  struct Under {
    OpenLockRef lock;
    std::set<std::string> there;                            // hashes of entries whose bytes are there
    std::set<std::pair<std::string, std::string>> changed;  // ids and files that were told as changed
  };

  void tell_missing(const fs::path& file, const Under& under, const LockEntry& entry) {
    const std::string what = fmt::format("{} ({})", title_of(entry), entry.file);
    const bool told = std::ranges::any_of(
        under.changed, [&](const auto& one) { return one.first == entry.id || one.second == entry.file; });
    if (told) return;
    const bool other_version = std::ranges::any_of(under.lock->lock.entries, [&](const LockEntry& other) {
      return other.id == entry.id && other.kind == entry.kind && under.there.contains(other.sha256);
    });
    if (other_version) return line("elsewhere", what + ": locked, but not here; another version is");
    bad("gone", what,
        {error("lock.gone", {}, fmt::format("{} is locked in {}, but is not there", what, file.string()),
               {"put it back, or lock it no longer: " + unlock_command(session_.options(), *under.lock, entry)})});
  }

  // Once for all that are under it.
  void blame_lock(const fs::path& department, const Diagnostics& why) {
    const fs::path file = session_.locks().file_for(department);
    if (blamed_.insert(file).second) bad("refused", file.string(), why);
  }

  void bad(std::string_view state, const std::string& what, const Diagnostics& why) {
    line(state, what);
    append(faults_, why);
  }

  void line(std::string_view state, const std::string& what) {
    report_.show(fmt::format("{:<10} {}\n", state, what));
    Value value = Value::object();
    value.set("state", text(state));
    value.set("what", text(what));
    lines_.push_back(std::move(value));
  }

  Report& report_;
  Session& session_;
  const Timestamp& at_;
  std::map<fs::path, Under> locks_;
  std::set<fs::path> blamed_;
  Diagnostics faults_;
  Value lines_ = Value::array();
};

}  // namespace

int check_locks(Report& report, Session& session, const std::vector<fs::path>& departments, bool all,
                const Timestamp& at) {
  Comparison comparison(report, session, at);
  for (const fs::path& department : departments) comparison.look_at(department);
  if (all) {
    comparison.look_for_locks_alone();
    comparison.look_for_lost_ones();
  }
  return comparison.finish(all);
}

}  // namespace engross::cli
