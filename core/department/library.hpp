// A department as a shared library: its files, and its code if it decides.
#pragma once

#include <filesystem>
#include <memory>

#include "base/world.hpp"
#include "department/code.hpp"
#include "department/department.hpp"
#include "department/lock.hpp"

namespace engross {

struct LibraryOptions {
  std::filesystem::path child_program;  // engross-department-child
  int deadline_ms = 5000;               // from its start until its files are there
  int answer_ms = 2000;                 // for each answer of its code
  std::shared_ptr<const Lock> lock{};   // only bytes that it admits are used; null: whatever is there
};

struct Library {
  Resources resources;
  std::unique_ptr<DepartmentCode> code;  // null when it decides nothing
};

// A department library, opened by a child process; its files are those, and have the sha256, that its directory gives.
// The library is read once and never opened here. Errors, each naming the library:
//   before any other look at it, under a lock: "lock.changed", "lock.not-locked" (department/lock.hpp);
//   before anything of it runs: "library.not-elf", "library.truncated", "library.malformed", "library.wrong-machine",
//     "library.not-shared", "library.no-manifest", "library.abi" (another major version of the boundary),
//     "library.needs-path" (it needs a library by its path, and not by a name that the system knows);
//   opening it: "library.open" (the loader's words: undefined symbols, missing libraries), "library.no-entry",
//     "library.refused" (it gave no department);
//   running it: "library.forbidden" (it tried what the sandbox forbids, docs/isolation.md), "library.crashed" (a
//   signal,
//     an exit), "library.timeout", "library.threw" (what it reported, or an exception), "library.printed" (standard
//     output and error are not its own), "library.too-large", "library.file" (a path that no department has, or twice),
//     "library.lied" (descriptor, files and manifest disagree, or messages make no sense);
//   "isolation.start" when the child program is not there.
Result<Library> read_library(const World& world, const std::filesystem::path& library, const LibraryOptions& options);

}  // namespace engross
