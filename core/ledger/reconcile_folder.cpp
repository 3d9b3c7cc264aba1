// In: a run's folder and its ledger. Out: files, records, objects and manifests that are not what the ledger says.
// Refuses nothing: what cannot be read does not agree.
#include "ledger/reconcile_folder.hpp"

#include <fmt/format.h>

#include <set>

#include "base/sha256.hpp"
#include "base/shown.hpp"
#include "ledger/durable.hpp"
#include "ledger/manifest.hpp"
#include "ledger/run_records.hpp"
#include "record/purge_record.hpp"
#include "record/store.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

class FolderReconciler {
 public:
  FolderReconciler(World& world, const Ledger& ledger, Disagreements& not_agreeing)
      : ledger_(ledger), folder_(ledger.folder()), not_agreeing_(not_agreeing), objects_(world, folder_.root()) {}

  Result<void> reconcile() {
    auto looked = ledger_.each_letter([&](const LedgerLetter& letter) -> Result<void> {
      look_at_file(letter);
      look_at_record(letter);
      return {};
    });
    if (!looked) return looked;
    if (auto listed = unknown_files(); !listed) return listed;
    staged_files();
    if (auto known = records_behind(); !known) return known;
    if (auto ended = purges(); !ended) return ended;
    return manifests();
  }

 private:
  std::string place_of(const LedgerLetter& letter) const {
    return fmt::format("row {}, {}, {}", letter.row, letter.key, (folder_.root() / letter.file).string());
  }

  void look_at_file(const LedgerLetter& letter) {
    if (letter.state == LetterState::prepared) return;  // told as such
    if (!is_letter_name(letter.file)) {
      not_agreeing_.add(Disagreements::file_differs, place_of(letter) + ": no name of a letter");
      return;
    }
    const auto hash = hash_of_file(folder_.root() / letter.file);
    if (!letter.purged_at.empty()) {
      if (!hash || *hash) not_agreeing_.add(Disagreements::purge_open, place_of(letter));
      return;
    }
    if (!hash)
      not_agreeing_.add(Disagreements::file_differs,
                        fmt::format("{}: {}", place_of(letter), hash.error().front().message));
    else if (!*hash)
      not_agreeing_.add(Disagreements::file_missing, place_of(letter));
    else if (**hash != letter.sha256)
      not_agreeing_.add(Disagreements::file_differs, place_of(letter));
  }

  void look_at_record(const LedgerLetter& letter) {
    const auto line = read_record(folder_, letter);
    if (!line) {
      not_agreeing_.add(Disagreements::record_damaged, line.error().front().message);
      return;
    }
    const bool purged = line->record.purged.has_value();
    if (!purged && !letter.purged_at.empty()) not_agreeing_.add(Disagreements::purge_open, place_of(letter));
    if (purged && letter.purged_at.empty())
      not_agreeing_.add(Disagreements::record_damaged,
                        place_of(letter) + ": it is purged, and the ledger does not say so");
    // The words are made again from the others: their hash alone is kept, unless somebody keeps them.
    for (const RecordedFile& file : line->record.files)
      if (file.role != "letter" && !(purged && is_personal(file.role)) && !line->kept.contains(file.sha256))
        look_at_object(file, letter);
  }

  // Each once: all letters share them.
  void look_at_object(const RecordedFile& file, const LedgerLetter& letter) {
    if (!looked_at_.insert(file.sha256).second) return;
    if (const auto object = objects_.object(file.sha256); !object)
      not_agreeing_.add(Disagreements::object_missing, fmt::format("{} “{}” of row {}: {}", file.role, file.name,
                                                                   letter.row, object.error().front().message));
  }

  Result<void> unknown_files() {
    std::error_code code;
    for (fs::recursive_directory_iterator it(folder_.letters(), code), end; !code && it != end; it.increment(code)) {
      std::error_code gone;
      if (it->symlink_status(gone).type() == fs::file_type::directory) continue;
      const std::string name = it->path().lexically_relative(folder_.root()).generic_string();
      const auto known = ledger_.has_file(name);
      if (!known) return fail(known.error());
      if (!*known) not_agreeing_.add(Disagreements::file_unknown, shown(it->path().string()));
    }
    if (code)
      not_agreeing_.add(Disagreements::file_missing, fmt::format("{}: {}", folder_.letters().string(), code.message()));
    return {};
  }

  Result<void> purges() {
    const auto open = ledger_.has_open_purge();
    if (!open) return fail(open.error());
    if (*open) not_agreeing_.add(Disagreements::purge_open, folder_.root().string());
    return {};
  }

  void staged_files() {
    std::error_code code;
    for (fs::directory_iterator it(folder_.staging(), code), end; !code && it != end; it.increment(code))
      not_agreeing_.add(Disagreements::staged, shown(it->path().string()));
  }

  Result<void> records_behind() {
    const auto end = ledger_.records_end();
    if (!end) return fail(end.error());
    std::set<std::string> known;
    for (std::size_t number = 1; number < end->file; ++number)
      known.insert(folder_.records_file(number).filename().string());
    if (end->lines > 0) known.insert(folder_.records_file(end->file).filename().string());
    std::error_code code;
    for (fs::directory_iterator it(folder_.records(), code), last; !code && it != last; it.increment(code)) {
      std::error_code gone;
      const bool is_last = it->path().filename() == folder_.records_file(end->file).filename();
      if (!known.contains(it->path().filename().string()) || (is_last && it->file_size(gone) != end->bytes))
        not_agreeing_.add(Disagreements::records_longer, shown(it->path().string()));
    }
    return {};
  }

  Result<void> manifests() {
    const auto rows = ledger_.rows();
    if (!rows) return fail(rows.error());
    if (!*rows) return {};
    for (const ManifestForm form : manifest_forms) {
      const fs::path path = folder_.root() / file_name_of(form);
      const auto found = hash_of_file(path);
      RunningSha256 hash;
      auto listed = each_manifest_line(ledger_, form, [&](std::string_view line) -> Result<void> {
        hash.add(line);
        return {};
      });
      if (!listed) return listed;
      if (!found || *found != hash.hex()) not_agreeing_.add(Disagreements::manifest_differs, path.string());
    }
    return {};
  }

  const Ledger& ledger_;
  const RunFolder& folder_;
  Disagreements& not_agreeing_;
  Store objects_;
  std::set<std::string> looked_at_;
};

}  // namespace

Result<void> reconcile_folder(World& world, const Ledger& ledger, Disagreements& not_agreeing) {
  return FolderReconciler(world, ledger, not_agreeing).reconcile();
}

}  // namespace engross
