// What a folder of files may hold, if a store is to keep the files and a library to carry them. Private to this room.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/world.hpp"

namespace engross {

// "department.file-name": the name of a file that is not plain (department/files.hpp).
Diagnostic awkward_name(const std::filesystem::path& directory, const std::string& file);

// "department.link" for each symbolic link in the place of a file that counts, or of a folder of such files. What a
// link leads to may change, or lie where nobody can see it, without the files themselves changing.
Result<void> refuse_links(const World& world, const std::filesystem::path& directory,
                          const std::function<bool(std::string_view path)>& counts);

}  // namespace engross
