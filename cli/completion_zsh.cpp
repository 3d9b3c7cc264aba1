// In: what the program offers. Out: a zsh function for each command, in the language of _arguments.
// Refuses: nothing.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "completion.hpp"

namespace engross::cli {
namespace {

// In single quotes, where `special` characters mean something to _arguments.
std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    if (c == '\'')
      out += "'\\''";
    else
      out += c;
  }
  return out;
}

std::string value_of(const OfferedOption& option) {
  std::string action = " ";
  if (!option.asks.empty())
    action = fmt::format(" _engross_values {}{}", option.asks,
                         option.completes == Completes::files         ? " _files"
                         : option.completes == Completes::directories ? " _files -/"
                                                                      : "");
  else if (!option.choices.empty())
    action = fmt::format("({})", fmt::join(option.choices, " "));
  else if (option.completes == Completes::files)
    action = "_files";
  else if (option.completes == Completes::directories)
    action = "_files -/";
  return fmt::format(":{}:{}", escaped(option.value, ":\\"), action);
}

// '(-o --output)'{-o+,--output=}'[Letter to write]:FILE.pdf:_files'
std::string spec_of(const OfferedOption& option) {
  std::vector<std::string> shown;
  for (const std::string& name : option.names) {
    const char* joined = option.value.empty() ? "" : name.starts_with("--") ? "=" : "+";
    shown.push_back(name + joined);
  }
  const std::string rest =
      fmt::format("'[{}]{}'", escaped(option.description, "[]:\\"), option.value.empty() ? "" : value_of(option));
  const std::string names = shown.size() == 1 ? shown.front() : fmt::format("{{{}}}", fmt::join(shown, ","));
  if (option.repeated) return fmt::format("'*'{}{}", names, rest);
  std::vector<std::string> excluded = option.names;
  excluded.insert(excluded.end(), option.excludes.begin(), option.excludes.end());
  return fmt::format("'({})'{}{}", fmt::join(excluded, " "), names, rest);
}

std::string function_of(const OfferedCommand& command) {
  std::string name = "_engross";
  for (const char c : command.words.empty() ? std::string() : " " + command.words) name += c == ' ' ? '_' : c;
  return name;
}

// The program lists the values of a kind; what else they can be, the words after the kind offer.
constexpr std::string_view values = R"zsh(
_engross_values() {
  local kind=$1 line
  shift
  local -a said
  for line in ${(f)"$($_engross_line[1] complete $kind -- "${(Q)PREFIX}" "${_engross_line[2,-1][@]}" 2>/dev/null \
    </dev/null)"}; do
    if [[ $line == *$'\t'* ]]; then
      said+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    else
      said+=("${line//:/\\:}")
    fi
  done
  _describe -t $kind $kind said
  local found=$?
  (( $# == 0 )) || { "$@" && found=0 }
  return found
}
)zsh";

// A family: its first word chooses the function for the words that follow.
std::string choice_of(const OfferedCommand& family) {
  std::string described, cases;
  for (const OfferedCommand& command : family.commands) {
    described += fmt::format(" {}\\:\"{}\"", command.name, escaped(command.description, "\\\":()"));
    cases += fmt::format("    {}) {} ;;\n", command.name, function_of(command));
  }
  return fmt::format(
      "    '1:command:(({} ))' \\\n    '*::: :->rest' && return\n"
      "  [[ $state == rest ]] || return 1\n  words=($line[1] \"${{words[@]}}\")\n  (( CURRENT += 1 ))\n"
      "  case $line[1] in\n{}  esac\n",
      described, cases);
}

std::string function(const OfferedCommand& command) {
  std::string text = fmt::format(
      "\n{}() {{\n  local curcontext=\"$curcontext\" state line\n  typeset -A opt_args\n{}"
      "  _arguments -s -S -C \"$_engross_common[@]\" \\\n",
      function_of(command),
      command.words.empty() ? "  local -a _engross_line=(\"${(@Q)words[1,CURRENT-1]}\")  # the functions below cut it\n"
                            : "");
  for (const OfferedOption& option : command.options)
    if (!command.words.empty() && option.names.back() != "--help") text += "    " + spec_of(option) + " \\\n";
  if (!command.commands.empty()) return text + choice_of(command) + "}\n";
  std::size_t place = 0;
  for (const OfferedOption& positional : command.positionals) {
    ++place;
    text += fmt::format("    '{}{}' \\\n", positional.repeated ? "*" : std::to_string(place), value_of(positional));
  }
  return text + "    && return\n}\n";
}

}  // namespace

std::string zsh_completion(const OfferedCommand& program) {
  std::string text =
      "#compdef engross\n# Completion of engross for zsh; written by: engross completion zsh\n\n"
      "typeset -ga _engross_common=(\n";
  for (const OfferedOption& option : program.options) text += "  " + spec_of(option) + "\n";
  text += ")\n";
  for (const OfferedCommand* command : all_commands(program)) text += function(*command);
  return text + std::string(values) + function(program) +
         "\nif [[ $funcstack[1] == _engross ]]; then\n  _engross \"$@\"\nelse\n  compdef _engross engross\nfi\n";
}

}  // namespace engross::cli
