// In: the path of a department. Out: the department with the libraries that it extends, and its code.
// Refuses: what the readers refuse, chains of `extends` that go in a circle or too far, and a library whose code is not
// what its department.yaml says.
#include "department/open.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "department/inherit.hpp"
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

// Follows `extends` to its end, and puts the libraries together from there.
class Extending {
 public:
  Extending(const World& world, const std::filesystem::path& path, const OpenOptions& options)
      : world_(world), options_(options), heirs_{path} {}

  Result<Resources> with_lenders(Resources heir) {
    const auto extends = extended_by(heir);
    if (!extends) return heir;
    if (auto sound = extend_chain(*extends); !sound) return fail(std::move(sound.error()));
    auto lender = read_lender(*extends);
    if (!lender) return fail(std::move(lender.error()));
    auto whole = with_lenders(std::move(*lender));
    if (!whole) return fail(std::move(whole.error()));
    return inherit(std::move(heir), *whole, *extends);
  }

 private:
  Result<void> extend_chain(const Extended& extends) {
    if (chain_.empty() && !extends.by.empty()) chain_.push_back(extends.by);
    const bool circle = std::ranges::find(chain_, extends.id) != chain_.end();
    chain_.push_back(extends.id);
    if (circle)
      return fail(error("department.extends", extends.place,
                        fmt::format("these departments extend each other: {}", fmt::join(chain_, " -> ")),
                        {"take one `extends` away"}));
    if (chain_.size() > most_lenders + 1)
      return fail(error("department.extends", extends.place,
                        fmt::format("the chain is longer than {}: {}", most_lenders, fmt::join(chain_, " -> ")),
                        {"extend one that is nearer to the beginning of the chain"}));
    return {};
  }

  Result<Resources> read_lender(const Extended& extends) {
    if (!options_.locate)
      return fail(error("department.extends", extends.place,
                        fmt::format("there is nowhere to look for the department \"{}\"", extends.id)));
    const auto located = options_.locate(extends.id, heirs_);
    if (!located) return fail(at_extends(extends, located.error()));
    heirs_.push_back(located->path);
    auto library = read(world_, located->path, {.library = located->library, .locate = {}});
    if (!library) return fail(std::move(library.error()));
    return std::move(library->resources);  // its code goes: what a department decides, it decides for itself
  }

  // What is not found was named in department.yaml.
  static Diagnostics at_extends(const Extended& extends, Diagnostics faults) {
    for (Diagnostic& fault : faults)
      if (!fault.span.source) fault.span = extends.place;
    return faults;
  }

  const World& world_;
  const OpenOptions& options_;
  std::vector<std::string> chain_;
  std::vector<std::filesystem::path> heirs_;  // of what is read next
};

}  // namespace

Result<OpenedDepartment> open_department(const World& world, const std::filesystem::path& path,
                                         const SharedResources& shared, const OpenOptions& options) {
  auto library = read(world, path, options);
  if (!library) return fail(std::move(library.error()));
  auto whole = Extending(world, path, options).with_lenders(std::move(library->resources));
  if (!whole) return fail(std::move(whole.error()));
  auto department = Department::from(std::move(*whole), shared);
  if (!department) return fail(std::move(department.error()));
  if (!(*department)->resources.directory)
    if (auto same = same_code(**department, library->code.get()); !same) return fail(std::move(same.error()));
  return OpenedDepartment{.department = std::move(*department), .code = std::move(library->code)};
}

}  // namespace engross
