// department new: the first files of a department, and what to do with them.
#include <fmt/format.h>

#include <memory>

#include "commands.hpp"
#include "library/scaffold.hpp"
#include "next_command.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

struct NewCommand {
  Scaffold scaffold;
  std::string in = ".";
};

// A new department never goes over what somebody has written.
Result<void> is_free(const World& world, const fs::path& folder) {
  if (world.kind_of(folder) == World::Kind::nothing) return {};
  return fail(error("scaffold.exists", {}, fmt::format("{} is there already", folder.string()),
                    {"choose another name, or another folder with --in DIR"}));
}

// The installation is whole, or nothing is written.
Diagnostics explained(Diagnostics faults) {
  for (Diagnostic& fault : faults)
    if (fault.code.starts_with("world.no-such")) fault.hints = {"install engross completely: share/engross/scaffold"};
  return faults;
}

Result<void> write(World& world, const fs::path& folder, const std::map<std::string, std::string>& files) {
  for (const auto& [path, text] : files) {
    const fs::path file = folder / path;
    if (auto made = world.make_directories(file.parent_path()); !made) return made;
    if (auto written = world.write_new_file(file, text); !written) return written;
  }
  return {};
}

// The folder as a shell and the commands below name it; one that begins with "-" would be an option.
std::string as_operand(const fs::path& folder) {
  const std::string name = folder.lexically_normal().string();
  return name.starts_with('-') ? "./" + name : name;
}

// What decides in code makes letters out of its library alone, so that is built before anything is made.
std::vector<std::string> next_commands(const fs::path& folder, const Scaffold& order) {
  const fs::path here = as_operand(folder);
  const std::string directory = here.has_parent_path() ? here.string() : "./" + here.string();
  const std::string library = here / "build" / "departments" / (order.name + ".so");
  const std::string build = shell_word(here / "build");
  const std::vector<std::string> building{
      fmt::format("cmake -S {} -B {} && cmake --build {}", shell_word(here), build, build),
      fmt::format("ctest --test-dir {} --output-on-failure", build)};
  std::vector<std::string> next{fmt::format("engross render {} --department {} -o proof.pdf",
                                            shell_word(here / "samples" / "repairs.json"),
                                            shell_word(order.with_code ? library : directory))};
  next.insert(order.with_code ? next.begin() : next.end(), building.begin(), building.end());
  return next;
}

int run_new(Program& program, const NewCommand& command) {
  Report report(program.options);
  const Session session(program.world, program.options);
  const auto files = scaffold(program.world, session.paths().scaffold, command.scaffold);
  if (!files) return report.refuse(explained(files.error()));
  const fs::path folder = (fs::path(command.in) / command.scaffold.name).lexically_normal();
  if (auto free = is_free(program.world, folder); !free) return report.refuse(free.error());
  if (auto written = write(program.world, folder, *files); !written) return report.refuse(written.error());
  Value paths = Value::array();
  for (const auto& [path, content] : *files) paths.push_back(text(path));
  Value next = Value::array();
  report.say(fmt::format("{} is a department that works{}. Next:", folder.string(),
                         command.scaffold.with_code ? " as soon as its code is built" : ""));
  for (const std::string& line : next_commands(folder, command.scaffold)) {
    report.say("  " + line);
    next.push_back(text(line));
  }
  report.set("directory", text(folder.string()));
  report.set("files", std::move(paths));
  report.set("next", std::move(next));
  return report.finish();
}

}  // namespace

void add_scaffold_command(Program& program, CLI::App* department) {
  const auto options = std::make_shared<NewCommand>();
  CLI::App* add = program.add_to(department, "new", "Write the first files of a department that works",
                                 "engross department new housing --with-code");
  add->add_option("NAME", options->scaffold.name, "Its id: small letters, digits and hyphens")->required();
  add->add_flag("--with-code", options->scaffold.with_code, "It decides in C++ too: derive and select");
  add->add_option("--in", options->in, "The folder to put it into")->type_name("DIR");
  add->callback([&program, options] { program.chosen = [&program, options] { return run_new(program, *options); }; });
}

}  // namespace engross::cli
