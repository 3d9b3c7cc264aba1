// Who a process has started, as the system tells it.
#pragma once

#include <sys/types.h>

#include <fstream>
#include <string>
#include <vector>

namespace engross::test {

// That have not ended, as they are now.
inline std::vector<pid_t> children_of(pid_t process) {
  std::vector<pid_t> children;
  const std::string number = std::to_string(process);
  std::ifstream list("/proc/" + number + "/task/" + number + "/children");
  for (pid_t child = 0; list >> child;) children.push_back(child);
  return children;
}

}  // namespace engross::test
