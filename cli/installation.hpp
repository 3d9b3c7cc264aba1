// Where this engross was installed, found from the program itself.
#pragma once

#include <filesystem>
#include <vector>

#include "base/world.hpp"

namespace engross::cli {

struct Installation {
  std::filesystem::path templates;                        // share/engross/templates
  std::filesystem::path scaffold;                         // share/engross/scaffold: a new department's first files
  std::filesystem::path child_program;                    // engross-department-child
  std::filesystem::path verifier_program;                 // engross-verifier
  std::filesystem::path probe_program;                    // engross-department-probe
  std::vector<std::filesystem::path> department_folders;  // lib/engross/departments, or departments of a build tree
  std::vector<std::filesystem::path> font_folders;
  std::vector<std::filesystem::path> dictionary_folders;  // of hyphenation
  std::filesystem::path store;                            // of this user
  std::filesystem::path signatories;                      // their ink; of this user

  // ENGROSS_DEPARTMENT_PATH, ENGROSS_FONT_PATH and ENGROSS_HYPHEN_PATH (colon-separated) come before the installed
  // folders.
  static Installation find(const World& world);
};

}  // namespace engross::cli
