// In: the path of a department. Out: the department, and its code.
// Refuses: what the readers refuse, and a library whose code is not what its department.yaml says.
#include "department/open.hpp"

#include <fmt/format.h>

#include "department/library_child.hpp"

namespace engross {
namespace {

Result<Library> read(const World& world, const std::filesystem::path& path, const OpenOptions& options) {
  if (world.kind_of(path) != World::Kind::directory) return read_library(world, path, options.library);
  auto resources = read_directory(world, path);
  if (!resources) return fail(std::move(resources.error()));
  return Library{.resources = std::move(*resources), .code = nullptr};
}

Result<void> same_code(const Department& department, const DepartmentCode* code) {
  for (const Call call : {Call::derive, Call::select}) {
    const bool offered = code != nullptr && code->offers(call);
    if (department.decides.contains(call) == offered) continue;
    return fail(library_fault(
        "library.lied", department.resources.origin,
        fmt::format("its department.yaml and its manifest disagree on whether its code decides {}", name_of(call)),
        {"build the library again with engross_add_department, all of it from one version"}));
  }
  return {};
}

}  // namespace

Result<OpenedDepartment> open_department(const World& world, const std::filesystem::path& path,
                                         const SharedResources& shared, const OpenOptions& options) {
  auto library = read(world, path, options);
  if (!library) return fail(std::move(library.error()));
  auto department = Department::from(std::move(library->resources), shared);
  if (!department) return fail(std::move(department.error()));
  if (!(*department)->resources.directory)
    if (auto same = same_code(**department, library->code.get()); !same) return fail(std::move(same.error()));
  return OpenedDepartment{.department = std::move(*department), .code = std::move(library->code)};
}

}  // namespace engross
