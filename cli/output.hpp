// Where a command writes its result, and what it must not write over.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "session.hpp"

namespace engross::cli {

struct Output {
  std::string path;        // "-" is standard output
  std::string may_hold;    // what a file of that name may hold: "somebody's edits"
  std::string suggestion;  // a file name for somebody who named a directory
  bool overwrite = false;  // such a file may go
  bool has_force = true;   // the command takes --force, which says so
};

// Asked before there is anything to lose. Errors: "output.directory"; "output.special" (a device or a pipe);
// "output.input" (it is one of the files that the result is made from, by whatever name); "output.exists".
Result<void> may_write(const Session& session, const Output& output, const std::vector<std::filesystem::path>& inputs);

// Whether a file is there that is surely a proof: made again at any time, it may go unasked.
bool holds_proof(const Session& session, const std::string& path);

// Errors: "output.exists" (it came to be since may_write), "options.output" (standard output, with --json), and those
// of the world.
Result<void> write_output(const Session& session, const Output& output, std::string_view bytes);

// "world.exists" of the output told as "output.exists".
Diagnostics about(const Output& output, Diagnostics faults);

}  // namespace engross::cli
