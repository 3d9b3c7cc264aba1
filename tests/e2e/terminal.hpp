// Runs a command at a terminal of its own, as a person who types what it asks for.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace engross::test {

struct AtTerminal {
  int exit_code = -1;  // 128 + signal when it was killed
  std::string shown;   // all that the terminal showed, echo and output alike
};

// Types `keys` once the terminal shows `question`; `while_asking` may look at the process before.
AtTerminal at_terminal(const std::vector<std::string>& command, const std::string& question, const std::string& keys,
                       const std::function<void(pid_t)>& while_asking = {});

}  // namespace engross::test
