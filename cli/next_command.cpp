// In: words of a command and the options of this one. Out: one line for a shell.
// Refuses nothing.
#include "next_command.hpp"

namespace engross::cli {
namespace {

bool uses_store(const std::string& command) {
  return command == "draft" || command == "follow" || command == "issue" || command == "explain" || command == "diff" ||
         command == "records";
}

}  // namespace

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
  add("history", options.history);
  for (const std::string& id : options.allow) add("allow", id);
  if (!options.allow.empty()) add("because", options.because);
  add("department", common.department);
  for (const std::string& folder : common.department_path) add("department-path", folder);
  add("lock", common.lock);
  for (const std::string& root : common.lock_trust) add("lock-trust", root);
  if (!words.empty() && uses_store(words.front())) add("store", common.store);
  return line;
}

}  // namespace engross::cli
