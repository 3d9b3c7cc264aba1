// In: a store, and a day. Out: the store without personal data of letters from before that day.
// Refuses: stores with a record that does not read: nobody knows what that one needs.
#include "record/purge_store.hpp"

#include <algorithm>
#include <set>

namespace engross {
namespace {

class StorePurge {
 public:
  StorePurge(Store& store, const PurgeOrder& order, const std::function<void(const Record&)>& visit)
      : store_(store), order_(order), visit_(visit) {}

  Result<PurgedStore> run() {
    auto all = store_.records();
    if (!all) return fail(std::move(all.error()));
    if (!all->damaged.empty()) return fail(std::move(all->damaged));
    for (Record& record : all->records)
      if (auto done = look_at(record); !done) return fail(std::move(done.error()));
    if (auto swept = sweep(); !swept) return fail(std::move(swept.error()));
    return done_;
  }

 private:
  Result<void> look_at(Record& record) {
    if (record.purged) {
      ++done_.earlier;
    } else if (record.letter_date < order_.before) {
      if (visit_) visit_(record);
      ++done_.letters;
      if (auto purged = purge(record); !purged) return purged;
    }
    for (const RecordedFile& file : record.files)
      (record.purged && is_personal(file.role) ? personal_ : needed_).insert(file.sha256);
    return {};
  }

  Result<void> purge(Record& record) {
    if (auto kept = keep_approval_facts(record); !kept) return kept;
    record = without_personal_data(std::move(record), {.at = order_.at, .because = order_.because});
    return order_.dry_run ? Result<void>() : store_.replace(record);
  }

  // Before the record names them: stopped in between they are one object more, which the next purge removes.
  Result<void> keep_approval_facts(Record& record) {
    const RecordedFile* approvals = record.file("approvals");
    if (approvals == nullptr || order_.dry_run) return {};
    const auto bytes = store_.object(approvals->sha256);
    if (!bytes) return {};  // they were missing before
    const auto facts = approvals_without_words(*bytes);
    if (!facts) return {};
    auto key = store_.keep(*facts);
    if (!key) return fail(std::move(key.error()));
    record.files.push_back({.role = std::string(approval_facts), .name = {}, .sha256 = std::move(*key)});
    return {};
  }

  Result<void> sweep() {
    const auto objects = store_.objects();
    if (!objects) return fail(objects.error());
    for (const Store::KeptObject& object : *objects) {
      if (needed_.contains(object.sha256) || !(object.settled || personal_.contains(object.sha256))) continue;
      ++done_.objects;
      done_.bytes += object.bytes;
      if (order_.dry_run) continue;
      if (auto gone = store_.forget(object.sha256); !gone) return gone;
    }
    return sweep_unfinished();
  }

  Result<void> sweep_unfinished() {
    const auto files = store_.unfinished_files();
    if (!files) return fail(files.error());
    for (const Store::UnfinishedFile& file : *files) {
      ++done_.objects;
      done_.bytes += file.bytes;
      if (order_.dry_run) continue;
      if (auto gone = store_.remove(file); !gone) return gone;
    }
    return {};
  }

  Store& store_;
  const PurgeOrder& order_;
  const std::function<void(const Record&)>& visit_;
  std::set<std::string> needed_, personal_;  // the second of purged letters alone, unless it is in the first too
  PurgedStore done_;
};

}  // namespace

Result<PurgedStore> purge_store(Store& store, const PurgeOrder& order,
                                const std::function<void(const Record&)>& visit) {
  return StorePurge(store, order, visit).run();
}

}  // namespace engross
