// The group protocol: what workers have staged becomes letters, each once, whatever stops the machine on the way.
//
//   1  record lines are appended; staged files, records, and the folders of the group before are synced
//   2  one transaction: this group is `prepared`, the group before is `issued`
//   3  each file gets its final name, unless something has that already
//
// A letter counts from 2 on: it is never made again. What is staged and not yet prepared never was (ledger/settle.hpp).
#pragma once

#include <set>
#include <vector>

#include "ledger/ledger.hpp"
#include "ledger/record_files.hpp"

namespace engross {

// each_file: fsync of every file and folder. file_system: one syncfs for all, where that is known to reach the disk
// and to tell of its failures; it also writes what others have not yet written on that file system.
enum class Syncing : std::uint8_t { each_file, file_system };

// file_system on ext2 to 4, XFS, Btrfs, F2FS and tmpfs of Linux 5.8 or later, when all of the run's folder is on one.
Syncing best_syncing(const RunFolder& folder);

// One thread's.
class Publisher {
 public:
  // The run was begun or settled (ledger/run.hpp). Error: "world.unwritable".
  static Result<Publisher> open(Ledger& ledger, Syncing syncing, FileCalls& calls = system_calls());

  // Returns when the group is prepared and its files have their final names. Errors that leave everything as it was:
  // "ledger.name" (a name that leads out of the folder), "ledger.staged" (a staged file is not there, or is longer or
  // shorter than it should be). After any other error everything is refused: the run must be opened again, which
  // settles it. Those are "ledger.name-taken" (something else has the final name), "ledger.twice", "world.unwritable",
  // "ledger.busy".
  Result<void> publish(const LetterGroup& group);
  // What was published is issued when it returns.
  Result<void> flush();
  // flush(), and the export has that many rows.
  Result<void> finish(std::size_t rows);

 private:
  Publisher(Ledger& ledger, Syncing syncing, FileCalls& calls, Descriptor root, RecordsEnd end)
      : ledger_(ledger),
        syncing_(syncing),
        calls_(calls),
        root_(std::move(root)),
        records_(ledger.folder(), end, calls) {}

  template <class Work>
  Result<void> unless_broken(Work&& work);
  Result<void> write_group(const LetterGroup& group);
  Result<void> sync(const LetterGroup& group);
  Result<void> sync_each(const LetterGroup& group);
  Result<void> rename(const PreparedLetter& letter);
  Result<void> mark_issued();

  Ledger& ledger_;
  Syncing syncing_;
  FileCalls& calls_;
  Descriptor root_;  // opened before anything is written, so that syncfs tells of every failure since
  RecordFiles records_;
  std::set<std::string> folders_;     // of letters, that are there
  std::set<std::string> changed_;     // folders in which names have changed since they were synced
  std::vector<std::size_t> renamed_;  // rows that are not yet marked as issued
  bool broken_ = false;
};

}  // namespace engross
