// One run of the command line: its options, clock, installation, and the departments it opens.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "assemble/issue.hpp"
#include "assemble/reply.hpp"
#include "department/open.hpp"
#include "installation.hpp"
#include "ledger/registered_runs.hpp"
#include "locks.hpp"
#include "options.hpp"
#include "record/store.hpp"

namespace engross::cli {

// A department that could be opened: a library, or a folder with department.yaml.
struct FoundDepartment {
  std::string id;  // as it says itself; the name of its file when it does not say
  std::filesystem::path path;
  Diagnostics faults;                          // why it does not say
  std::vector<std::filesystem::path> further;  // of the same id, later on the path: never taken
};

class Session {
 public:
  Session(World& world, const CommonOptions& options)
      : world_(world),
        options_(options),
        paths_(Installation::find(world)),
        now_(world.now()),
        locks_(world, options) {}

  World& world() const { return world_; }
  const CommonOptions& options() const { return options_; }
  const Installation& paths() const { return paths_; }

  // --at, else the clock when the run began: its day cannot change on the way. Error: "options.at".
  Result<Timestamp> at() const;
  // --today, else the day that `at` is in the zone: a department's day is not the machine's. Errors: "options.today",
  // "options.at" (though --today is given).
  Result<Date> today(std::string_view zone) const;

  Result<SharedResources> shared() const;
  // Where departments are looked for: --department-path, then the installation's. They need not be there.
  std::vector<std::filesystem::path> department_folders() const;
  // Each id once, in the order of the path.
  std::vector<FoundDepartment> departments() const;
  // Warnings: folders of --department-path that are none, folders that cannot be listed, departments on the path that
  // another one of their id hides.
  Diagnostics path_faults() const;
  // Where a department lies: by id on the department path, or a directory or library by its path. Errors:
  // "department.unknown" (did you mean, where it looked), "department.twice" (two of that id in one folder).
  Result<std::filesystem::path> locate_department(const std::string& id_or_path) const;
  // What a directory says in its department.yaml that it extends, and what that extends. What a library extends stands
  // inside it, and nothing is opened here.
  struct Lenders {
    std::vector<std::filesystem::path> paths;
    Diagnostics faults;  // of locate_department(), for one that is not found
  };
  Lenders lenders_of(const std::filesystem::path& department) const;
  // The same of a library, which is opened for it: as far as the chain could be followed, and what could not be opened
  // with it.
  std::vector<std::filesystem::path> lenders_met_opening(const std::filesystem::path& department) const;
  const Locks& locks() const { return locks_; }
  // How a department that was opened here stands with its lock.
  LockStanding standing_of(const Department& opened) const;
  // The same, opened under its lock; what it extends, under its own. Errors besides: those of Locks::of(), a library
  // that is not locked (with the command that locks it), and those of loading.
  Result<OpenedDepartment> open(const std::string& id_or_path) const;
  // The same without its code, for commands that look at a department.
  Result<std::shared_ptr<const Department>> open_department(const std::string& id_or_path) const;
  // Of a library's file as it is now, when its lock admits it; it is not opened. Errors: those of reading it, of
  // Locks::of(), and of a library that is not locked.
  Result<std::string> library_sha256(const std::filesystem::path& library) const;
  // Whether the lock, when there is one, admits a library with that SHA-256; false also when it cannot be believed.
  bool lock_admits(const std::filesystem::path& library, const std::string& sha256) const;
  // --department, else what the case says, at `named` in it; prepare() refuses the case of another one.
  // A directory that its lock does not admit writes letters, but issues none.
  Result<std::unique_ptr<Workbench>> workbench(const std::string& department, const Span& named = {}) const;
  // Of a department that was opened, with the fonts and dictionaries of the installation. Errors: those of equip().
  Result<std::unique_ptr<Workbench>> workbench_of(OpenedDepartment opened) const;

  // Knows what runs() have issued.
  Store store() const;
  // The same as a run asks it, which has not issued before what it issues itself.
  Store store_for(const RunFolder& run) const;
  // The runs that are registered with the store; with --store DIR of a run's folder, that run.
  const RegisteredRuns& runs() const;
  // Whose library the last of `heirs` extends; as LocateLender says.
  Result<LocatedDepartment> locate_lender(const std::string& id, std::span<const std::filesystem::path> heirs) const;

 private:
  std::string store_option() const;
  Result<OpenLockRef> lock_of(const std::filesystem::path& department) const;
  Result<LibraryOptions> library_options(const std::filesystem::path& department) const;
  Diagnostics against_issue_of(const Department& opened) const;
  // Adds each that it locates, whatever comes of it.
  Result<OpenedDepartment> open_at(const std::filesystem::path& department,
                                   std::vector<std::filesystem::path>& lenders) const;
  Diagnostic twice(const FoundDepartment& found, const std::filesystem::path& further) const;
  Diagnostic unknown(const std::string& wanted, const std::vector<FoundDepartment>& all) const;

  World& world_;
  const CommonOptions& options_;
  Installation paths_;
  std::filesystem::path store_root() const;

  Timestamp now_;
  Locks locks_;
  mutable std::shared_ptr<const RegisteredRuns> runs_;
};

}  // namespace engross::cli
