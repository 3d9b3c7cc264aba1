// Files that are there whole or not at all, and the directories above them: private to this room.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.hpp"

namespace engross {

enum class Taken : std::uint8_t { replace, refuse };
enum class Readers : std::uint8_t { owner, everybody };  // modes 0600 and 0644, under the umask

// Writes beside the final name, syncs, then renames; `refuse` gives the name only when nothing has it. A symbolic link
// to a file is followed: the file is replaced, the link stays. Errors: "world.unwritable", "world.exists" (refuse),
// "world.not-a-file" (a directory, a device, a pipe: renaming over those would take them away).
Result<void> publish(const std::filesystem::path& path, std::string_view bytes, Taken taken,
                     Readers readers = Readers::owner);

// Each that was missing is there for good when this returns: the directory that holds it is synced too.
Result<void> make_directories_for_good(const std::filesystem::path& path);

// The name is gone for good.
Result<void> remove_for_good(const std::filesystem::path& path);

}  // namespace engross
