// In: the path of the running program and the environment. Out: the folders it works with.
// Refuses nothing: a folder that is missing is reported by whoever needs it, and by `engross doctor`.
#include "installation.hpp"

#include <string>
#include <string_view>
#include <system_error>

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

void add_list(const World& world, const std::string& variable, std::vector<fs::path>& to) {
  const auto list = world.environment(variable);
  if (!list) return;
  for (std::size_t at = 0; at <= list->size();) {
    const std::size_t end = std::min(list->find(':', at), list->size());
    if (end > at) to.emplace_back(list->substr(at, end - at));
    at = end + 1;
  }
}

fs::path user_store(const World& world) {
  if (const auto data = world.environment("XDG_DATA_HOME"); data && !data->empty()) return fs::path(*data) / "engross";
  return fs::path(world.environment("HOME").value_or(".")) / ".local" / "share" / "engross";
}

fs::path first_that_is(const World& world, World::Kind kind, const std::vector<fs::path>& candidates) {
  for (const fs::path& candidate : candidates)
    if (world.kind_of(candidate) == kind) return candidate;
  return candidates.front();
}

}  // namespace

Installation Installation::find(const World& world) {
  std::error_code code;
  const fs::path program = fs::read_symlink("/proc/self/exe", code);
  const fs::path bin = code ? fs::path(".") : program.parent_path();
  const fs::path prefix = bin.parent_path();
  Installation found;
  found.templates = prefix / "share" / "engross" / "templates";
  found.scaffold = prefix / "share" / "engross" / "scaffold";
  const auto beside = [&](const char* name) {
    return first_that_is(world, World::Kind::file, {prefix / "libexec" / "engross" / name, bin / name});
  };
  found.child_program = beside("engross-department-child");
  found.verifier_program = beside("engross-verifier");
  found.probe_program = beside("engross-department-probe");
  add_list(world, "ENGROSS_DEPARTMENT_PATH", found.department_folders);
  for (const fs::path& folder : {prefix / "lib" / "engross" / "departments", prefix / "departments"})
    if (world.kind_of(folder) == World::Kind::directory) found.department_folders.push_back(folder);
  add_list(world, "ENGROSS_FONT_PATH", found.font_folders);
  found.font_folders.emplace_back("/usr/share/fonts/truetype");
  found.font_folders.emplace_back("/usr/share/fonts/opentype");
  add_list(world, "ENGROSS_HYPHEN_PATH", found.dictionary_folders);
  found.dictionary_folders.emplace_back("/usr/share/hyphen");
  found.store = user_store(world);
  found.signatories = found.store / "signatories";
  return found;
}

}  // namespace engross::cli
