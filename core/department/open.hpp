// A department made ready for work, from wherever it lies.
#pragma once

#include <functional>
#include <span>

#include "department/library.hpp"

namespace engross {

struct OpenedDepartment {
  std::shared_ptr<const Department> department;
  std::unique_ptr<DepartmentCode> code;  // null: it decides nothing in code, or was opened as a directory
};

// A department that was looked for: where it lies, and how it is to be opened.
struct LocatedDepartment {
  std::filesystem::path path;
  LibraryOptions library;
};

// Finds the department whose library another one extends, by its id. `heirs` are where those lie that its words go to:
// the one that is opened, then what that extends, and so on to the one that names the id.
using LocateLender =
    std::function<Result<LocatedDepartment>(const std::string& id, std::span<const std::filesystem::path> heirs)>;

struct OpenOptions {
  LibraryOptions library;
  LocateLender locate{};
};

// From a directory or a library. Errors: those of read_directory, read_library and Department::from; "library.lied"
// (department.yaml says that the department decides what its library does not); "department.extends" (a circle, too
// long a chain, first languages that differ), and those of `locate`, at the place of `extends`. The files of the
// libraries that it extends are among its resources and its bundle; their code is not run.
Result<OpenedDepartment> open_department(const World& world, const std::filesystem::path& path,
                                         const SharedResources& shared, const OpenOptions& options);

}  // namespace engross
