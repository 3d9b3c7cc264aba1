// `draft --pick`: an officer chooses and words a letter paragraph by paragraph; every step is on the disk at once.
#pragma once

#include <string>

#include "inputs.hpp"
#include "output.hpp"
#include "report.hpp"

namespace engross::cli {

struct PickOrder {
  Output output;          // the draft; the steps lie beside it, with ".steps" behind its name
  std::string case_path;  // as the draft names its case
  std::string answers;    // a file of lines instead of what is typed
};

struct Picked {
  bool done = false;  // false: stopped, to be gone on with
  std::size_t steps = 0;
  Reply reply;  // as the draft has it
};

// Goes on where steps of the same case and department lie beside the draft, unless the output may be overwritten.
// Errors: "pick.other" (the steps are of another case, department or template), "pick.edited" (the draft was changed by
// hand since), "pick.answers" (with standard input for the case too), those of the desk, of files and of output.
Result<Picked> pick(Session& session, Opened& opened, const PickOrder& order, const Report& report);

}  // namespace engross::cli
