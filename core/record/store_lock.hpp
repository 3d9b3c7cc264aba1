// Who works in a store: those who issue do so side by side, who purges does so alone. Without it a purge could take
// away what a letter that is issued at that moment has just found to be kept already.
#pragma once

#include <filesystem>
#include <optional>

#include "base/descriptor.hpp"
#include "base/result.hpp"

namespace engross {

// flock(2) of STORE/.lock, which the system takes back from a process that dies.
class StoreLock {
 public:
  // Held from the first look at what is kept until the record is there. A store that is not
  // there yet has nothing to purge; a place where no lock can be had (it cannot be written, or its file system has
  // none) is worked in without one: whoever writes there tells. Error: "store.locked" (a purge is at work).
  static Result<StoreLock> to_issue(const std::filesystem::path& store);
  // Errors: "store.locked" (letters are issued, or another purge is at work), "world.unwritable".
  static Result<StoreLock> to_purge(const std::filesystem::path& store);

 private:
  explicit StoreLock(std::optional<Descriptor> file) : file_(std::move(file)) {}
  std::optional<Descriptor> file_;
};

}  // namespace engross
