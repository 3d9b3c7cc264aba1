// The Department for Education as these tests use it: read once from its folder.
#pragma once

#include <fmt/format.h>

#include "conformance/rules_table.hpp"
#include "department/department.hpp"

namespace engross::test {

inline const std::string source_directory = ENGROSS_SOURCE_DIR;

inline const SharedResources& shared() {
  static const auto read = SharedResources::read(SystemWorld(), source_directory + "/templates");
  if (!read) throw std::runtime_error(print(read.error()));
  return *read;
}

inline std::shared_ptr<const Department> dfe() {
  static const auto department = [] {
    auto resources = read_directory(SystemWorld(), source_directory + "/plugins/dfe");
    return resources ? Department::from(std::move(*resources), shared())
                     : Result<std::shared_ptr<const Department>>(fail(resources.error()));
  }();
  if (!department) throw std::runtime_error(print(department.error()));
  return *department;
}

inline Result<std::vector<RulesRow>> rules_table() {
  const std::string path = source_directory + "/plugins/dfe/tests/rules.yaml";
  const auto text = SystemWorld().read_file(path, 1U << 20U);
  if (!text) return fail(text.error());
  return read_rules_table(make_source(path, *text));
}

}  // namespace engross::test
