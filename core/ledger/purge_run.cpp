// In: the folder of a run, and a day. Out: the run without personal data of letters from before that day.
// Refuses: runs that have not ended, or that are at work, and records that do not read.
#include "ledger/purge_run.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <map>
#include <set>

#include "base/file_faults.hpp"
#include "base/sha256.hpp"
#include "ledger/durable.hpp"
#include "ledger/ended_run.hpp"
#include "ledger/manifest.hpp"
#include "ledger/record_line.hpp"
#include "ledger/run_lines.hpp"
#include "ledger/run_records.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::array<const char*, 2> files_of_refused{"refused.csv", "refused.jsonl"};

// Letters to purge, by the file that their records are in.
using ByFile = std::map<std::size_t, std::map<std::uint64_t, LedgerLetter>>;

class RunPurging {
 public:
  using Visit = std::function<void(const LedgerLetter&, const Record&)>;
  RunPurging(Ledger& ledger, const PurgeOrder& order, const Visit& visit, FileCalls& calls)
      : ledger_(ledger), folder_(ledger.folder()), order_(order), visit_(visit), calls_(calls) {}

  Result<PurgedRun> run(std::size_t rows) {
    if (auto found = find_letters(); !found) return fail(std::move(found.error()));
    const auto open = ledger_.has_open_purge();
    if (!open) return fail(open.error());
    is_open_ = *open;
    auto refused = has_refused_to_purge();
    if (!refused) return fail(std::move(refused.error()));
    done_.refused_cases = *refused;
    if (order_.dry_run || (due_.empty() && again_.empty() && !is_open_ && !*refused)) return done_;
    if (!due_.empty() || *refused)
      if (auto begun = ledger_.begin_purge(
              {.before = order_.before.iso(), .at = order_.at.rfc3339(), .because = order_.because}, due_);
          !begun)
        return fail(std::move(begun.error()));
    if (auto purged = purge_all(); !purged) return fail(std::move(purged.error()));
    if (auto written = write_manifests(ledger_, calls_); !written) return fail(std::move(written.error()));
    if (auto written = ledger_.write_back(); !written) return fail(std::move(written.error()));
    if (auto ended = ledger_.end_purges(); !ended) return fail(std::move(ended.error()));
    if (auto finished = ledger_.finish(rows); !finished) return fail(std::move(finished.error()));
    return done_;
  }

 private:
  // Those that are old enough, and those of earlier purges of which something is there yet or again.
  Result<void> find_letters() {
    return ledger_.each_letter([&](const LedgerLetter& letter) -> Result<void> {
      const auto line = read_record(folder_, letter);
      if (!line) return fail(line.error());
      has_letters_ = true;
      if (!letter.purged_at.empty()) {
        ++done_.earlier;
        if (line->record.purged && !is_there(letter)) return {};
        again_.push_back(letter.row);
        return take(letter);
      }
      if (line->record.letter_date >= order_.before) {
        ++left_;
        return {};
      }
      ++done_.letters;
      due_.push_back(letter.row);
      if (visit_) visit_(letter, line->record);
      return take(letter);
    });
  }
  Result<void> take(const LedgerLetter& letter) {
    by_file_[letter.record.file].emplace(letter.record.offset, letter);
    if (!is_there(letter)) return {};
    ++done_.files;
    done_.bytes += letter.bytes;
    return {};
  }
  bool is_there(const LedgerLetter& letter) const {
    std::error_code code;
    return is_letter_name(letter.file) && fs::exists(fs::symlink_status(folder_.root() / letter.file, code));
  }

  // Refused cases are as old as the run's letters, or as the run when it has none.
  bool are_refused_old() const {
    return left_ == 0 && (has_letters_ || is_open_ || ledger_.identity().today < order_.before);
  }
  Result<bool> has_refused_to_purge() const {
    if (!are_refused_old()) return false;
    for (const char* name : files_of_refused) {
      std::error_code code;
      if (fs::exists(fs::symlink_status(folder_.root() / name, code))) return true;
    }
    return ledger_.has_words_of_refused();
  }

  Result<void> purge_all() {
    for (const auto& [file, letters] : by_file_)
      if (auto written = write_again(file, letters); !written) return written;
    if (auto removed = remove_files(); !removed) return removed;
    const bool refused = are_refused_old();
    if (refused)
      if (auto removed = remove_refused(); !removed) return removed;
    return ledger_.blank_purged(refused ? Ledger::Refused::blank : Ledger::Refused::keep);
  }

  Result<void> write_again(std::size_t number, const std::map<std::uint64_t, LedgerLetter>& letters) {
    const fs::path path = folder_.records_file(number), fresh = path.string() + ".new";
    Descriptor file(calls_.open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600));
    if (!file.open()) return fail(unwritable(fresh, errno));
    const auto end = ledger_.records_end();
    if (!end) return fail(end.error());
    std::string waiting;
    const auto write = [&]() -> Result<void> {
      if (const int fault = write_whole(calls_, file.get(), waiting); fault != 0) return fail(unwritable(fresh, fault));
      waiting.clear();
      return {};
    };
    auto read =
        each_line_of_file(folder_, number, *end, [&](const RecordPlace& place, std::string_view line) -> Result<void> {
          const auto letter = letters.find(place.offset);
          if (letter == letters.end()) {
            waiting += line;
          } else {
            auto purged = purged_line(line, purge_of(letter->second), purged_name(letter->second));
            if (!purged) return fail(std::move(purged.error()));
            waiting += *purged;
          }
          waiting += '\n';
          constexpr std::size_t piece = 1U << 20U;
          return waiting.size() < piece ? Result<void>() : write();
        });
    if (!read) return read;
    if (auto written = write(); !written) return written;
    if (calls_.sync(file.get()) != 0 || !file.close_now() || calls_.rename_over(fresh.c_str(), path.c_str()) != 0)
      return fail(unwritable(path, errno));
    return synced(folder_.records());
  }

  // An earlier purge has said already when and why.
  RecordedPurge purge_of(const LedgerLetter& letter) const {
    if (const auto at = Timestamp::parse(letter.purged_at)) return {.at = *at, .because = letter.purged_because};
    return {.at = order_.at, .because = order_.because};
  }

  Result<void> synced(const fs::path& folder) {
    if (const int fault = sync_path(calls_, folder); fault != 0) return fail(unwritable(folder, fault));
    return {};
  }

  Result<void> remove(const fs::path& path) {
    if (calls_.remove(path.c_str()) != 0 && errno != ENOENT) return fail(unwritable(path, errno));
    return {};
  }

  Result<void> remove_files() {
    std::set<fs::path> folders;
    for (const auto& [file, letters] : by_file_)
      for (const auto& [offset, letter] : letters) {
        if (!is_there(letter)) continue;
        const fs::path path = folder_.root() / letter.file;
        if (auto removed = remove(path); !removed) return removed;
        folders.insert(path.parent_path());
      }
    for (const fs::path& folder : folders)
      if (auto done = synced(folder); !done) return done;
    return {};
  }

  Result<void> remove_refused() {
    for (const char* name : files_of_refused)
      if (auto removed = remove(folder_.root() / name); !removed) return removed;
    return synced(folder_.root());
  }

  Ledger& ledger_;
  const RunFolder& folder_;
  const PurgeOrder& order_;
  const Visit& visit_;
  FileCalls& calls_;
  ByFile by_file_;
  std::vector<std::size_t> due_, again_;  // rows
  std::size_t left_ = 0;                  // letters that stay whole
  bool has_letters_ = false;
  bool is_open_ = false;  // a purge that was stopped
  PurgedRun done_;
};

}  // namespace

std::string purged_name(const LedgerLetter& letter) {
  if (letter.file.ends_with("/" + letter.key + ".pdf")) return letter.file;
  return fmt::format("letters/purged/{}.pdf", letter.row);
}

Result<std::string> purged_line(std::string_view line, const RecordedPurge& purge, const std::string& file) {
  auto read = read_record_line(make_source("a line of records", std::string(line)));
  if (!read) return fail(std::move(read.error()));
  if (read->record.purged) return std::string(line);
  std::map<std::string, std::string> kept = std::move(read->kept);
  for (const RecordedFile& one : std::vector<RecordedFile>(read->record.files)) {
    const auto bytes = kept.find(one.sha256);
    if (!is_personal(one.role) || bytes == kept.end()) continue;
    if (auto facts = one.role == "approvals" ? approvals_without_words(bytes->second) : std::nullopt) {
      const std::string sha256 = sha256_hex(*facts);
      read->record.files.push_back({.role = std::string(approval_facts), .name = {}, .sha256 = sha256});
      kept.emplace(sha256, std::move(*facts));
    }
    kept.erase(one.sha256);
  }
  std::vector<KeptBytes> left;
  for (const auto& [sha256, bytes] : kept) left.push_back({sha256, bytes});
  // The reason is in the ledger; a line that was short has no room for a long one.
  for (const std::string& because : {purge.because, std::string()}) {
    const Record record = without_personal_data(read->record, {.at = purge.at, .because = because});
    auto written = write_record_line(read->key, read->row, file, record, left);
    if (!written) return written;
    if (written->size() > line.size()) continue;
    written->append(line.size() - written->size(), ' ');
    return written;
  }
  return fail(error("ledger.purge", {},
                    fmt::format("the record of {} has no room for what a purge says in it", read->key),
                    {"please report it: no record that engross wrote is that short"}));
}

Result<PurgedRun> purge_run(const RunFolder& folder, const PurgeOrder& order,
                            const std::function<void(const LedgerLetter&, const Record&)>& visit, FileCalls& calls) {
  auto run = hold_ended_run(folder, order.dry_run ? Ledger::Access::read : Ledger::Access::write, calls);
  if (!run) return fail(std::move(run.error()));
  return RunPurging(run->ledger, order, visit, calls).run(run->rows);
}

}  // namespace engross
