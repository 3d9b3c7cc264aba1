// The lines of a run's records, one after the other, as its ledger knows where they end.
#pragma once

#include <functional>
#include <string_view>

#include "ledger/ledger.hpp"

namespace engross {

struct LinesFrom {
  std::size_t file = 1;
  std::uint64_t offset = 0;
};

// From a place on up to the end. What `visit` returns stops it when it is an error. The memory that it takes is that of
// the longest line. Errors: "record.damaged" (a file ends before the ledger's end, or a line is longer than any),
// "world.no-such-file", "world.unreadable".
Result<void> each_record_line(
    const RunFolder& folder, LinesFrom from, const RecordsEnd& end,
    const std::function<Result<void>(const RecordPlace& place, std::string_view line)>& visit);

// The same of one file, as far as the ledger knows of it.
Result<void> each_line_of_file(
    const RunFolder& folder, std::size_t number, const RecordsEnd& end,
    const std::function<Result<void>(const RecordPlace& place, std::string_view line)>& visit);

}  // namespace engross
