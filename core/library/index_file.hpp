// A file in the user's folder of caches in which an index remembers what it read of a store. Private to this room.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace engross {

struct IndexForm {
  std::string_view ending;  // of the file's name
  int application = 0, version = 0;
  int patience = 0;     // milliseconds for which one process waits for another
  bool erases = false;  // what is deleted is overwritten in the file
  std::string schema{};
  std::string_view purpose{};  // "how often paragraphs were used": what cannot be looked up without it
};

// Readable for its owner alone. One that does not read, is of another version, or proves damaged while it is asked is
// made anew in its place, whoever else has it open.
class IndexFile {
 public:
  // An empty folder, or one where nothing can be written: it is made in memory. The form outlives it. Error:
  // "search.index" (SQLite has no memory).
  static Result<IndexFile> open(const std::filesystem::path& folder, const std::filesystem::path& store,
                                const IndexForm& form);

  // The file goes; who has it open keeps his own until he ends.
  static void forget(const std::filesystem::path& folder, const std::filesystem::path& store, const IndexForm& form);

  SQLite::Database& sqlite() const { return *sqlite_; }

  // What SQLite throws in `work` is "search.index"; a file that proves damaged is emptied, so that open() makes it
  // anew.
  template <class Work>
  auto ask(Work&& work) const -> decltype(work()) {
    try {
      return work();
    } catch (const SQLite::Exception& why) {
      return fail(gone_wrong(why));
    }
  }
  // The same of work that can also be done with an index that is empty: in the place of one that is damaged.
  template <class Work>
  auto ask_anew(Work&& work) -> decltype(work()) {
    try {
      return work();
    } catch (const SQLite::Exception& why) {
      if (!is_damage(why)) return fail(unreadable(why));
    }
    return ask([&] {
      make_anew();
      return work();
    });
  }

 private:
  IndexFile(const IndexForm& form, std::filesystem::path file) : form_(&form), file_(std::move(file)) {}
  void open_at(const std::string& name);
  void open_here();
  void make_anew();
  void empty_file() const;
  static bool is_damage(const SQLite::Exception& why);
  Diagnostics gone_wrong(const SQLite::Exception& why) const;  // also empties a file that is damaged
  Diagnostics unreadable(const SQLite::Exception& why) const;

  const IndexForm* form_;
  std::filesystem::path file_;  // empty: in memory
  std::unique_ptr<SQLite::Database> sqlite_;
};

}  // namespace engross
