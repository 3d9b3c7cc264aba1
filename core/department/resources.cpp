// In: a department's directory. Out: the files that the department consists of.
// Refuses: a directory without department.yaml, file names that a library could not hold, symbolic links where a file
// of the department should be, and more than a department needs.
#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "department/bundle.hpp"
#include "department/department.hpp"
#include "department/files.hpp"
#include "department/folder.hpp"
#include "department/lenders.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_file_bytes = 64U << 20U;

Diagnostic too_much(const fs::path& directory) {
  return error("department.too-large", {},
               fmt::format("{} holds more than {} files or {} MiB of a department", directory.string(),
                           most_department_files, most_department_bytes >> 20U),
               {"a department is some hundred files; put large matter elsewhere"});
}

void append_reading(Diagnostics& problems, Result<std::string> content, std::string& to) {
  if (content)
    to = std::move(*content);
  else
    append(problems, content.error());
}

std::string named(std::string_view path, const std::string& origin, bool directory) {
  return directory ? (fs::path(origin) / path).generic_string() : fmt::format("{} in {}", path, origin);
}

}  // namespace

std::string Resources::sha256() const {
  return sha256_hex(to_bundle(*this));
}

const Lender* Resources::lender_of(std::string_view path) const {
  const auto found = lent.find(path);
  if (found == lent.end()) return nullptr;
  const auto lender = std::ranges::find(lenders, found->second, &Lender::id);
  return lender == lenders.end() ? nullptr : &*lender;
}

std::string Resources::own_sha256() const {
  if (lenders.empty()) return sha256();
  Resources own{.origin = origin, .files = {}};
  for (const auto& [path, content] : files)
    if (!lent.contains(path) && path != inherited_file) own.files.emplace(path, content);
  return own.sha256();
}

SourceRef Resources::source(std::string_view path) const {
  const auto found = files.find(path);
  if (found == files.end()) return nullptr;
  const Lender* lender = lender_of(path);
  if (lender == nullptr) return make_source(named(path, origin, directory), found->second);
  const std::string_view there = path.starts_with(lent_notes_folder) ? "forwarding.yaml" : path;
  if (lender->origin.empty())
    return make_source(fmt::format("{} of {} in {}", there, lender->id, origin), found->second);
  return make_source(named(there, lender->origin, lender->directory), found->second);
}

Result<Resources> read_directory(const World& world, const fs::path& directory) {
  const auto names = world.list_files(directory);
  if (!names) return fail(names.error());
  Resources resources{.origin = directory.generic_string(), .files = {}, .directory = true};
  Diagnostics problems;
  std::size_t bytes = 0;
  for (const std::string& name : *names) {
    if (kind_of_file(name) == FileKind::none) continue;
    if (resources.files.size() == most_department_files) return fail(too_much(directory));
    if (!is_plain_path(name)) {
      problems.push_back(awkward_name(directory, name));
      continue;
    }
    std::string& content = resources.files[name];
    append_reading(problems, world.read_file(directory / name, most_file_bytes), content);
    bytes += content.size();
    if (bytes > most_department_bytes) return fail(too_much(directory));
  }
  const auto counts = [](std::string_view path) { return kind_of_file(path) != FileKind::none; };
  if (const auto links = refuse_links(world, directory, counts); !links) append(problems, links.error());
  if (!problems.empty()) return fail(std::move(problems));
  if (!resources.files.contains("department.yaml"))
    return fail(error("department.missing", {}, fmt::format("{} has no department.yaml", directory.string()),
                      {"name the directory that holds a department's department.yaml and style.yaml"}));
  return resources;
}

}  // namespace engross
