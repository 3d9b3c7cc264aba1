// In: what the program offers. Out: a `complete` line for each command, option and value, under the condition that the
// words before the cursor name its command.
// Refuses: nothing.
#include <fmt/format.h>

#include "completion.hpp"

namespace engross::cli {
namespace {

constexpr std::string_view head = R"(# Completion of engross for fish; written by: engross completion fish

# Is the command before the cursor this one?
function __engross_at
    set -l tokens (commandline -opc)
    set -e tokens[1]
    set -l at ''
    set -l value no
    for token in $tokens
        if test $value = yes
            set value no
            continue
        end
        if __engross_takes_value ":$token"; or __engross_takes_value "$at:$token"
            set value yes
            continue
        end
        set -l next (string trim -- "$at $token")
        if contains -- $next $__engross_commands
            set at $next
        end
    end
    test "$at" = "$argv[1]"
end

# The values of a kind: the program knows them.
function __engross_values
    set -l tokens (commandline -opc)
    type -q $tokens[1]; or return
    set -l begun (commandline -ct | string unescape | string replace -r '^--[^=]*=' '')
    $tokens[1] complete $argv[1] -- "$begun" $tokens[2..-1] 2>/dev/null </dev/null
end

)";

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string condition(const OfferedCommand& command) {
  return fmt::format(" -n \"__engross_at {}\"", quoted(command.words));
}

std::string value_of(const OfferedOption& option) {
  if (!option.choices.empty()) {
    std::string words;
    for (const std::string& choice : option.choices) words += (words.empty() ? "" : " ") + choice;
    return " -x -a " + quoted(words);
  }
  if (!option.asks.empty()) {
    const std::string values = fmt::format("(__engross_values {})", option.asks);
    if (option.completes == Completes::files) return " -r -F -a " + quoted(values);
    return " -x -a " +
           quoted(option.completes == Completes::directories ? values + " (__fish_complete_directories)" : values);
  }
  if (option.completes == Completes::files) return " -r -F";
  return option.completes == Completes::directories ? " -x -a '(__fish_complete_directories)'" : " -x";
}

std::string lines_of(const OfferedCommand& command) {
  const std::string start = "complete -c engross";
  const std::string when = command.words.empty() ? "" : condition(command);  // those of the program may stand anywhere
  std::string lines;
  for (const OfferedOption& option : command.options) {
    if (!command.words.empty() && option.names.back() == "--help") continue;
    lines += start + when;
    for (const std::string& name : option.names)
      lines += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    lines += (option.value.empty() ? "" : value_of(option)) + " -d " + quoted(option.description) + "\n";
  }
  for (const OfferedCommand& sub : command.commands)
    lines += start + condition(command) + " -a " + sub.name + " -d " + quoted(sub.description) + "\n";
  if (command.positionals.empty()) return lines;
  const OfferedOption& last = command.positionals.back();
  if (last.asks.empty() && last.choices.empty() && last.completes == Completes::nothing) return lines;
  if (last.asks.empty() && last.completes == Completes::files)
    lines += start + condition(command) + " -F\n";
  else
    lines += start + condition(command) + value_of(last) + "\n";
  return lines;
}

// The `case` of options that a value follows: 'issue:-o' 'issue:--output'.
std::string patterns_of(const OfferedCommand& command) {
  std::string patterns;
  for (const OfferedOption& option : command.options)
    for (const std::string& name : option.names)
      if (!option.value.empty()) patterns += " " + quoted(command.words + ":" + name);
  return patterns;
}

}  // namespace

std::string fish_completion(const OfferedCommand& program) {
  std::string commands;
  std::string patterns = patterns_of(program);
  std::string lines = lines_of(program);
  for (const OfferedCommand* command : all_commands(program)) {
    commands += " " + quoted(command->words);
    patterns += patterns_of(*command);
    lines += lines_of(*command);
  }
  return fmt::format(
      "{}set -g __engross_commands{}\n\nfunction __engross_takes_value\n    contains -- $argv[1]{}\nend\n\n"
      "complete -c engross -f\n{}",
      head, commands, patterns, lines);
}

}  // namespace engross::cli
