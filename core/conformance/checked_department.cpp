// In: a directory or a library, and where its samples and tests lie. Out: the department, its samples and rules tests.
// Refuses: what the readers refuse.
#include "conformance/checked_department.hpp"

#include <fmt/format.h>

#include "department/elf.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_file_bytes = 8U << 20U;

}  // namespace

Result<std::string> CheckedDepartment::library_bytes() const {
  auto bytes = world_.read_file(options_.path, most_library_bytes);
  if (bytes && options_.lock != nullptr)
    if (auto admitted = admits_library(*options_.lock, options_.path, *bytes); !admitted)
      return fail(std::move(admitted.error()));
  return bytes;
}

const Result<std::shared_ptr<const Department>>& CheckedDepartment::department() {
  if (department_) return *department_;
  const OpenOptions options{.library = {.child_program = options_.child_program, .lock = options_.lock},
                            .locate = options_.locate};
  auto opened = open_department(world_, options_.path, shared_, options);
  if (opened) code_ = std::move(opened->code);
  department_ = opened ? Result<std::shared_ptr<const Department>>(std::move(opened->department))
                       : Result<std::shared_ptr<const Department>>(fail(std::move(opened.error())));
  return *department_;
}

DepartmentCode* CheckedDepartment::code() {
  return workbench_ ? workbench_->code.get() : code_.get();
}

std::string CheckedDepartment::needs_code() {
  const auto& opened = department();
  if (!opened || (*opened)->decides.empty() || code() != nullptr) return {};
  return "the department decides in code, which its directory does not hold: build it, and check its .so";
}

Result<Workbench*> CheckedDepartment::workbench() {
  if (workbench_) return workbench_.get();
  const auto& opened = department();
  if (!opened) return fail(opened.error());
  auto equipment = equip(**opened, options_.fonts, options_.dictionaries);
  if (!equipment) return fail(std::move(equipment.error()));
  workbench_ = std::make_unique<Workbench>(*opened, std::move(*equipment), std::move(code_));
  return workbench_.get();
}

Result<std::vector<Sample>> CheckedDepartment::samples() const {
  std::vector<Sample> samples;
  const fs::path folder = options_.source / "samples";
  if (options_.source.empty() || world_.kind_of(folder) != World::Kind::directory) return samples;
  const auto files = world_.list_files(folder);
  if (!files) return fail(files.error());
  for (const std::string& file : *files) {
    if (!file.ends_with(".json") || file.starts_with('.')) continue;
    auto bytes = world_.read_file(folder / file, most_file_bytes);
    if (!bytes) return fail(std::move(bytes.error()));
    samples.push_back({file.substr(0, file.size() - std::string_view(".json").size()),
                       make_source((folder / file).generic_string(), std::move(*bytes))});
  }
  return samples;
}

Result<std::optional<std::vector<RulesRow>>> CheckedDepartment::rules_table() const {
  using Rows = std::optional<std::vector<RulesRow>>;
  const fs::path file = options_.source / "tests" / "rules.yaml";
  if (options_.source.empty() || world_.kind_of(file) != World::Kind::file) return Rows();
  auto bytes = world_.read_file(file, most_file_bytes);
  if (!bytes) return fail(std::move(bytes.error()));
  auto rows = read_rules_table(make_source(file.generic_string(), std::move(*bytes)));
  if (!rows) return fail(std::move(rows.error()));
  return Rows(std::move(*rows));
}

std::string CheckedDepartment::without(std::string_view what) const {
  if (options_.source.empty())
    return fmt::format("a library holds no {}: name the directory that has them with --source DIR", what);
  return fmt::format("{} has no {}", options_.source.generic_string(), what);
}

}  // namespace engross
