// In: a department's directory. Out: the files that the department consists of.
// Refuses: a directory without department.yaml, file names that a library could not hold, and more than a department
// needs.
#include <fmt/format.h>

#include "base/sha256.hpp"
#include "department/bundle.hpp"
#include "department/department.hpp"
#include "department/files.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_file_bytes = 64U << 20U;

Diagnostic awkward_name(const fs::path& directory, const std::string& file) {
  return error(
      "department.file-name", {},
      fmt::format("{}: the name of a department's file is made of letters, digits, '.', '_' and '-', at most 255",
                  (directory / file).string()),
      {"rename it"});
}

void append_reading(Diagnostics& problems, Result<std::string> content, std::string& to) {
  if (content)
    to = std::move(*content);
  else
    append(problems, content.error());
}

}  // namespace

std::string Resources::sha256() const {
  return sha256_hex(to_bundle(*this));
}

SourceRef Resources::source(std::string_view path) const {
  const auto found = files.find(path);
  if (found == files.end()) return nullptr;
  return make_source(directory ? (fs::path(origin) / path).generic_string() : fmt::format("{} in {}", path, origin),
                     found->second);
}

Result<Resources> read_directory(const World& world, const fs::path& directory) {
  const auto names = world.list_files(directory);
  if (!names) return fail(names.error());
  Resources resources{.origin = directory.generic_string(), .files = {}, .directory = true};
  Diagnostics problems;
  for (const std::string& name : *names) {
    if (kind_of_file(name) == FileKind::none) continue;
    if (is_plain_path(name))
      append_reading(problems, world.read_file(directory / name, most_file_bytes), resources.files[name]);
    else
      problems.push_back(awkward_name(directory, name));
  }
  if (!problems.empty()) return fail(std::move(problems));
  if (!resources.files.contains("department.yaml"))
    return fail(error("department.missing", {}, fmt::format("{} has no department.yaml", directory.string()),
                      {"name the directory that holds a department's department.yaml and style.yaml"}));
  return resources;
}

}  // namespace engross
