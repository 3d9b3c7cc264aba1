// In: a line that was typed. Out: the command that it is.
// Refuses: verbs that there are not, beginnings that two of them share.
#include "pick_command.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/suggest.hpp"
#include "base/text.hpp"

namespace engross::cli {
namespace {

using Verb = PickCommand::Verb;

constexpr std::array<PickVerb, 19> verbs{{
    {Verb::keep, "keep", "", "keep this paragraph and go to the next one (Enter does the same)"},
    {Verb::drop, "drop", "", "leave this paragraph out"},
    {Verb::edit, "edit", "[LANGUAGE]", "change its words, in your editor or typed here"},
    {Verb::write, "write", "[LANGUAGE]", "write words of your own behind it"},
    {Verb::move, "move", "N", "put it at place N"},
    {Verb::add, "add", "ID", "put a paragraph of the library behind this one"},
    {Verb::allow, "allow", "ID WHY", "let a paragraph stand past its dates; the record keeps why"},
    {Verb::more, "more", "", "paragraphs that were not chosen, the nearest first, with the reasons"},
    {Verb::search, "search", "WORDS", "look for words in the library"},
    {Verb::show, "show", "ID", "the words of a paragraph of the library"},
    {Verb::list, "list", "", "all paragraphs of the letter"},
    {Verb::go, "go", "N", "go to paragraph N (N alone does the same)"},
    {Verb::back, "back", "", "go to the paragraph before"},
    {Verb::preview, "preview", "[pages]", "the whole letter as it now reads, or its pages as they will look"},
    {Verb::check, "check", "", "what is wrong with the letter as it is"},
    {Verb::undo, "undo", "", "take the last step back"},
    {Verb::done, "done", "", "finish the draft"},
    {Verb::quit, "quit", "", "stop here; the same command goes on later"},
    {Verb::help, "help", "", "this list (? does the same)"},
}};

bool is_number(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::span<const PickVerb> pick_verbs() {
  return verbs;
}

Result<PickCommand> read_pick_command(std::string_view line) {
  const std::string_view typed = trim(line);
  if (typed.empty()) return PickCommand{};
  if (is_number(typed)) return PickCommand{.verb = Verb::go, .rest = std::string(typed)};
  const std::size_t space = std::min(typed.find_first_of(" \t"), typed.size());
  std::string word(typed.substr(0, space));
  std::ranges::transform(word, word.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const std::string rest(trim(typed.substr(space)));
  if (word == "?") return PickCommand{.verb = Verb::help, .rest = rest};
  std::vector<std::string> names, begun;
  for (const PickVerb& one : verbs) {
    if (one.name == word) return PickCommand{.verb = one.verb, .rest = rest};
    names.emplace_back(one.name);
    if (one.name.starts_with(word)) begun.emplace_back(one.name);
  }
  if (begun.size() == 1)
    return PickCommand{.verb = std::ranges::find(verbs, std::string_view(begun.front()), &PickVerb::name)->verb,
                       .rest = rest};
  if (!begun.empty())
    return fail(error("pick.ambiguous", {}, fmt::format("\"{}\" may be {}", word, fmt::join(begun, " or ")),
                      {"type one letter more"}));
  std::string near = did_you_mean(word, names);
  return fail(error("pick.command", {}, fmt::format("\"{}\" is no command here", word),
                    {near.empty() ? "? lists them" : std::move(near)}));
}

}  // namespace engross::cli
