// In: a ledger and what lies beside it after a crash. Out: letters that are issued, and nothing half done.
// Refuses: to publish bytes that are not those that the ledger knows, and to replace a file.
#include "ledger/settle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <set>

#include "base/file_faults.hpp"
#include "ledger/durable.hpp"
#include "ledger/ledger_errors.hpp"
#include "ledger/record_files.hpp"

namespace engross {
namespace fs = std::filesystem;

Diagnostic letter_name_taken(const RunFolder& folder, const std::string& file) {
  return error("ledger.name-taken", {},
               fmt::format("{} is there already, and is not the letter that the run has for it",
                           (folder.root() / file).string()),
               {"move it out of the run's folder, then resume the run: --resume; the letter is kept meanwhile"});
}

Result<void> make_letters_folder(const RunFolder& folder, const std::string& name, FileCalls& calls) {
  fs::path path = folder.root();
  for (const fs::path& part : fs::path(name)) {
    path /= part;
    if (const int number = make_folder_for_good(calls, path); number != 0) return fail(unwritable(path, number));
  }
  return {};
}

namespace {

class Settler {
 public:
  Settler(Ledger& ledger, FileCalls& calls) : ledger_(ledger), folder_(ledger.folder()), calls_(calls) {}

  Result<Settled> settle() {
    const auto end = ledger_.records_end();
    if (!end) return fail(end.error());
    if (auto cut = cut_back(folder_, *end, calls_); !cut) return fail(std::move(cut.error()));
    const auto prepared = ledger_.prepared();
    if (!prepared) return fail(prepared.error());
    for (const LedgerLetter& letter : *prepared)
      if (auto one = settle_one(letter); !one) return fail(std::move(one.error()));
    if (auto marked = mark_issued(); !marked) return fail(std::move(marked.error()));
    if (auto emptied = empty_staging(); !emptied) return fail(std::move(emptied.error()));
    return std::move(settled_);
  }

 private:
  Result<void> settle_one(const LedgerLetter& letter) {
    if (!is_letter_name(letter.file) || !is_staged_name(letter.staged))
      return fail(damaged_ledger(folder_.ledger(), fmt::format("row {} has names that no run gives", letter.row)));
    const auto final_hash = hash_of_file(folder_.root() / letter.file);
    if (!final_hash) return fail(final_hash.error());
    if (*final_hash == letter.sha256) {
      ++settled_.found;
      return is_issued(letter);
    }
    const auto staged_hash = hash_of_file(folder_.staging() / letter.staged);
    if (!staged_hash) return fail(staged_hash.error());
    if (*staged_hash == letter.sha256) {
      kept_.insert(letter.staged);  // whatever comes
      if (*final_hash) {
        settled_.faults.push_back(letter_name_taken(folder_, letter.file));
        return {};
      }
      if (auto published = publish(letter); !published) return published;
      ++settled_.published;
      return is_issued(letter);
    }
    if (*staged_hash) kept_.insert(letter.staged);  // somebody may want to see what became of it
    settled_.faults.push_back(lost(letter, final_hash->has_value(), staged_hash->has_value()));
    return {};
  }

  Result<void> publish(const LedgerLetter& letter) {
    if (auto made = make_letters_folder(folder_, fs::path(letter.file).parent_path().string(), calls_); !made)
      return made;
    const fs::path to = folder_.root() / letter.file;
    // Its bytes may have come from the cache of a disk that failed.
    const fs::path from = folder_.staging() / letter.staged;
    if (const int number = sync_path(calls_, from); number != 0) return fail(unwritable(from, number));
    if (calls_.rename_to_free(from.c_str(), to.c_str()) != 0) return fail(unwritable(to, errno));
    return {};
  }

  Result<void> is_issued(const LedgerLetter& letter) {
    issued_.push_back(letter.row);
    folders_.insert((folder_.root() / letter.file).parent_path());
    return {};
  }

  Result<void> mark_issued() {
    if (issued_.empty()) return {};
    for (const fs::path& folder : folders_)
      if (const int number = sync_path(calls_, folder); number != 0) return fail(unwritable(folder, number));
    return ledger_.enter({.group = nullptr, .places = {}, .records = {}, .issued = issued_});
  }

  Result<void> empty_staging() {
    std::error_code code;
    std::vector<fs::path> leftovers;
    for (fs::directory_iterator it(folder_.staging(), code), end; !code && it != end; it.increment(code))
      if (!kept_.contains(it->path().filename().string())) leftovers.push_back(it->path());
    if (code) return fail(unreadable(folder_.staging(), code.value()));
    for (const fs::path& leftover : leftovers)
      if (calls_.remove(leftover.c_str()) != 0) return fail(unwritable(leftover, errno));
    settled_.thrown_away = leftovers.size();
    return {};
  }

  Diagnostic lost(const LedgerLetter& letter, bool has_final, bool has_staged) const {
    const std::string final_name = (folder_.root() / letter.file).string();
    const std::string staged_name = (folder_.staging() / letter.staged).string();
    const std::string how = has_final ? fmt::format("{} has other bytes", final_name)
                            : has_staged
                                ? fmt::format("{} has other bytes, and there is no {}", staged_name, final_name)
                                : fmt::format("there is neither {} nor {}", staged_name, final_name);
    return error("ledger.letter-lost", {},
                 fmt::format("the letter {} of row {} is lost: {}", letter.key, letter.row, how),
                 {fmt::format("its record has all of it: engross records remake {} --store {} -o FILE.pdf, then move "
                              "that file to {} and resume",
                              letter.key, folder_.root().string(), final_name),
                  "somebody or something changed the folder: nothing that a run does loses a letter"});
  }

  Ledger& ledger_;
  const RunFolder& folder_;
  FileCalls& calls_;
  Settled settled_;
  std::vector<std::size_t> issued_;
  std::set<fs::path> folders_;
  std::set<std::string> kept_;  // in the staging folder
};

}  // namespace

Result<Settled> settle(Ledger& ledger, FileCalls& calls) {
  return Settler(ledger, calls).settle();
}

}  // namespace engross
