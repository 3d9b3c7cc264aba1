// The command that a person may run next, as the options in use make it work.
#pragma once

#include <string>
#include <vector>

#include "base/shell_word.hpp"
#include "inputs.hpp"
#include "options.hpp"

namespace engross::cli {

// "engross check reply.md --department dfe --case case.json": the words, then what they need of the options. The store
// is named to commands that use it.
std::string next_command(const CommonOptions& common, const std::vector<std::string>& words,
                         const ReplyOptions& options = {});

}  // namespace engross::cli
