// In: options and the installation. Out: the clock, departments opened, a workbench.
// Refuses: days and times that do not exist, departments that are not there or do not load.
#include "session.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "base/suggest.hpp"
#include "base/zone.hpp"
#include "data/read.hpp"
#include "department/department_yaml.hpp"
#include "department/elf.hpp"
#include "department/identity.hpp"
#include "next_command.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

// Libraries, and folders with department.yaml, by name. The code says why the folder could not be listed to its end.
std::vector<fs::path> departments_in(const World& world, const fs::path& folder, std::error_code& code) {
  std::vector<fs::path> entries;
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
    if (it->path().extension() == ".so" || world.kind_of(it->path() / "department.yaml") == World::Kind::file)
      entries.push_back(it->path());
  std::ranges::sort(entries);
  return entries;
}

std::string name_of_file(const fs::path& path) {
  return path.extension() == ".so" ? path.stem().string() : path.filename().string();
}

// The id under `extends`; empty for a library, and where none can be read.
std::string extended_by_directory(const World& world, const fs::path& department) {
  constexpr std::size_t most_bytes = 8U << 20U;
  const fs::path file = department / "department.yaml";
  auto text = world.read_file(file, most_bytes);
  if (!text) return {};
  const auto document = read_yaml(make_source(file.generic_string(), std::move(*text)));
  const Value* id = document && document->root.is_object() ? document->root.find("extends") : nullptr;
  return id != nullptr && id->is_string() && is_id(id->text()) ? id->text() : std::string();
}

bool is_path(const std::string& wanted) {
  return wanted.find('/') != std::string::npos || wanted == "." || wanted == ".." || wanted.ends_with(".so");
}

}  // namespace

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
  for (const fs::path& folder : department_folders()) {
    std::error_code unlisted;  // path_faults() tells
    for (const fs::path& entry : departments_in(world_, folder, unlisted)) {
      auto id = identify_department(world_, entry);
      FoundDepartment one{.id = id ? *id : name_of_file(entry), .path = entry, .faults = {}, .further = {}};
      if (!id) one.faults = std::move(id.error());
      const auto same = std::ranges::find(found, one.id, &FoundDepartment::id);
      if (same == found.end())
        found.push_back(std::move(one));
      else if (same->path != entry)
        same->further.push_back(entry);
    }
  }
  return found;
}

Diagnostics Session::path_faults() const {
  Diagnostics faults;
  for (const std::string& folder : options_.department_path) {
    if (world_.kind_of(folder) != World::Kind::directory)
      faults.push_back(warning("department.no-folder", {}, fmt::format("--department-path {} is no folder", folder)));
    else if (world_.kind_of(fs::path(folder) / "department.yaml") == World::Kind::file)
      faults.push_back(warning("department.no-folder", {},
                               fmt::format("--department-path {} is a department, not a folder of departments", folder),
                               {fmt::format("say --department {}", folder)}));
  }
  for (const fs::path& folder : department_folders()) {
    if (world_.kind_of(folder) != World::Kind::directory) continue;
    std::error_code code;
    departments_in(world_, folder, code);
    if (code)
      faults.push_back(warning("department.unread-folder", {},
                               fmt::format("cannot list the departments in {}: {}", folder.string(), code.message()),
                               {"ask its owner for permission to read it, or leave it out of the path"}));
  }
  for (const FoundDepartment& found : departments())
    for (const fs::path& further : found.further)
      faults.push_back(warning("department.twice", {},
                               fmt::format("{} and {} are both the department \"{}\"; the first one counts",
                                           found.path.string(), further.string(), found.id),
                               {"take one of them away, or give it an id of its own in department.yaml"}));
  return faults;
}

Diagnostic Session::unknown(const std::string& wanted, const std::vector<FoundDepartment>& all) const {
  std::vector<std::string> ids, hints;
  for (const FoundDepartment& candidate : all) {
    ids.push_back(candidate.id);
    if (name_of_file(candidate.path) == wanted)
      hints.push_back(fmt::format("{} is the department \"{}\": what counts is its id, not its file's name",
                                  candidate.path.string(), candidate.id));
  }
  if (!is_path(wanted) && world_.kind_of(fs::path(wanted) / "department.yaml") == World::Kind::file)
    hints.push_back(fmt::format("for the folder of that name here, say --department ./{}", wanted));
  if (std::string near = did_you_mean(wanted, ids); !near.empty()) hints.push_back(std::move(near));
  std::string folders;
  for (const fs::path& folder : department_folders())
    folders += (folders.empty() ? "" : ", ") + folder.string() +
               (world_.kind_of(folder) == World::Kind::directory ? "" : " (no such folder)");
  hints.push_back(folders.empty() ? "name a folder with --department-path DIR"
                                  : fmt::format("looked in {}; add a folder with --department-path DIR", folders));
  return error("department.unknown", {}, fmt::format("there is no department \"{}\"", wanted), std::move(hints));
}

// Which of the two is meant the lock does not say, but it says which of them may be used.
Diagnostic Session::twice(const FoundDepartment& found, const fs::path& further) const {
  const auto now = at();
  std::vector<std::string> said, locked;
  for (const fs::path& path : {found.path, further}) {
    const LockState state = now ? locks_.standing_of(path, *now).state : LockState::none;
    said.push_back(path.string() + std::string(remark_on(state)));
    if (state == LockState::locked) locked.push_back(path.string());
  }
  return error("department.twice", {},
               fmt::format("{} and {} are both the department \"{}\"", said.front(), said.back(), found.id),
               {locked.size() == 1 ? fmt::format("find out who put the other one there and take it away, or say which: "
                                                 "--department {}",
                                                 shell_word(locked.front()))
                                   : "take one of them away, or say which: --department PATH"});
}

Result<fs::path> Session::locate_department(const std::string& wanted) const {
  if (is_path(wanted) && world_.kind_of(wanted) != World::Kind::nothing) return fs::path(wanted);
  const std::vector<FoundDepartment> all = departments();
  const auto found = std::ranges::find(all, wanted, &FoundDepartment::id);
  if (found == all.end()) return fail(unknown(wanted, all));
  // A folder earlier on the path is meant to win; within one folder nobody said which is meant.
  for (const fs::path& further : found->further)
    if (further.parent_path() == found->path.parent_path()) return fail({twice(*found, further)});
  return found->path;
}

Session::Lenders Session::lenders_of(const fs::path& department) const {
  Lenders lenders;
  for (fs::path at = department;;) {
    const std::string id = extended_by_directory(world_, at);
    if (id.empty()) return lenders;
    auto lender = locate_department(id);
    if (!lender) {
      lenders.faults = std::move(lender.error());
      return lenders;
    }
    const auto is_it = [&](const fs::path& known) { return world_.same_file(known, *lender); };
    if (is_it(department) || std::ranges::any_of(lenders.paths, is_it)) return lenders;  // a circle: opening tells
    at = *lender;
    lenders.paths.push_back(std::move(*lender));
  }
}

Result<OpenLockRef> Session::lock_of(const fs::path& department) const {
  const auto now = at();
  return now ? locks_.of(department, *now) : Result<OpenLockRef>(fail(now.error()));
}

// How a library is opened under its lock, which lives as long as the library needs it.
Result<LibraryOptions> Session::library_options(const fs::path& department) const {
  const auto lock = lock_of(department);
  if (!lock) return fail(lock.error());
  LibraryOptions library{.child_program = paths_.child_program};
  if (*lock) library.lock = {*lock, &(*lock)->lock};
  return library;
}

Result<LocatedDepartment> Session::locate_lender(const std::string& id, std::span<const fs::path> heirs) const {
  const auto path = locate_department(id);
  if (!path) return fail(path.error());
  auto library = library_options(*path);
  if (!library) return fail(std::move(library.error()));
  if (world_.kind_of(*path) != World::Kind::directory)
    if (LockStanding standing = locks_.standing_of_lender(heirs, *path, *at()); !standing.why.empty())
      return fail(std::move(standing.why));  // which names this library in the command that locks it
  return LocatedDepartment{.path = *path, .library = std::move(*library)};
}

Result<OpenedDepartment> Session::open(const std::string& wanted) const {
  const auto path = locate_department(wanted);
  std::vector<fs::path> lenders;
  return path ? open_at(*path, lenders) : Result<OpenedDepartment>(fail(path.error()));
}

std::vector<fs::path> Session::lenders_met_opening(const fs::path& department) const {
  std::vector<fs::path> lenders;
  const auto opened = open_at(department, lenders);  // whoever renders tells what is wrong with it
  return lenders;
}

Result<OpenedDepartment> Session::open_at(const fs::path& path, std::vector<fs::path>& lenders) const {
  const auto shared_resources = shared();
  if (!shared_resources) return fail(shared_resources.error());
  auto library = library_options(path);
  if (!library) return fail(std::move(library.error()));
  const bool locked = library->lock != nullptr;
  const auto locate = [&](const std::string& id, std::span<const fs::path> heirs) {
    if (auto lender = locate_department(id)) lenders.push_back(std::move(*lender));
    return locate_lender(id, heirs);
  };
  auto opened =
      engross::open_department(world_, path, *shared_resources, {.library = std::move(*library), .locate = locate});
  const bool is_own = lenders.empty();  // else it is read, and a lender's fault has the lender's command
  if (!opened && locked && is_own)
    return fail(with_lock_command(std::move(opened.error()), options_, path, **lock_of(path)));
  return opened;
}

Result<std::shared_ptr<const Department>> Session::open_department(const std::string& wanted) const {
  auto opened = open(wanted);
  if (!opened) return fail(std::move(opened.error()));
  return std::move(opened->department);
}

Result<std::string> Session::library_sha256(const fs::path& library) const {
  const auto bytes = world_.read_file(library, most_library_bytes);
  if (!bytes) return fail(bytes.error());
  const auto lock = lock_of(library);
  if (!lock) return fail(lock.error());
  if (*lock)
    if (auto admitted = admits_library((*lock)->lock, library, *bytes); !admitted)
      return fail(with_lock_command(std::move(admitted.error()), options_, library, **lock));
  return sha256_hex(*bytes);
}

bool Session::lock_admits(const fs::path& library, const std::string& sha256) const {
  const auto lock = lock_of(library);
  return lock && (!*lock || (*lock)->lock.find(LockedKind::library, sha256) != nullptr);
}

LockStanding Session::standing_of(const Department& opened) const {
  const auto now = at();
  return now ? locks_.standing_of(opened, *now) : LockStanding{.state = LockState::refused, .why = now.error()};
}

Diagnostics Session::against_issue_of(const Department& opened) const {
  Diagnostics faults = standing_of(opened).why;
  for (Diagnostic& fault : faults)
    fault.hints.insert(fault.hints.begin(), "what is issued must be locked; a draft or a proof of it may be made");
  return faults;
}

Result<std::unique_ptr<Workbench>> Session::workbench(const std::string& department, const Span& named) const {
  const bool by_case = options_.department.empty();
  auto opened = open(by_case ? department : options_.department);
  if (!opened) {
    Diagnostics faults = std::move(opened.error());
    for (Diagnostic& fault : faults)
      if (by_case && fault.code == "department.unknown" && !fault.span.source) fault.span = named;
    return fail(std::move(faults));
  }
  return workbench_of(std::move(*opened));
}

Result<std::unique_ptr<Workbench>> Session::workbench_of(OpenedDepartment opened) const {
  auto equipment = equip(*opened.department, fonts_in(world_, paths_.font_folders),
                         dictionaries_in(world_, paths_.dictionary_folders));
  if (!equipment) return fail(equipment.error());
  Diagnostics against_issue = against_issue_of(*opened.department);
  auto workbench =
      std::make_unique<Workbench>(std::move(opened.department), std::move(*equipment), std::move(opened.code));
  workbench->against_issue = std::move(against_issue);
  return workbench;
}

fs::path Session::store_root() const {
  return options_.store.empty() ? paths_.store : fs::path(options_.store);
}

const RegisteredRuns& Session::runs() const {
  if (!runs_) runs_ = std::make_shared<RegisteredRuns>(world_, store_root());
  return *runs_;
}

std::string Session::store_option() const {
  return options_.store.empty() ? std::string() : " --store " + shell_word(options_.store);
}

Store Session::store() const {
  (void)runs();
  return {world_, store_root(), store_option(), runs_};
}

Store Session::store_for(const RunFolder& run) const {
  return {world_, store_root(), store_option(), std::make_shared<RegisteredRuns>(world_, store_root(), run)};
}

}  // namespace engross::cli
