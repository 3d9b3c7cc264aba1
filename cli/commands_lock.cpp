// department lock: which departments may be used, written down, compared, signed. Nothing of a department runs here.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

#include "check_lock.hpp"
#include "commands.hpp"
#include "option_checks.hpp"
#include "signing.hpp"
#include "write_lock.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

struct LockCommand {
  std::vector<std::string> departments, remove;
  std::string by;
  KeyOptions key;
  std::string of_key;  // an option of keys, as it was given
  bool all = false, also = false, check = false, sign = false;
};

Diagnostics usage_error(std::string message, std::string hint) {
  return {error("options.lock", {}, std::move(message), {std::move(hint)})};
}

// What can be said of the options alone.
Result<void> make_sense(const LockCommand& command) {
  const bool adds = command.all || !command.departments.empty();
  const bool changes = command.also || command.sign || !command.remove.empty() || !command.by.empty();
  if (command.all && !command.departments.empty())
    return fail(usage_error("departments were named, and --all was said", "say one of them"));
  if (command.check && changes)
    return fail(usage_error("--check only compares, and another option is about a change", "say one of them"));
  if (!command.check && !adds && !command.sign && command.remove.empty())
    return fail(usage_error("nothing was said to lock",
                            "name a department's PATH or ID, or say --all, --check, --remove ID or --sign"));
  if ((command.also || !command.by.empty()) && !adds)
    return fail(usage_error("--also and --by are about departments to lock, and none was named",
                            "name a department's PATH or ID, or say --all"));
  if (!command.sign && !command.of_key.empty())
    return fail(usage_error(fmt::format("{} is for signing, and --sign was not said", command.of_key),
                            fmt::format("say --sign as well, or leave {} out", command.of_key)));
  return {};
}

// Every department that is found, those that another one of their id hides too.
std::vector<fs::path> every_department(const Session& session) {
  std::vector<fs::path> all;
  for (const FoundDepartment& found : session.departments()) {
    all.push_back(found.path);
    all.insert(all.end(), found.further.begin(), found.further.end());
  }
  return all;
}

Result<std::vector<fs::path>> departments_of(const Session& session, const LockCommand& command) {
  if (command.departments.empty()) return every_department(session);
  std::vector<fs::path> paths;
  Diagnostics faults;
  for (const std::string& wanted : command.departments) {
    const auto path = session.locate_department(wanted);
    if (path)
      paths.push_back(*path);
    else
      append(faults, path.error());
  }
  if (!faults.empty()) return fail(std::move(faults));
  return paths;
}

// The lock that is meant when no department is: --lock, or the only one beside the departments that are found.
Result<fs::path> only_lock(const Session& session) {
  if (!session.options().lock.empty()) return lock_behind(session.world(), session.options().lock);
  std::vector<fs::path> there;
  for (const fs::path& folder : session.department_folders()) {
    const fs::path file = folder / lock_file_name;
    if (session.world().kind_of(file) != World::Kind::nothing) there.push_back(file);
  }
  if (there.size() == 1) return lock_behind(session.world(), there.front());
  std::vector<std::string> names;
  for (const fs::path& file : there) names.push_back(file.string());
  return fail(error("options.lock", {}, there.empty() ? "there is no lock" : "which lock?",
                    {there.empty() ? "name it with --lock FILE, or its folder with --department-path DIR"
                                   : fmt::format("say --lock with one of: {}", fmt::join(names, ", "))}));
}

Result<std::vector<LockEntry>> entries_of(const Session& session, const std::vector<fs::path>& departments,
                                          const LockCommand& command, const Timestamp& at) {
  std::vector<LockEntry> entries;
  Diagnostics faults;
  for (const fs::path& department : departments) {
    auto entry = lock_entry_of(session.world(), department);
    if (!entry) {
      append(faults, entry.error());
      continue;
    }
    entry->locked = at;
    entry->by = command.by;
    entries.push_back(std::move(*entry));
  }
  if (!faults.empty()) return fail(std::move(faults));
  return entries;
}

// A lock with the departments that go into it.
using Orders = std::vector<LockOrder>;

Result<Orders> orders_for(const Session& session, const LockCommand& command, const Timestamp& at) {
  Orders orders;
  const auto order_for = [&](const fs::path& file) -> LockOrder& {
    const auto found = std::ranges::find(orders, file, &LockOrder::file);
    if (found != orders.end()) return *found;
    return orders.emplace_back(LockOrder{.file = file,
                                         .entries = {},
                                         .remove = command.remove,
                                         .also = command.also,
                                         .key = command.sign ? &command.key : nullptr});
  };
  if (!command.all && command.departments.empty()) {
    auto file = only_lock(session);
    if (!file) return fail(std::move(file.error()));
    order_for(*file);
    return orders;
  }
  const auto departments = departments_of(session, command);
  if (!departments) return fail(departments.error());
  if (departments->empty())
    return fail(error("lock.nothing", {}, "no department was found", {"name a folder with --department-path DIR"}));
  const auto entries = entries_of(session, *departments, command, at);
  if (!entries) return fail(entries.error());
  for (std::size_t i = 0; i < entries->size(); ++i)
    order_for(session.locks().file_for((*departments)[i])).entries.push_back((*entries)[i]);
  return orders;
}

// With what they extend: a locked department stands no better than that.
Result<std::vector<fs::path>> with_lenders(const Session& session, std::vector<fs::path> departments) {
  Diagnostics faults;
  std::vector<fs::path> all = departments;
  for (const fs::path& department : departments) {
    auto lenders = session.lenders_of(department);
    append(faults, lenders.faults);
    for (fs::path& lender : lenders.paths) {
      const auto is_it = [&](const fs::path& known) { return session.world().same_file(known, lender); };
      if (std::ranges::none_of(all, is_it)) all.push_back(std::move(lender));
    }
  }
  if (!faults.empty()) return fail(std::move(faults));
  return all;
}

int run_lock(Program& program, const LockCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  if (auto sense = make_sense(command); !sense) return report.refuse(sense.error());
  const auto at = session.at();
  if (!at) return report.refuse(at.error());
  if (command.check) {
    auto departments = departments_of(session, command);
    if (departments) departments = with_lenders(session, std::move(*departments));
    if (!departments) return report.refuse(departments.error());
    return check_locks(report, session, *departments, command.departments.empty(), *at);
  }
  auto orders = orders_for(session, command, *at);
  if (!orders) return report.refuse(orders.error());
  return write_locks(report, session, *orders, *at);
}

}  // namespace

void add_lock_command(Program& program, CLI::App* department) {
  const auto options = std::make_shared<LockCommand>();
  CLI::App* lock = program.add_to(department, "lock", "Say which departments may be used, or compare",
                                  "engross department lock /usr/lib/engross/departments/dfe.so --by \"Ada Quay\"");
  lock->add_option("PATH|ID", options->departments, "Departments to lock, as they are now");
  lock->add_flag("--all", options->all, "Lock every department that is found");
  lock->add_flag("--also", options->also, "Keep their other versions locked too: a roll-out");
  lock->add_option(
          "--remove", options->remove,
          "Lock this one no longer, or only one version of it, or only these bytes: the first 12 digits, or more")
      ->type_name("ID|ID@VERSION|SHA256")
      ->allow_extra_args(false)
      ->check(named());
  lock->add_option("--by", options->by, "Who locks them, to be kept in the lock")
      ->type_name("WORDS")
      ->check(few_words());
  lock->add_flag("--check", options->check, "Compare with what is locked; exit 1 when it differs");
  lock->add_flag("--sign", options->sign, "Sign the lock, into a file beside it: departments.lock.p7s");
  add_key_options(lock, options->key, "The key to sign the lock with");
  lock->callback([&program, options, lock] {
    for (const char* name : {"--key", "--chain", "--passphrase-file", "--passphrase-fd"})
      if (options->of_key.empty() && lock->count(name) > 0) options->of_key = name;
    program.chosen = [&program, options] { return run_lock(program, *options); };
  });
}

}  // namespace engross::cli
