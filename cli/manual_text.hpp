// What the manual says that the command line does not: what a command is for, its files, the environment, exit codes.
#pragma once

#include <span>
#include <string_view>

namespace engross::cli {

struct ManualEntry {
  std::string_view term;  // the name of a file, a variable, an exit code; the words of a command
  std::string_view text;  // paragraphs, apart by an empty line
};

std::string_view manual_introduction();          // DESCRIPTION of engross(1)
std::span<const ManualEntry> manual_commands();  // more than --help says, by the words of the command
std::span<const ManualEntry> manual_exit_codes();
std::span<const ManualEntry> manual_files();
std::span<const ManualEntry> manual_environment();

}  // namespace engross::cli
