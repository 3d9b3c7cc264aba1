// In: the folders of a store's records, and their stamps when they were read. Out: the records of those that have
// changed since, handed over. Refuses nothing: records that do not read are told.
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

#include "library/record_follower.hpp"

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

class Folders {
 public:
  Folders(SQLite::Database& sqlite, const Store& store, RecordReceiver& to)
      : sqlite_(sqlite),
        store_(store),
        to_(to),
        add_folder_(sqlite, "INSERT INTO folder(name, stamp) VALUES (?, ?)"),
        set_stamp_(sqlite, "UPDATE folder SET stamp = ? WHERE n = ?"),
        forget_(sqlite, "DELETE FROM folder WHERE n = ?") {}

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
    const std::int64_t n = is_known ? renewed(before.n, stamp) : added(name, stamp);
    if (!to_.take_folder(n, *records)) set_stamp(n, 0);
    append(faults_, as_warnings(std::move(records->damaged)));
    return {};
  }

  std::int64_t renewed(std::int64_t n, std::int64_t stamp) {
    to_.forget_folder(n);
    set_stamp(n, stamp);
    return n;
  }
  std::int64_t added(const std::string& name, std::int64_t stamp) {
    add_folder_.bind(1, name);
    add_folder_.bind(2, stamp);
    once(add_folder_);
    return sqlite_.getLastInsertRowid();
  }
  void set_stamp(std::int64_t n, std::int64_t stamp) {
    set_stamp_.bind(1, stamp);
    set_stamp_.bind(2, n);
    once(set_stamp_);
  }
  void forget(std::int64_t n) {
    to_.forget_folder(n);
    forget_.bind(1, n);
    once(forget_);
  }
  static void once(SQLite::Statement& statement) {
    statement.exec();
    statement.reset();
  }

  SQLite::Database& sqlite_;
  const Store& store_;
  RecordReceiver& to_;
  Stamps stamps_;
  SQLite::Statement add_folder_, set_stamp_, forget_;
  std::unordered_map<std::string, KnownFolder> known_;
  Diagnostics faults_;
};

}  // namespace

Result<Diagnostics> follow_folders(SQLite::Database& sqlite, const Store& store, RecordReceiver& to) {
  return Folders(sqlite, store, to).run();
}

}  // namespace engross
