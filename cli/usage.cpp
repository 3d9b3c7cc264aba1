// In: a command line that CLI11 refused, and its reason. Out: what was found, what was likely meant, where help is.
// Refuses: nothing.
#include "usage.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <vector>

#include "base/suggest.hpp"

namespace engross::cli {
namespace {

// The command that was being read: "engross department list", and its app.
const CLI::App& deepest(const CLI::App& app, std::string& words) {
  words = app.get_name();
  const CLI::App* at = &app;
  for (auto parsed = at->get_subcommands(); !parsed.empty(); parsed = at->get_subcommands()) {
    at = parsed.front();
    words += ' ' + at->get_name();
  }
  return *at;
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App* any) { return !any->get_group().empty(); }))
    names.push_back(command->get_name());
  return names;
}

std::vector<std::string> options_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* at = &app; at != nullptr; at = at->get_parent())
    for (const CLI::Option* option : at->get_options())
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

// An option with one value that was given several. Words without a name are lists, or one too many: see remaining().
std::string given_twice(const CLI::App& app, const CLI::Error& wrong) {
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&wrong) == nullptr) return {};
  for (const CLI::App* at = &app; at != nullptr; at = at->get_parent())
    for (const CLI::Option* option : at->get_options())
      if (option->nonpositional() && option->get_expected_max() == 1 && option->count() > 1) return option->get_name();
  return {};
}

}  // namespace

Diagnostic usage_of(const CLI::App& app, const CLI::Error& wrong) {
  std::string words;
  const CLI::App& at = deepest(app, words);
  std::string sentence = wrong.what();
  std::string meant;
  if (const std::vector<std::string> left = app.remaining(true); !left.empty()) {
    const std::string& word = left.front();
    const bool option = word.starts_with('-') && word != "-";
    const bool family = !option && at.get_require_subcommand_min() > 0;
    sentence = option   ? fmt::format("there is no option \"{}\"", word)
               : family ? fmt::format("there is no command \"{} {}\"", words, word)
                        : fmt::format("found one word too many: \"{}\"", word);
    if (option) meant = did_you_mean(word, options_of(at));
    if (family) meant = did_you_mean(word, commands_of(at));
  } else if (const std::string twice = given_twice(at, wrong); !twice.empty()) {
    sentence = fmt::format("{} was given more than once", twice);
  } else if (dynamic_cast<const CLI::RequiredError*>(&wrong) != nullptr && at.get_require_subcommand_min() > 0) {
    sentence = fmt::format("say what to do: {}", fmt::join(commands_of(at), ", "));
  }
  std::vector<std::string> hints;
  if (!meant.empty()) hints.push_back(std::move(meant));
  hints.push_back(fmt::format("`{} --help` shows how it is used", words));
  return error("options.usage", {}, std::move(sentence), std::move(hints));
}

std::string explain_usage(const CLI::App* app, const CLI::Error& wrong) {
  const Diagnostic said = usage_of(*app, wrong);
  std::string text = "error: " + said.message + '\n';
  for (const std::string& hint : said.hints) text += "  = " + hint + '\n';
  return text;
}

}  // namespace engross::cli
