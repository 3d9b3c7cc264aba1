// Cases run apart: each in a process of its own, so that whatever a department does is a result and not an accident.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "conformance/result.hpp"

namespace engross {

struct Apart {
  std::filesystem::path program;         // this very program
  std::vector<std::string> arguments;    // before the case's name; it prints one result as JSON
  std::vector<std::string> environment;  // "NAME=value"
  int deadline_seconds = 300;            // for one case
  std::size_t at_once = 2;
};

// Tells each result as soon as it and all before it are there, in the order of the names. A process that dies or says
// nothing by the deadline has crashed.
void run_apart(const std::vector<std::string>& names, const Apart& how, const std::function<void(CaseResult)>& tell);

}  // namespace engross
