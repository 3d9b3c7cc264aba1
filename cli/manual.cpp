// In: what the program offers, and the manual's own text. Out: pages for man(1).
// Refuses: nothing.
#include "manual.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "base/text.hpp"
#include "manual_text.hpp"

namespace engross::cli {
namespace {

// Text as troff prints it: no character of it commands, hyphens are those of the keyboard, all else is named.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char32_t c : decode_lossy(text)) {
    if (c == U'\\') {
      out += "\\e";
    } else if (c == U'-') {
      out += "\\-";
    } else if (c == U'"') {
      out += "\\(dq";
    } else if (c == U'\'') {
      out += "\\(aq";
    } else if (c == U'`') {
      out += "\\(ga";
    } else if (c < 0x80) {
      out += static_cast<char>(c);
    } else {
      out += fmt::format("\\[u{:04X}]", static_cast<unsigned>(c));
    }
  }
  return out;
}

// On a line of its own, where a dot or an apostrophe at its start would command.
std::string line(std::string_view text) {
  const std::string safe = escaped(text);
  return (safe.starts_with('.') ? "\\&" : "") + safe + "\n";
}

std::string sentence(std::string text) {
  if (!text.empty() && std::isalnum(static_cast<unsigned char>(text.back())) != 0) text += '.';
  if (!text.empty() && text.back() == ')') text += '.';
  return text;
}

// Paragraphs, apart by an empty line in the source.
std::string paragraphs(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", begin), text.size());
    out += (begin == 0 ? "" : ".PP\n") + line(text.substr(begin, end - begin));
    begin = end + 2;
  }
  return out;
}

std::string bold(std::string_view text) {
  return "\\fB" + escaped(text) + "\\fR";
}

std::string italic(std::string_view text) {
  return "\\fI" + escaped(text) + "\\fR";
}

std::string value_of(const OfferedOption& option) {
  if (option.choices.empty()) return italic(option.value);
  std::string out;
  for (const std::string& choice : option.choices) out += (out.empty() ? "" : "|") + bold(choice);
  return out;
}

std::string entry(const OfferedOption& option) {
  std::string head;
  for (const std::string& name : option.names) head += (head.empty() ? "" : ", ") + bold(name);
  if (!option.value.empty()) head += (head.empty() ? "" : " ") + value_of(option);
  if (option.repeated) head += option.names.empty() ? " \\&..." : "  (may be given more than once)";
  std::string text = sentence(option.description);
  if (!option.excludes.empty()) text += fmt::format(" Not with {}.", fmt::join(option.excludes, ", "));
  if (option.required && !option.names.empty()) text += " Required.";
  return ".TP\n" + head + "\n" + line(text);
}

std::string options_of(const OfferedCommand& command) {
  std::string out;
  for (const OfferedOption& option : command.positionals) out += entry(option);
  for (const OfferedOption& option : command.options)
    if (command.words.empty() || option.names.back() != "--help") out += entry(option);
  return out;
}

std::string synopsis_of(const OfferedCommand& command) {
  std::string out =
      bold("engross" + (command.words.empty() ? "" : " " + command.words)) + " [" + italic("OPTIONS") + "]";
  if (!command.commands.empty()) out += " " + italic("COMMAND");
  for (const OfferedOption& option : command.positionals) {
    const std::string shown = option.value + (option.repeated ? "..." : "");
    out += option.required ? " " + italic(shown) : " [" + italic(shown) + "]";
  }
  return out + "\n";
}

std::string described(const OfferedCommand& command) {
  std::string out = line(sentence(command.description));
  for (const ManualEntry& more : manual_commands())
    if (more.term == command.words) out += ".PP\n" + paragraphs(more.text);
  if (!command.notes.empty()) out += ".PP\n" + line(sentence(command.notes));
  return out;
}

std::string entries(std::span<const ManualEntry> list) {
  std::string out;
  for (const ManualEntry& one : list) out += ".TP\n" + bold(one.term) + "\n" + paragraphs(one.text);
  return out;
}

void add_examples(const OfferedCommand& command, std::vector<std::string>& to) {
  for (const std::string& example : command.examples)
    if (std::ranges::find(to, example) == to.end()) to.push_back(example);
  for (const OfferedCommand& sub : command.commands)
    if (!command.words.empty()) add_examples(sub, to);
}

std::string examples_of(const OfferedCommand& command) {
  std::vector<std::string> all;
  add_examples(command, all);
  std::string out = ".nf\n";
  for (const std::string& example : all) out += line(example);
  return out + ".fi\n";
}

std::string section(std::string_view title, const std::string& text) {
  return text.empty() ? std::string() : fmt::format(".SH {}\n{}", title, text);
}

std::string page_name(const OfferedCommand& command) {
  return "engross" + (command.words.empty() ? "" : "-" + command.words);
}

std::string top(const OfferedCommand& command, const ManualEdition& edition) {
  std::string upper = page_name(command);
  std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  std::string what = command.description;
  if (what.starts_with("engross ")) what.erase(0, 8);
  if (!what.empty()) what[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(what[0])));
  if (what.ends_with('.')) what.pop_back();
  return fmt::format(
             ".\\\" Written by engross itself: change its command line, not this page.\n.TH {} 1 {} \"engross {}\" "
             "\"engross\"\n",
             escaped(upper), edition.date, escaped(edition.version)) +
         section("NAME", fmt::format("{} \\- {}\n", escaped(page_name(command)), escaped(what)));
}

std::string see_also(const std::vector<OfferedCommand>& commands, std::string_view but) {
  std::string out;
  const auto add = [&](const std::string& name) {
    if (name != but) out += (out.empty() ? "" : ",\n") + fmt::format(".BR {} (1)", escaped(name));
  };
  add("engross");
  for (const OfferedCommand& command : commands) add(page_name(command));
  std::string one_a_line;
  for (std::size_t at = 0; at < out.size();) {  // ".BR name (1)" with its comma after the bracket
    const std::size_t end = std::min(out.find('\n', at), out.size());
    one_a_line += out.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return one_a_line;
}

std::string exit_status_of(const OfferedCommand& command) {
  return command.exit_codes.empty() || command.words.empty()
             ? entries(manual_exit_codes())
             : line(command.exit_codes) + ".PP\n" + "Otherwise as\n.BR engross (1)\nsays.\n";
}

std::string page(const OfferedCommand& command, const OfferedCommand& program, const ManualEdition& edition) {
  std::string out = top(command, edition);
  std::string synopsis = synopsis_of(command);
  std::string commands;
  for (const OfferedCommand& sub : command.commands) {
    synopsis += ".br\n" + synopsis_of(sub);
    commands += ".SS engross " + escaped(sub.words) + "\n" + described(sub) + options_of(sub);
  }
  out += section("SYNOPSIS", synopsis) + section("DESCRIPTION", described(command));
  const std::string own = options_of(command);
  out +=
      section("COMMANDS", commands) +
      section("OPTIONS", own + (own.empty() ? "" : ".PP\n") + "The options of\n.BR engross (1)\nmay stand here too.\n");
  out += section("EXIT STATUS", exit_status_of(command)) + section("EXAMPLES", examples_of(command));
  return out + section("SEE ALSO", see_also(program.commands, page_name(command)));
}

std::string main_page(const OfferedCommand& program, const ManualEdition& edition) {
  std::string commands;
  for (const OfferedCommand& command : program.commands)
    commands += fmt::format(".TP\n.BR {} (1)\n", escaped(page_name(command))) + line(sentence(command.description));
  return top(program, edition) + section("SYNOPSIS", synopsis_of(program)) +
         section("DESCRIPTION", paragraphs(manual_introduction())) + section("COMMANDS", commands) +
         section("OPTIONS", options_of(program)) + section("EXIT STATUS", exit_status_of(program)) +
         section("FILES", entries(manual_files())) + section("ENVIRONMENT", entries(manual_environment())) +
         section("EXAMPLES", examples_of(program)) + section("SEE ALSO", see_also(program.commands, "engross"));
}

}  // namespace

std::vector<ManualPage> manual(const OfferedCommand& program, const ManualEdition& edition) {
  std::vector<ManualPage> pages{{"engross", main_page(program, edition)}};
  for (const OfferedCommand& command : program.commands)
    pages.push_back({page_name(command), page(command, program, edition)});
  return pages;
}

}  // namespace engross::cli
