// In: a folder whose files are to be read. Out: nothing, when they may be.
// Refuses: file names that a library or a bundle could not hold, symbolic links where a file should be.
#include "department/folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace engross {
namespace fs = std::filesystem;
namespace {

using Counts = std::function<bool(std::string_view path)>;

// Whether a file by this name would have counted: the link's own, or one below a folder that it leads to.
bool stands_for_a_file(const World& world, const fs::path& directory, const std::string& link, const Counts& counts) {
  if (counts(link)) return true;
  if (world.kind_of(directory / link) != World::Kind::directory) return false;
  return std::ranges::any_of(std::array{"/a.md", "/a.png", "/a.ttf", "/a.mustache", "/a.yaml", "/hyph_a.dic"},
                             [&](const char* file) { return counts(link + file); });
}

}  // namespace

Diagnostic awkward_name(const fs::path& directory, const std::string& file) {
  return error(
      "department.file-name", {},
      fmt::format("{}: the name of a department's file is made of letters, digits, '.', '_' and '-', at most 255",
                  (directory / file).string()),
      {"rename it"});
}

Result<void> refuse_links(const World& world, const fs::path& directory, const Counts& counts) {
  const auto links = world.list_links(directory);
  if (!links) return fail(links.error());
  Diagnostics problems;
  for (const std::string& link : *links)
    if (stands_for_a_file(world, directory, link, counts))
      problems.push_back(error("department.link", {},
                               fmt::format("{} is a symbolic link where a file should be", (directory / link).string()),
                               {"put a copy of what it leads to in its place, or take the link away"}));
  if (!problems.empty()) return fail(std::move(problems));
  return {};
}

}  // namespace engross
