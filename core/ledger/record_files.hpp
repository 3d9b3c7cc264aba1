// The records of a run as lines: records/0001.jsonl and on, 10,000 lines each. Private to this room.
#pragma once

#include <string>
#include <vector>

#include "base/descriptor.hpp"
#include "ledger/ledger.hpp"

namespace engross {

class RecordFiles {
 public:
  // Goes on where the ledger says that they end; what lies behind that was cut off by settle().
  RecordFiles(RunFolder folder, RecordsEnd end, FileCalls& calls)
      : folder_(std::move(folder)), end_(end), calls_(calls) {}

  // Error: "world.unwritable".
  Result<std::vector<RecordPlace>> append(const std::vector<PreparedLetter>& letters);
  const RecordsEnd& end() const { return end_; }

  // Files that were written to since the last call, and whether there may be a new one among them: to be synced.
  std::vector<std::size_t> take_changed() { return std::exchange(changed_, {}); }
  bool take_new() { return std::exchange(new_, false); }

 private:
  Result<void> write(const std::string& lines);
  Result<void> open();

  RunFolder folder_;
  RecordsEnd end_;
  FileCalls& calls_;
  Descriptor file_;
  std::size_t open_number_ = 0;
  std::vector<std::size_t> changed_;
  bool new_ = false;
};

// Cuts the files back to what the ledger knows: what a stopped run had written of its next group goes. Errors:
// "ledger.records-short" (something that the ledger knows of is not there), "world.unwritable".
Result<void> cut_back(const RunFolder& folder, const RecordsEnd& end, FileCalls& calls);

}  // namespace engross
