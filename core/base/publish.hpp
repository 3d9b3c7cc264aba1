// Files that are there whole or not at all, and the directories above them. One file in one piece is World's to write.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "base/descriptor.hpp"
#include "base/result.hpp"

namespace engross {

enum class Taken : std::uint8_t { replace, refuse };
enum class Readers : std::uint8_t { owner, everybody };  // modes 0600 and 0644, under the umask

// Writes beside the final name, syncs, then renames; `refuse` gives the name only when nothing has it. A symbolic link
// to a file is followed: the file is replaced, the link stays. Errors: "world.unwritable", "world.exists" (refuse),
// "world.not-a-file" (a directory, a device, a pipe: renaming over those would take them away).
Result<void> publish(const std::filesystem::path& path, std::string_view bytes, Taken taken,
                     Readers readers = Readers::owner);

// Whether publish() or GrowingFile calls a file so until it has its name: what a process that died has left of one.
bool is_unfinished_name(std::string_view file_name);

// A file that is too long to be held, written piece by piece under another name and given its own at the end. Without
// publish() nothing is left of it.
class GrowingFile {
 public:
  // Errors of this and all below: "world.unwritable", "world.not-a-file".
  static Result<GrowingFile> begin(const std::filesystem::path& path, Readers readers = Readers::owner);
  GrowingFile(GrowingFile&& other) noexcept;
  GrowingFile& operator=(GrowingFile&&) = delete;
  ~GrowingFile();

  Result<void> append(std::string_view bytes);
  // Synced, and under its name, whatever had that before.
  Result<void> publish();

 private:
  GrowingFile(std::filesystem::path path, std::filesystem::path temporary, Descriptor file)
      : path_(std::move(path)), temporary_(std::move(temporary)), file_(std::move(file)) {}
  Result<void> write_out();

  std::filesystem::path path_, temporary_;
  Descriptor file_;
  std::string waiting_;
};

// Each that was missing is there for good when this returns: the directory that holds it is synced too.
Result<void> make_directories_for_good(const std::filesystem::path& path);

// The name is gone for good.
Result<void> remove_for_good(const std::filesystem::path& path);

}  // namespace engross
