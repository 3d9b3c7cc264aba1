// completion: a script for a shell. complete, which --help hides: what the script asks for while somebody types. man,
// which --help hides: every page of the manual into a folder, for the packages. Refuses: shells that it does not know,
// a folder that cannot be written.
#include <memory>

#include "command_tree.hpp"
#include "commands.hpp"
#include "completion.hpp"
#include "completion_values.hpp"
#include "manual.hpp"

namespace engross::cli {
namespace {

int run_completion(Program& program, const std::string& shell) {
  Report report(program.options);
  const OfferedCommand all = offered(program.app);
  const std::string script = shell == "bash"  ? bash_completion(all)
                             : shell == "zsh" ? zsh_completion(all)
                                              : fish_completion(all);
  report.show(script);
  report.set("shell", text(shell));
  report.set("script", text(script));
  return report.finish();
}

struct CompleteCommand {
  std::string kind, begun;
  std::vector<std::string> line;
};

// A line for each value, its description behind a tab. Nothing is ever refused: the answer lands in somebody's line.
int run_complete(Program& program, const CompleteCommand& command) {
  Report report(program.options);
  const CommonOptions options = options_on(program.world, command.line, program.options);
  Session session(program.world, options);
  Value list = Value::array();
  for (const OfferedValue& one : values_of(session, command.kind, command.begun, command.line)) {
    report.show(one.value + (one.description.empty() ? "" : "\t" + one.description) + "\n");
    Value item = Value::object();
    item.set("value", text(one.value));
    item.set("description", text(one.description));
    list.push_back(std::move(item));
  }
  report.set("values", std::move(list));
  return report.finish();
}

int run_man(Program& program, const std::string& folder) {
  Report report(program.options);
  if (const auto made = program.world.make_directories(folder); !made) return report.refuse(made.error());
  Value names = Value::array();
  for (const ManualPage& page : manual(offered(program.app), {ENGROSS_VERSION, ENGROSS_RELEASE_DATE})) {
    const std::filesystem::path path = std::filesystem::path(folder) / (page.name + ".1");
    if (const auto written = program.world.write_file(path, page.text); !written) return report.refuse(written.error());
    names.push_back(text(path.string()));
  }
  report.set("pages", std::move(names));
  return report.finish();
}

}  // namespace

void add_manual_commands(Program& program) {
  const auto word = std::make_shared<std::string>();
  CLI::App* completion = program.add("completion", "Print what completes commands, options and files in a shell",
                                     "engross completion bash > ~/.local/share/bash-completion/completions/engross");
  completion->add_option("SHELL", *word, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completion->callback(
      [&program, word] { program.chosen = [&program, word] { return run_completion(program, *word); }; });

  const auto asked = std::make_shared<CompleteCommand>();
  CLI::App* complete = program.add("complete", "List what a value can be; the completions of shells ask it",
                                   "engross complete topic -- ad engross paragraphs search --department dfe --topic");
  complete->group("");
  complete->add_option("KIND", asked->kind, "Of value: paragraph, topic, policy and so on")->required();
  complete->add_option("BEGUN", asked->begun, "What of it is typed")->required();
  complete->add_option("LINE", asked->line, "The words before it");
  complete->callback(
      [&program, asked] { program.chosen = [&program, asked] { return run_complete(program, *asked); }; });

  CLI::App* man = program.add("man", "Write the pages of the manual into a folder", "engross man build/man");
  man->group("");
  man->add_option("DIR", *word, "Where to write them")->required();
  man->callback([&program, word] { program.chosen = [&program, word] { return run_man(program, *word); }; });
}

}  // namespace engross::cli
