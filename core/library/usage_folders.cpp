// In: the folders of a store's records. Out: which paragraphs each letter has, of those folders that have changed.
// Refuses nothing: records that do not read are told and not counted.
#include <SQLiteCpp/Statement.h>
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <memory>
#include <optional>
#include <system_error>
#include <unordered_map>

#include "library/recorded_use.hpp"
#include "library/usage_reading.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

// When a folder was last changed, in nanoseconds; nothing when it is none. What was changed a moment ago may change
// again within one tick of the file system's clock: its stamp is 0, which is never that of a folder.
class Stamps {
 public:
  // By its name in an open folder: the way there is long, and there are many.
  std::optional<std::int64_t> of(int in, const char* name) const {
    struct stat status {};
    if (::fstatat(in, name, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(status.st_mode)) return std::nullopt;
    const std::int64_t stamp =
        static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
    return now_ - stamp < a_moment ? 0 : stamp;
  }

 private:
  static constexpr std::int64_t a_moment = 2'000'000'000;
  std::int64_t now_ =
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
};

struct KnownFolder {
  std::int64_t n = 0, stamp = 0;
};

// The folders of records, those that have changed read again.
class Folders {
 public:
  Folders(SQLite::Database& sqlite, const Store& store)
      : sqlite_(sqlite),
        store_(store),
        add_folder_(sqlite, "INSERT INTO folder(name, stamp) VALUES (?, ?)"),
        set_stamp_(sqlite, "UPDATE folder SET stamp = ? WHERE n = ?"),
        forget_uses_(sqlite, "DELETE FROM folder_use WHERE folder = ?"),
        forget_(sqlite, "DELETE FROM folder WHERE n = ?"),
        add_use_(
            sqlite,
            "INSERT INTO folder_use VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)") {}

  Result<Diagnostics> run() {
    read_known();
    const fs::path root = store_.root() / "records";
    if (auto listed = each_folder_in(root); !listed) return fail(std::move(listed.error()));
    for (const auto& [name, folder] : known_) forget(folder.n);  // those that are left are there no more
    return std::move(faults_);
  }

 private:
  Result<void> each_folder_in(const fs::path& root) {
    const std::unique_ptr<DIR, int (*)(DIR*)> listing(::opendir(root.c_str()), ::closedir);
    if (!listing && errno == ENOENT) return {};
    if (!listing) return cannot_list(root);
    for (errno = 0; const dirent* entry = ::readdir(listing.get()); errno = 0) {
      if (entry->d_name[0] == '.') continue;
      const auto stamp = stamps_.of(::dirfd(listing.get()), entry->d_name);
      if (!stamp) continue;
      if (auto looked = look_at(entry->d_name, *stamp); !looked) return looked;
    }
    return errno == 0 ? Result<void>() : cannot_list(root);
  }
  Result<void> cannot_list(const fs::path& root) const {
    return fail(error("world.unreadable", {},
                      fmt::format("cannot list {}: {}", root.string(), std::generic_category().message(errno)),
                      {fmt::format("the store is {}; another is named with --store DIR", store_.root().string())}));
  }

  void read_known() {
    SQLite::Statement rows(sqlite_, "SELECT name, n, stamp FROM folder");
    while (rows.executeStep())
      known_.emplace(rows.getColumn(0).getString(),
                     KnownFolder{.n = rows.getColumn(1).getInt64(), .stamp = rows.getColumn(2).getInt64()});
  }

  Result<void> look_at(const std::string& name, std::int64_t stamp) {
    const auto known = known_.find(name);
    const bool is_known = known != known_.end();
    const KnownFolder before = is_known ? known->second : KnownFolder{};
    if (is_known) known_.erase(known);
    if (is_known && stamp != 0 && before.stamp == stamp) return {};
    auto records = store_.records_in(name);
    if (!records) return fail(std::move(records.error()));
    append(faults_, as_warnings(std::move(records->damaged)));
    add(is_known ? renewed(before.n, stamp) : added(name, stamp), records->records);
    return {};
  }

  std::int64_t renewed(std::int64_t n, std::int64_t stamp) {
    forget_uses_.bind(1, n);
    once(forget_uses_);
    set_stamp_.bind(1, stamp);
    set_stamp_.bind(2, n);
    once(set_stamp_);
    return n;
  }
  std::int64_t added(const std::string& name, std::int64_t stamp) {
    add_folder_.bind(1, name);
    add_folder_.bind(2, stamp);
    once(add_folder_);
    return sqlite_.getLastInsertRowid();
  }
  void forget(std::int64_t n) {
    forget_uses_.bind(1, n);
    once(forget_uses_);
    forget_.bind(1, n);
    once(forget_);
  }
  void add(std::int64_t folder, const std::vector<Record>& issues) {
    for (const Record& record : issues) {
      const LetterUses letter = uses_of(record);
      for (const RecordedUse& use : letter.uses) {
        add_use_.bind(1, letter.department);
        add_use_.bind(2, use.id);
        add_use_.bind(3, folder);
        add_use_.bind(4, letter.date.iso());
        once(add_use_);
      }
    }
  }
  static void once(SQLite::Statement& statement) {
    statement.exec();
    statement.reset();
  }

  SQLite::Database& sqlite_;
  const Store& store_;
  Stamps stamps_;
  SQLite::Statement add_folder_, set_stamp_, forget_uses_, forget_, add_use_;
  std::unordered_map<std::string, KnownFolder> known_;
  Diagnostics faults_;
};

}  // namespace

Result<Diagnostics> read_record_folders(SQLite::Database& sqlite, const Store& store) {
  return Folders(sqlite, store).run();
}

}  // namespace engross
