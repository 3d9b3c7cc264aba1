// In: a department's directory. Out: the files that the department consists of.
// Refuses: a directory without department.yaml, file names that a library could not hold, symbolic links where a file
// of the department should be, and more than a department needs.
#include <fmt/format.h>

#include <algorithm>
#include <array>

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

// Whether a department would have had a file by this name: the link's own, or one below a folder that it leads to.
bool stands_for_a_file(const World& world, const fs::path& directory, const std::string& link) {
  if (kind_of_file(link) != FileKind::none) return true;
  if (world.kind_of(directory / link) != World::Kind::directory) return false;
  return std::ranges::any_of(std::array{"/a.md", "/a.png", "/a.ttf", "/hyph_a.dic"},
                             [&](const char* file) { return kind_of_file(link + file) != FileKind::none; });
}

// What a link leads to may change, or lie where nobody can see it, without the department's own files changing.
Result<void> refuse_links(const World& world, const fs::path& directory) {
  const auto links = world.list_links(directory);
  if (!links) return fail(links.error());
  Diagnostics problems;
  for (const std::string& link : *links)
    if (stands_for_a_file(world, directory, link))
      problems.push_back(
          error("department.link", {},
                fmt::format("{} is a symbolic link; a department consists of files", (directory / link).string()),
                {"put a copy of what it leads to in its place, or take the link away"}));
  if (!problems.empty()) return fail(std::move(problems));
  return {};
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
  if (const auto links = refuse_links(world, directory); !links) append(problems, links.error());
  if (!problems.empty()) return fail(std::move(problems));
  if (!resources.files.contains("department.yaml"))
    return fail(error("department.missing", {}, fmt::format("{} has no department.yaml", directory.string()),
                      {"name the directory that holds a department's department.yaml and style.yaml"}));
  return resources;
}

}  // namespace engross
