// A department made ready for work, from wherever it lies.
#pragma once

#include "department/library.hpp"

namespace engross {

struct OpenedDepartment {
  std::shared_ptr<const Department> department;
  std::unique_ptr<DepartmentCode> code;  // null: it decides nothing in code, or was opened as a directory
};

struct OpenOptions {
  LibraryOptions library;
};

// From a directory or a library. Errors: those of read_directory, read_library and Department::from; "library.lied"
// (department.yaml says that the department decides what its library does not).
Result<OpenedDepartment> open_department(const World& world, const std::filesystem::path& path,
                                         const SharedResources& shared, const OpenOptions& options);

}  // namespace engross
