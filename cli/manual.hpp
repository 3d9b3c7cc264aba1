// The manual: engross(1), and a page for each command or family, engross-issue(1), in the macros of man(7). Commands,
// options and examples come from the command line itself; what is not in it from manual_text.hpp.
#pragma once

#include <string>
#include <vector>

#include "command_tree.hpp"

namespace engross::cli {

struct ManualPage {
  std::string name;  // "engross-issue"
  std::string text;  // troff
};

struct ManualEdition {
  std::string version;  // "0.1.0"
  std::string date;     // of the release: "2026-11-26"
};

std::vector<ManualPage> manual(const OfferedCommand& program, const ManualEdition& edition);

}  // namespace engross::cli
