// Which department a folder or a library is, by its own word.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "base/world.hpp"

namespace engross {

// The id in a folder's department.yaml, or in a library's manifest, which is read without opening it. What the file or
// folder is called does not matter. Errors: those of reading and of the manifest, "department.missing" (no id),
// "department.id" (an id that is none).
Result<std::string> identify_department(const World& world, const std::filesystem::path& path);

}  // namespace engross
