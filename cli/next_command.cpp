// In: words of a command and the options of this one. Out: one line for a shell.
// Refuses nothing.
#include "next_command.hpp"

#include <algorithm>
#include <string_view>

namespace engross::cli {
namespace {

bool is_plain(char c) {
  constexpr std::string_view marks = "-_./,:=+@%";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         marks.find(c) != std::string_view::npos;
}

bool uses_store(const std::string& command) {
  return command == "issue" || command == "explain" || command == "diff" || command == "records";
}

}  // namespace

std::string shell_word(const std::string& word) {
  if (!word.empty() && std::ranges::all_of(word, is_plain)) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string next_command(const CommonOptions& common, const std::vector<std::string>& words,
                         const ReplyOptions& options) {
  std::string line = "engross";
  for (const std::string& word : words) line += ' ' + shell_word(word);
  const auto add = [&](const std::string& option, const std::string& value) {
    if (!value.empty()) line += " --" + option + ' ' + shell_word(value);
  };
  add("template", options.template_name);
  add("case", options.case_path);
  if (options.detached) line += " --detached";
  add("department", common.department);
  for (const std::string& folder : common.department_path) add("department-path", folder);
  add("lock", common.lock);
  for (const std::string& root : common.lock_trust) add("lock-trust", root);
  if (!words.empty() && uses_store(words.front())) add("store", common.store);
  return line;
}

}  // namespace engross::cli
