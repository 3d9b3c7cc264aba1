// In: locks and what is to change in them. Out: the locks, changed, and signed when that is asked for.
// Refuses: locks that somebody tampered with, signed ones that nobody signs anew, and ids that are not there.
#include "write_lock.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "next_command.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

// A lock on its way from the file to the file.
struct Work {
  const LockOrder* order = nullptr;
  SourceRef before, signature_before;  // null when not there
  Lock lock;
  std::vector<LockChange> changes;
  std::string bytes, signature;  // to be written; the signature empty when nobody signs
  bool changed() const { return !before || before->text != bytes; }
};

std::string bytes_of(const SourceRef& source) {
  return source ? source->text : std::string();
}

// Whoever signs says yes to all that the lock holds, so it must be what was signed last. A certificate that has run out
// since is no obstacle: signing anew is what helps against that.
Result<void> is_as_signed(const Session& session, const Work& work, const Timestamp& at) {
  if (!work.before) return {};
  const auto trust = session.locks().trust();
  if (!trust) return fail(trust.error());
  const bool first_signature = !work.signature_before && work.order->key != nullptr;
  if (first_signature) return {};
  const SignedLock lock{.name = work.before->name,
                        .bytes = work.before->text,
                        .signature = work.signature_before ? std::optional(work.signature_before->text) : std::nullopt};
  auto checked = check_lock_signature(lock, *trust, at);
  if (checked) return {};
  const bool only_old =
      std::ranges::all_of(checked.error(), [](const Diagnostic& d) { return d.code == "lock.expired"; });
  if (only_old && work.order->key != nullptr) return {};
  return fail(std::move(checked.error()));
}

Result<Work> begin(const Session& session, const LockOrder& order, const Timestamp& at) {
  Work work;
  work.order = &order;
  auto before = read_lock_file(session.world(), order.file);
  if (!before) return fail(std::move(before.error()));
  work.before = std::move(*before);
  auto signature = read_lock_file(session.world(), signature_beside(order.file));
  if (!signature) return fail(std::move(signature.error()));
  work.signature_before = std::move(*signature);
  if (auto good = is_as_signed(session, work, at); !good) return fail(std::move(good.error()));
  if (!work.before && order.entries.empty())
    return fail(error("lock.none", {}, fmt::format("there is no lock {}", order.file.string()),
                      {"name a department to lock: its PATH or ID"}));
  if (!work.before) {
    work.lock.name = order.file.string();
    return work;
  }
  auto lock = Lock::from(work.before);
  if (!lock) return fail(std::move(lock.error()));
  work.lock = std::move(*lock);
  return work;
}

Diagnostic unsigned_change(const Work& work) {
  return error("lock.signed", {},
               fmt::format("{} is signed, and its signature would not be of the changed lock", work.lock.name),
               {"sign it anew: add --sign --key FILE to the command",
                fmt::format("or do without a signature from now on: take {} away first",
                            shell_word(signature_beside(work.order->file).string()))});
}

Result<Work> change(const Session& session, const LockOrder& order, const Timestamp& at) {
  auto work = begin(session, order, at);
  if (!work) return work;
  Diagnostics faults;
  for (const std::string& id : order.remove) {
    auto removed = remove(work->lock, id);
    if (removed)
      work->changes.insert(work->changes.end(), removed->begin(), removed->end());
    else
      append(faults, removed.error());
  }
  if (!faults.empty()) return fail(std::move(faults));
  const auto added = put(work->lock, order.entries, order.also);
  work->changes.insert(work->changes.end(), added.begin(), added.end());
  work->bytes = write_lock(work->lock);
  if (work->changed() && work->signature_before && order.key == nullptr) return fail(unsigned_change(*work));
  return work;
}

// What is written must be what its readers take, so that nobody is locked out by their own lock.
Result<void> reads_again(const Work& work) {
  const auto again = Lock::from(make_source(work.lock.name, work.bytes));
  if (!again) return fail(again.error());
  return {};
}

Result<void> sign_all(const Session& session, std::vector<Work>& all, const Timestamp& at) {
  const KeyOptions* options = all.front().order->key;
  if (options == nullptr) return {};
  const auto trust = session.locks().trust();
  if (!trust) return fail(trust.error());
  const auto key = open_key(session, *options);
  if (!key) return fail(key.error());
  for (Work& work : all) {
    auto made = sign_lock(work.lock.name, work.bytes, *key, *trust, at);
    if (!made) return fail(std::move(made.error()));
    work.signature = std::move(*made);
  }
  return {};
}

// Somebody else may have changed the lock while this person typed a passphrase.
Result<void> nobody_else_changed(const Session& session, const Work& work) {
  const auto lock = read_lock_file(session.world(), work.order->file);
  if (!lock) return fail(lock.error());
  const auto signature = read_lock_file(session.world(), signature_beside(work.order->file));
  if (!signature) return fail(signature.error());
  if (bytes_of(*lock) == bytes_of(work.before) && bytes_of(*signature) == bytes_of(work.signature_before)) return {};
  return fail(error("lock.raced", {}, fmt::format("{} was changed by somebody else just now", work.lock.name),
                    {"run the command again"}));
}

// Between the two files nobody is let in who reads both: the signature is of the other lock.
Result<void> write(Session& session, const Work& work) {
  if (auto same = nobody_else_changed(session, work); !same) return same;
  if (work.changed())
    if (auto written = session.world().write_public_file(work.order->file, work.bytes); !written) return written;
  if (work.signature.empty()) return {};
  return session.world().write_public_file(signature_beside(work.order->file), work.signature);
}

std::string_view word_for(LockChange::What what) {
  switch (what) {
    case LockChange::What::added:
      return "added";
    case LockChange::What::replaced:
      return "replaced";
    case LockChange::What::same:
      return "same";
    case LockChange::What::removed:
      return "removed";
  }
  return "";
}

std::string line_of(const LockChange& change) {
  std::string line = fmt::format("{:<9} {} ({}): SHA-256 {}\n", word_for(change.what), title_of(change.entry),
                                 change.entry.file, change.entry.sha256);
  for (const LockEntry& old : change.before)
    line += fmt::format("  was     {} ({}): SHA-256 {}\n", title_of(old), old.file, old.sha256);
  return line;
}

Value value_of(const LockEntry& entry) {
  Value value = Value::object();
  value.set("kind", text(name_of(entry.kind)));
  value.set("id", text(entry.id));
  value.set("version", text(entry.version));
  value.set("sha256", text(entry.sha256));
  value.set("file", text(entry.file));
  return value;
}

Value value_of(const LockChange& change) {
  Value value = value_of(change.entry);
  value.set("change", text(word_for(change.what)));
  Value before = Value::array();
  for (const LockEntry& old : change.before) before.push_back(value_of(old));
  value.set("before", std::move(before));
  return value;
}

// Who signs a lock should see all of it.
std::string all_of(const Lock& lock) {
  std::string out;
  for (const LockEntry& entry : lock.entries)
    out += fmt::format("signed    {} ({}): SHA-256 {}\n", title_of(entry), entry.file, entry.sha256);
  return out;
}

void tell(Report& report, const std::vector<Work>& all) {
  Value locks = Value::array();
  for (const Work& work : all) {
    Value changes = Value::array();
    for (const LockChange& change : work.changes) {
      report.show(line_of(change));
      changes.push_back(value_of(change));
    }
    if (!work.signature.empty()) report.show(all_of(work.lock));
    const std::string how = work.changed() ? "Wrote" : "Nothing changed in";
    const std::string signature = work.signature.empty()
                                      ? std::string()
                                      : fmt::format(", signed in {}", signature_beside(work.order->file).string());
    report.say(fmt::format("{} {} (departments locked: {}){}", how, work.order->file.string(), work.lock.entries.size(),
                           signature));
    Value lock = Value::object();
    lock.set("lock", text(work.order->file.string()));
    lock.set("changes", std::move(changes));
    lock.set("entries", number(work.lock.entries.size()));
    lock.set("signed", Value::boolean(!work.signature.empty()));
    locks.push_back(std::move(lock));
  }
  report.set("locks", std::move(locks));
}

}  // namespace

int write_locks(Report& report, Session& session, const std::vector<LockOrder>& orders, const Timestamp& at) {
  std::vector<Work> all;
  Diagnostics faults;
  for (const LockOrder& order : orders) {
    auto work = change(session, order, at);
    if (work)
      if (auto good = reads_again(*work); !good) work = fail(good.error());
    if (work)
      all.push_back(std::move(*work));
    else
      append(faults, work.error());
  }
  if (!faults.empty()) return report.refuse(faults);
  if (auto made = sign_all(session, all, at); !made) return report.refuse(made.error());
  for (const Work& work : all)
    if (auto written = write(session, work); !written) return report.refuse(written.error());
  tell(report, all);
  return report.finish();
}

}  // namespace engross::cli
