// Letters and sheets by envelope. Private to this room.
#pragma once

#include <vector>

#include "print_run/print_run.hpp"

namespace engross {

struct EnvelopeCount {
  std::size_t letters = 0, sheets = 0;
};
struct RunCounts {
  std::size_t letters = 0, sheets = 0, pages = 0, blanks = 0;
  std::vector<EnvelopeCount> envelopes;  // one for each of the setup
};

RunCounts counts_of(const PrintRun& run, const PrintJob& job);
RunCounts counts_of(const PrintRun& run);  // of all its jobs

}  // namespace engross
