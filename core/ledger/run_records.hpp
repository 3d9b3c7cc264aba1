// Reading a run's folder: letters by their reference or bytes, their records, and what they were made of.
#pragma once

#include <optional>
#include <string>

#include "base/world.hpp"
#include "ledger/ledger.hpp"
#include "ledger/record_line.hpp"
#include "record/kept_objects.hpp"

namespace engross {

// The line of a letter, read from its place. Errors: "record.damaged" (also: it is another letter's, or the file ends
// before it), "world.no-such-file", "world.unreadable".
Result<RecordLine> read_record(const RunFolder& folder, const LedgerLetter& letter);

// What one letter of a run was made of: what its line keeps, else what all letters share, in the folder's objects/.
class RunObjects final : public KeptObjects {
 public:
  RunObjects(World& world, const RunFolder& folder, std::map<std::string, std::string> kept)
      : world_(world), folder_(folder), kept_(std::move(kept)) {}
  Result<std::string> object(const std::string& sha256) const override;

 private:
  World& world_;
  RunFolder folder_;
  std::map<std::string, std::string> kept_;
};

}  // namespace engross
