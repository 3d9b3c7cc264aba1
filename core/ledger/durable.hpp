// Files and folders that outlast a power cut: private to this room. All return 0 or errno.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "ledger/file_calls.hpp"

namespace engross {

// What was written so far of a file or in a folder is on the disk.
int sync_path(FileCalls& calls, const std::filesystem::path& path);
// Whole, however little the system takes at once.
int write_whole(FileCalls& calls, int file, std::string_view bytes);
// One folder whose parent is there; it may be there already. The parent is synced.
int make_folder_for_good(FileCalls& calls, const std::filesystem::path& path);

// The SHA-256 of a file, read piece by piece; nothing when it is not there. Errors: "world.unreadable",
// "world.not-a-file".
Result<std::optional<std::string>> hash_of_file(const std::filesystem::path& path);

}  // namespace engross
