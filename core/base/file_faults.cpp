// In: a path and what the system said of it. Out: the diagnostic, with what a person can do about it.
// Refuses nothing.
#include "base/file_faults.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

namespace engross {
namespace fs = std::filesystem;
namespace {

std::string reason_of(int number) {
  return std::generic_category().message(number);
}

std::string folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path().string() : ".";
}

std::string remedy_for_writing(const fs::path& path, int number) {
  switch (number) {
    case ENOENT:
      return fmt::format("make the folder {} first, or choose another place", folder_of(path));
    case ENOTDIR:
      return fmt::format("{} goes through something that is no folder; choose another place", path.string());
    case ENOSPC:
    case EDQUOT:
      return "make room, or choose another disk";
    case ENAMETOOLONG:
      return "choose a shorter name";
    case ELOOP:
      return "name the file itself: the links lead in a circle";
    case EACCES:
    case EPERM:
    case EROFS:
      return fmt::format("choose a folder that you may write to, or ask for permission to write to {}",
                         folder_of(path));
    default:
      return "choose another place, or look after the disk and try again";
  }
}

std::string remedy_for_reading(const fs::path& path, int number) {
  switch (number) {
    case EACCES:
    case EPERM:
      return "ask its owner for permission to read it";
    case ENOTDIR:
      return fmt::format("{} goes through something that is no folder; check the name", path.string());
    case ENAMETOOLONG:
      return "no file has so long a name; check it";
    default:
      return "look after the disk, or use another copy";
  }
}

}  // namespace

Diagnostic unreadable(const fs::path& path, int number) {
  return error("world.unreadable", {}, fmt::format("cannot read {}: {}", path.string(), reason_of(number)),
               {remedy_for_reading(path, number)});
}

Diagnostic unwritable(const fs::path& path, int number) {
  return error("world.unwritable", {}, fmt::format("cannot write {}: {}", path.string(), reason_of(number)),
               {remedy_for_writing(path, number)});
}

Diagnostic no_such_file(const fs::path& path) {
  return error("world.no-such-file", {}, fmt::format("there is no file {}", path.string()),
               {fmt::format("check its name; the folder is {}", folder_of(path))});
}

Diagnostic no_such_directory(const fs::path& path) {
  return error("world.no-such-directory", {}, fmt::format("there is no directory {}", path.string()),
               {"check its name, or make it"});
}

Diagnostic link_to_nothing(const fs::path& path) {
  return error("world.unwritable", {}, fmt::format("{} is a link to something that is not there", path.string()),
               {"name the file itself, or take the link away"});
}

Diagnostic name_is_taken(const fs::path& path) {
  return error("world.exists", {}, fmt::format("{} exists already", path.string()),
               {"choose another name, or take it away first"});
}

Diagnostic too_large(const fs::path& path, std::size_t max_bytes) {
  return error("world.too-large", {}, fmt::format("{} is larger than the limit of {} bytes", path.string(), max_bytes),
               {"check that it is the file that you meant; if it is, take out what does not belong in it"});
}

Diagnostic directory_not_file(const fs::path& path) {
  return error("world.not-a-file", {}, fmt::format("{} is a directory, not a file", path.string()),
               {"name a file in it"});
}

Diagnostic special_not_file(const fs::path& path) {
  return error("world.not-a-file", {}, fmt::format("{} is a device, a pipe or a socket, not a file", path.string()),
               {"name a file; a command that can write to standard output does so with -o -"});
}

Diagnostic file_not_directory(const fs::path& path) {
  return error("world.not-a-directory", {}, fmt::format("{} is not a directory", path.string()), {"name a directory"});
}

}  // namespace engross
