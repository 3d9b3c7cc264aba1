// What the system said of a file, as a diagnostic with a remedy.
#pragma once

#include <cstddef>
#include <filesystem>

#include "base/diagnostic.hpp"

namespace engross {

// `number` is errno.
Diagnostic unreadable(const std::filesystem::path& path, int number);
Diagnostic unwritable(const std::filesystem::path& path, int number);
Diagnostic no_such_file(const std::filesystem::path& path);
Diagnostic no_such_directory(const std::filesystem::path& path);
Diagnostic link_to_nothing(const std::filesystem::path& path);
Diagnostic name_is_taken(const std::filesystem::path& path);
Diagnostic too_large(const std::filesystem::path& path, std::size_t max_bytes);
// "world.not-a-file" and "world.not-a-directory".
Diagnostic directory_not_file(const std::filesystem::path& path);
Diagnostic special_not_file(const std::filesystem::path& path);
Diagnostic file_not_directory(const std::filesystem::path& path);

}  // namespace engross
