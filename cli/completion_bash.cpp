// In: what the program offers. Out: a bash function that walks the words before the cursor to the command that they
// name, then offers its commands, its options, or what the value in question can be. Refuses: nothing.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "completion.hpp"

namespace engross::cli {
namespace {

constexpr std::string_view head = R"(# Completion of engross for bash; written by: engross completion bash

)";

// Values are asked for with the words as the shell would open them, and come back as the line has to have them.
constexpr std::string_view walk = R"(
# The values of a kind that begin with a word: the program knows them.
_engross_values() {
  local begun=$2 before='' word value line=() said=() bare
  if [[ $1 == recorded ]]; then  # bash takes ID@REVISION for three words
    [[ $begun == '@' ]] && before="${COMP_WORDS[COMP_CWORD - 1]}@" begun=''
    [[ ${COMP_WORDS[COMP_CWORD - 1]} == '@' ]] && before="${COMP_WORDS[COMP_CWORD - 2]}@"
  fi
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    word=${word//[\"\']/}
    line+=("${word//\\/}")
  done
  bare=${begun//[\"\']/}
  mapfile -t said < <("${COMP_WORDS[0]/#\~/$HOME}" complete "$1" -- "$before${bare//\\/}" "${line[@]}" \
    2>/dev/null </dev/null)
  for value in "${said[@]}"; do
    value=${value%%$'\t'*}
    value=${value#"$before"}
    [[ $kind == values && $begun != [\"\']* ]] && printf -v value %q "$value" && value=${value//\\,/,}
    COMPREPLY+=("$value")
  done
}

_engross() {
  local command='' kind='' ask='' word i _engross_words
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; ++i)); do
    word=${COMP_WORDS[i]}
    if [[ $kind ]]; then
      [[ $word == '=' ]] || kind='' ask=''
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
  [[ ! $ask ]] || _engross_values "$ask" "$word"
}
complete -F _engross engross
)";

// What sets `kind`, and the words to choose from, or what to `ask` the program for.
std::string kind_of(const OfferedOption& option) {
  if (!option.choices.empty()) return fmt::format("kind=words; _engross_words='{}'", fmt::join(option.choices, " "));
  const std::string asking = option.asks.empty() ? std::string() : "; ask=" + option.asks;
  if (option.completes == Completes::files) return "kind=files" + asking;
  if (option.completes == Completes::directories) return "kind=directories" + asking;
  return (asking.empty() ? "kind=anything" : "kind=values") + asking;
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
