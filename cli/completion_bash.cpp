// In: what the program offers. Out: a bash function that walks the words before the cursor to the command that they
// name, then offers its commands, its options, or what the value in question can be. Refuses: nothing.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "completion.hpp"

namespace engross::cli {
namespace {

constexpr std::string_view head = R"(# Completion of engross for bash; written by: engross completion bash

)";

constexpr std::string_view walk = R"(
_engross() {
  local command='' kind='' word i _engross_words
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; ++i)); do
    word=${COMP_WORDS[i]}
    if [[ $kind ]]; then
      [[ $word == '=' ]] || kind=''
    elif [[ $word == -* ]]; then
      _engross_option "$command" "$word" || _engross_option '' "$word"
    else
      _engross_offered "$command"
      [[ " $_engross_words " != *" $word "* ]] || command="${command:+$command }$word"
    fi
  done
  word=${COMP_WORDS[COMP_CWORD]}
  [[ $word != '=' ]] || word=''
  if [[ ! $kind && $word == -* ]]; then
    _engross_options "$command"
    kind=words
  elif [[ ! $kind ]]; then
    _engross_offered "$command"
    kind=words
    [[ $_engross_words ]] || _engross_positional "$command"
  fi
  case $kind in
    words) mapfile -t COMPREPLY < <(compgen -W "$_engross_words" -- "$word") ;;
    files) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
    directories) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$word") ;;
  esac
}
complete -F _engross engross
)";

// What sets `kind`, and the words to choose from.
std::string kind_of(const OfferedOption& option) {
  if (!option.choices.empty()) return fmt::format("kind=words; _engross_words='{}'", fmt::join(option.choices, " "));
  if (option.completes == Completes::files) return "kind=files";
  return option.completes == Completes::directories ? "kind=directories" : "kind=anything";
}

std::string names_of(const std::vector<OfferedCommand>& commands) {
  std::string words;
  for (const OfferedCommand& command : commands) words += (words.empty() ? "" : " ") + command.name;
  return words;
}

std::string names_of(const OfferedCommand& command) {
  std::string words;
  for (const OfferedOption& option : command.options)
    if (command.words.empty() || option.names.back() != "--help")
      words += fmt::format(" {}", fmt::join(option.names, " "));
  return words;
}

std::string option_cases(const OfferedCommand& command) {
  std::string cases;
  for (const OfferedOption& option : command.options) {
    if (option.value.empty()) continue;
    std::string patterns;
    for (const std::string& name : option.names)
      patterns += fmt::format("{}'{}:{}'", patterns.empty() ? "" : " | ", command.words, name);
    cases += fmt::format("    {}) {} ;;\n", patterns, kind_of(option));
  }
  return cases;
}

}  // namespace

std::string bash_completion(const OfferedCommand& program) {
  const std::string common = names_of(program);
  std::string values = option_cases(program);
  std::string offered = fmt::format("    '') _engross_words='{}' ;;\n", names_of(program.commands));
  std::string options, positionals;
  for (const OfferedCommand* command : all_commands(program)) {
    values += option_cases(*command);
    if (!command->commands.empty())
      offered += fmt::format("    '{}') _engross_words='{}' ;;\n", command->words, names_of(command->commands));
    options += fmt::format("    '{}') _engross_words+='{}' ;;\n", command->words, names_of(*command));
    if (!command->positionals.empty())
      positionals += fmt::format("    '{}') {} ;;\n", command->words, kind_of(command->positionals.back()));
  }
  return fmt::format(
      "{}# The commands after these.\n_engross_offered() {{\n  _engross_words=''\n  case $1 in\n{}  esac\n}}\n\n"
      "# The options of a command, and those that every command takes.\n_engross_options() {{\n"
      "  _engross_words='{}'\n  case $1 in\n{}  esac\n}}\n\n"
      "# What the value of a command's option is; false for an option without a value.\n_engross_option() {{\n"
      "  case \"$1:$2\" in\n{}    *) return 1 ;;\n  esac\n}}\n\n"
      "# What a command's words without a name are.\n_engross_positional() {{\n  case $1 in\n{}    *) kind=anything "
      ";;\n"
      "  esac\n}}\n{}",
      head, offered, common, options, values, positionals, walk);
}

}  // namespace engross::cli
