// In: options and the installation. Out: the clock, departments opened, a workbench.
// Refuses: days and times that do not exist, departments that are not there or do not load.
#include "session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/suggest.hpp"
#include "base/zone.hpp"

namespace engross::cli {
namespace fs = std::filesystem;

Result<Timestamp> Session::at() const {
  if (options_.at.empty()) return now_;
  if (const auto at = Timestamp::parse(options_.at)) return *at;
  return fail(error("options.at", {}, fmt::format("--at {} is not a time", options_.at),
                    {"write it as RFC 3339 does: 2016-10-26T09:30:00Z"}));
}

Result<Date> Session::today(std::string_view zone) const {
  const auto now = at();
  if (!now) return fail(now.error());
  if (options_.today.empty()) return in_zone(*now, zone).value_or(*now).local_date();
  if (const auto date = Date::parse(options_.today)) return *date;
  return fail(
      error("options.today", {}, fmt::format("--today {} is not a day", options_.today), {"write it as 2016-10-26"}));
}

Result<SharedResources> Session::shared() const {
  return SharedResources::read(world_, paths_.templates);
}

std::vector<fs::path> Session::department_folders() const {
  std::vector<fs::path> folders(options_.department_path.begin(), options_.department_path.end());
  folders.insert(folders.end(), paths_.department_folders.begin(), paths_.department_folders.end());
  return folders;
}

std::vector<FoundDepartment> Session::departments() const {
  std::vector<FoundDepartment> found;
  std::set<std::string> seen;
  for (const fs::path& folder : department_folders()) {
    std::error_code code;
    std::vector<fs::path> entries;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
      entries.push_back(it->path());
    std::ranges::sort(entries);
    for (const fs::path& entry : entries) {
      const bool library = entry.extension() == ".so";
      const bool directory = world_.kind_of(entry / "department.yaml") == World::Kind::file;
      std::string id = library ? entry.stem().string() : entry.filename().string();
      if ((library || directory) && seen.insert(id).second) found.push_back({std::move(id), entry});
    }
  }
  return found;
}

std::optional<FoundDepartment> Session::locate_department(const std::string& wanted) const {
  const fs::path path(wanted);
  if (wanted.find('/') != std::string::npos || wanted == "." || path.extension() == ".so") {
    if (world_.kind_of(path) == World::Kind::nothing) return std::nullopt;
    return FoundDepartment{path.stem().string(), path};
  }
  for (FoundDepartment& candidate : departments())
    if (candidate.id == wanted) return std::move(candidate);
  return std::nullopt;
}

Result<std::shared_ptr<const Department>> Session::open_department(const std::string& wanted) const {
  const auto found = locate_department(wanted);
  if (!found) {
    std::vector<std::string> ids;
    for (const FoundDepartment& candidate : departments()) ids.push_back(candidate.id);
    std::string folders;
    for (const fs::path& folder : department_folders())
      folders += (folders.empty() ? "" : ", ") + folder.string() +
                 (world_.kind_of(folder) == World::Kind::directory ? "" : " (no such folder)");
    std::vector<std::string> hints{folders.empty()
                                       ? "name a folder with --department-path DIR"
                                       : fmt::format("looked in {}; add a folder with --department-path DIR", folders)};
    if (std::string near = did_you_mean(wanted, ids); !near.empty()) hints.insert(hints.begin(), std::move(near));
    return fail(
        error("department.unknown", {}, fmt::format("there is no department \"{}\"", wanted), std::move(hints)));
  }
  const auto shared_resources = shared();
  if (!shared_resources) return fail(shared_resources.error());
  const bool is_directory = world_.kind_of(found->path) == World::Kind::directory;
  Result<Resources> resources = is_directory
                                    ? read_directory(world_, found->path)
                                    : read_library(world_, found->path, {.child_program = paths_.child_program});
  if (!resources) return fail(resources.error());
  return Department::from(std::move(*resources), *shared_resources);
}

Result<std::unique_ptr<Workbench>> Session::workbench(const std::string& department, const Span& named) const {
  const bool by_case = options_.department.empty();
  auto opened = open_department(by_case ? department : options_.department);
  if (!opened) {
    Diagnostics faults = std::move(opened.error());
    for (Diagnostic& fault : faults)
      if (by_case && fault.code == "department.unknown") fault.span = named;
    return fail(std::move(faults));
  }
  auto equipment = equip(**opened, fonts_in(world_, paths_.font_folders));
  if (!equipment) return fail(equipment.error());
  return std::make_unique<Workbench>(std::move(*opened), std::move(*equipment));
}

Store Session::store() const {
  return {world_, options_.store.empty() ? paths_.store : fs::path(options_.store)};
}

}  // namespace engross::cli
