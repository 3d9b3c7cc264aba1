// Options that every command takes.
#pragma once

#include <string>
#include <vector>

namespace engross::cli {

struct CommonOptions {
  std::string department;                    // --department ID|DIR: where the case's department lies
  std::vector<std::string> department_path;  // --department-path DIR, before the installed ones
  std::string lock;                          // --lock FILE, instead of the one beside a department
  std::vector<std::string> lock_trust;       // --lock-trust ROOT.pem: whoever signs a lock comes from one of these
  std::string store;                         // --store DIR
  std::string today;                         // --today DATE
  std::string at;                            // --at RFC3339
  bool json = false;
  bool quiet = false;
  bool no_colour = false;
};

// Exit codes of DESIGN: what a script sees.
enum Exit : int { done = 0, refused = 1, usage = 2, environment = 3, some_refused = 4 };

}  // namespace engross::cli
