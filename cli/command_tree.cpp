// In: CLI11's tree of commands. Out: the same as plain data, with examples and exit codes taken out of the feet of
// --help. Refuses: nothing. Leaves out what --help hides.
#include "command_tree.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string_view>

namespace engross::cli {
namespace {

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// "TEXT:{pdf,text}" is how CLI11 names a value that is one of a set.
std::vector<std::string> choices_in(const std::string& type) {
  const std::size_t open = type.find('{');
  if (open == std::string::npos || !type.ends_with('}')) return {};
  return split(std::string_view(type).substr(open + 1, type.size() - open - 2), ',');
}

OfferedOption offered(const CLI::Option& option) {
  OfferedOption out;
  for (const std::string& name : option.get_snames()) out.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) out.names.push_back("--" + name);
  if (option.get_items_expected_max() > 0) {
    out.choices = choices_in(option.get_type_name());
    out.value = out.names.empty() ? option.get_name() : out.choices.empty() ? option.get_type_name() : "WORD";
  }
  out.description = option.get_description();
  for (const CLI::Option* other : option.get_excludes()) out.excludes.push_back(other->get_name());
  std::ranges::sort(out.excludes);
  out.required = option.get_required();
  out.repeated = option.get_expected_max() > 1;
  out.completes = completes(out.value);
  out.asks = asks(out.value);
  return out;
}

void read_foot(const std::string& foot, OfferedCommand& command) {
  constexpr std::string_view example = "Example: ";
  constexpr std::string_view exit_codes = "Exit codes: ";
  if (foot.empty()) return;
  for (const std::string& line : split(foot, '\n')) {
    if (line.starts_with(example)) {
      command.examples.push_back(line.substr(example.size()));
    } else if (line.starts_with(exit_codes)) {
      command.exit_codes = line.substr(exit_codes.size());
    } else {
      command.notes += (command.notes.empty() ? "" : " ") + line;
    }
  }
}

OfferedCommand offered(const CLI::App& app, const std::string& above) {
  OfferedCommand command;
  command.name = app.get_name();
  if (app.get_parent() != nullptr) command.words = above + (above.empty() ? "" : " ") + app.get_name();
  command.description = app.get_description();
  const auto shown = [](const CLI::Option* any) { return !any->get_group().empty(); };
  for (const CLI::Option* option : app.get_options(shown))
    (option->nonpositional() ? command.options : command.positionals).push_back(offered(*option));
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App* any) { return !any->get_group().empty(); }))
    command.commands.push_back(offered(*sub, command.words));
  read_foot(app.get_footer(), command);
  return command;
}

void list(const OfferedCommand& command, std::vector<const OfferedCommand*>& all) {
  for (const OfferedCommand& sub : command.commands) {
    all.push_back(&sub);
    list(sub, all);
  }
}

}  // namespace

OfferedCommand offered(const CLI::App& program) {
  return offered(program, {});
}

std::vector<const OfferedCommand*> all_commands(const OfferedCommand& program) {
  std::vector<const OfferedCommand*> all;
  list(program, all);
  return all;
}

std::span<const ValueKind> value_kinds() {
  static constexpr std::array<ValueKind, 13> kinds{{{"ID", "department"},
                                                    {"OLD", "department"},
                                                    {"NEW", "department"},
                                                    {"PARAGRAPH", "paragraph"},
                                                    {"PARAGRAPH[,PARAGRAPH…]", "paragraph"},
                                                    {"PARAGRAPH[@REVISION]", "recorded"},
                                                    {"TOPIC", "topic"},
                                                    {"UNIT", "unit"},
                                                    {"POLICY", "policy"},
                                                    {"ENVELOPE[,ENVELOPE…]", "envelope"},
                                                    {"SIGNATORY", "signatory"},
                                                    {"ROLE", "role"},
                                                    {"TEMPLATE", "template"}}};
  return kinds;
}

std::string asks(const std::string& value) {
  for (const std::string& word : split(value, '|'))
    if (const auto known = std::ranges::find(value_kinds(), word, &ValueKind::value); known != value_kinds().end())
      return std::string(known->kind);
  return {};
}

Completes completes(const std::string& value) {
  constexpr std::array<std::string_view, 8> files{"FILE", "PATH", "CASE", "DRAFT", "A", "B", "OLD", "NEW"};
  Completes found = Completes::nothing;
  for (const std::string& word : split(value, '|')) {
    if (word.find('.') != std::string::npos || std::ranges::find(files, word) != files.end()) return Completes::files;
    if (word == "DIR") found = Completes::directories;
  }
  return found;
}

}  // namespace engross::cli
