// Completion of commands, options and files for shells: a script each, written from what the program offers.
#pragma once

#include <string>

#include "command_tree.hpp"

namespace engross::cli {

// To be sourced, or put where bash-completion looks (share/bash-completion/completions/engross). Bash 4 or later; needs
// no package besides.
std::string bash_completion(const OfferedCommand& program);

// A file _engross in a folder of $fpath.
std::string zsh_completion(const OfferedCommand& program);

// A file engross.fish where fish looks (share/fish/vendor_completions.d).
std::string fish_completion(const OfferedCommand& program);

}  // namespace engross::cli
