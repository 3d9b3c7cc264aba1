// The first files of a new department.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/result.hpp"
#include "base/world.hpp"

namespace engross {

struct Scaffold {
  std::string name;        // the department's id
  bool with_code = false;  // it decides in C++ too
};

// The files by path, from the installation's folder scaffold/: department/ for every department, code/ for one with
// code besides. There, @name@ stands for the name, a file of code/ that ends in ".more" goes on where the file of that
// name in department/ ends, and "gitignore" is .gitignore. Errors: "scaffold.name" (no id), those of World.
Result<std::map<std::string, std::string>> scaffold(const World& world, const std::filesystem::path& folder,
                                                    const Scaffold& order);

}  // namespace engross
