// In: a desk, and lines that somebody types. Out: what each line did, said in plain lines; the desk as it then is.
// Refuses: lines that are no command, and what the desk refuses; the question is asked again.
#include "pick_dialogue.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "editor.hpp"
#include "letter/text_copy.hpp"
#include "pick_text.hpp"

namespace engross::cli {
namespace {

constexpr std::size_t most_suggestions = 10;

std::string language_or_first(const Letter& letter, const std::string& language) {
  return language.empty() ? letter.language : language;
}

}  // namespace

std::optional<std::string> PickDialogue::ask(const std::string& question) {
  report_.show(question);
  std::fflush(stdout);
  std::string line;
  if (!std::getline(*tools_.typed, line)) {
    report_.show("\n");
    return std::nullopt;
  }
  if (line.ends_with('\r')) line.pop_back();
  if (tools_.echo) report_.show(line + "\n");
  return line;
}

void PickDialogue::refuse(const Diagnostics& why) const {
  std::string said = print(why, {.colour = false, .excerpt = false});
  report_.show(said);
}

Result<bool> PickDialogue::run() {
  items_ = desk_.items();
  const Letter& letter = desk_.reply().letter();
  report_.show(fmt::format("Letter {}{}: {}. Type ? for help.\n\n", letter.reference,
                           letter.recipients.empty() ? "" : " to " + letter.recipients.front(),
                           counted(items_.size(), "paragraph")));
  tell_item();
  for (;;) {
    const auto line = ask(fmt::format("\n{} of {}: ", at_ + 1, items_.size()));
    if (!line) return false;
    const auto command = read_pick_command(*line);
    if (!command) {
      refuse(command.error());
      continue;
    }
    if (command->verb == PickCommand::Verb::done) return true;
    if (command->verb == PickCommand::Verb::quit) return false;
    if (auto obeyed = obey(*command); !obeyed) return fail(std::move(obeyed.error()));
  }
}

// Errors are those of saving: what the desk refuses is said, and the officer goes on.
Result<void> PickDialogue::obey(const PickCommand& command) {
  using Verb = PickCommand::Verb;
  switch (command.verb) {
    case Verb::keep:
      if (at_ + 1 < items_.size()) {
        ++at_;
        tell_item();
      } else {
        report_.show("That was the last paragraph. `done` finishes the draft; `list` shows all of it.\n");
      }
      return {};
    case Verb::back:
      if (at_ > 0) --at_;
      tell_item();
      return {};
    case Verb::go:
      go(command.rest);
      return {};
    case Verb::drop:
      return step({.kind = DeskStep::Kind::drop, .id = here().id});
    case Verb::move:
      return move(command.rest);
    case Verb::add:
      return add(command.rest);
    case Verb::allow:
      return allow(command.rest);
    case Verb::edit:
      return edit(command.rest);
    case Verb::write:
      return write(command.rest);
    case Verb::undo:
      return step({.kind = DeskStep::Kind::undo});
    case Verb::list:
      tell_list();
      return {};
    case Verb::show:
      tell_paragraph(command.rest.empty() ? here().id : command.rest);
      return {};
    case Verb::more:
      tell_more();
      return {};
    case Verb::search:
      tell_found(command.rest);
      return {};
    case Verb::preview:
      preview(command.rest);
      return {};
    case Verb::check: {
      const Diagnostics found = tools_.findings();
      report_.show(found.empty() ? "Nothing found.\n" : print(found, {.colour = false, .excerpt = false}));
      return {};
    }
    case Verb::help:
      tell_help();
      return {};
    case Verb::done:
    case Verb::quit:
      break;
  }
  return {};
}

Result<void> PickDialogue::step(DeskStep step) {
  const std::string id = step.kind == DeskStep::Kind::write ? step.after : step.id;
  if (auto taken = desk_.take(step); !taken) {
    refuse(taken.error());
    return {};
  }
  items_ = desk_.items();
  if (auto saved = tools_.save(); !saved) return saved;
  const auto where = std::ranges::find(items_, id, &DeskItem::id);
  at_ = where != items_.end() ? static_cast<std::size_t>(where - items_.begin()) : std::min(at_, items_.size() - 1);
  switch (step.kind) {
    case DeskStep::Kind::undo:
      report_.show("Taken back.\n");
      break;
    case DeskStep::Kind::drop:
      report_.show(fmt::format("Left out {}.\n", step.id));
      break;
    default:
      report_.show("Saved.\n");
  }
  tell_item();
  return {};
}

std::optional<std::size_t> PickDialogue::number_in(const std::string& place) const {
  std::size_t number = 0;
  const auto [end, fault] = std::from_chars(place.data(), place.data() + place.size(), number);
  if (fault == std::errc() && end == place.data() + place.size() && number >= 1 && number <= items_.size())
    return number;
  report_.show(fmt::format("Say a place from 1 to {}.\n", items_.size()));
  return std::nullopt;
}

void PickDialogue::go(const std::string& place) {
  const auto number = number_in(place);
  if (!number) return;
  at_ = *number - 1;
  tell_item();
}

Result<void> PickDialogue::move(const std::string& place) {
  const auto number = number_in(place);
  if (!number) return {};
  std::vector<const DeskItem*> others;
  for (const DeskItem& item : items_)
    if (item.id != here().id) others.push_back(&item);
  std::string after;
  const bool begins_part = *number == 1 || (others[*number - 2]->part != here().part && *number <= others.size() &&
                                            others[*number - 1]->part == here().part);
  if (!begins_part) after = others[*number - 2]->id;
  return step({.kind = DeskStep::Kind::move, .id = here().id, .after = after});
}

// Behind this paragraph, or at the end of the part that it belongs to.
Result<void> PickDialogue::add(const std::string& id) {
  const Paragraph* paragraph = tools_.department->find(id);
  std::string after;
  if (paragraph != nullptr) {
    for (const DeskItem& item : items_)
      if (item.part == paragraph->part &&
          (after.empty() || here().part != paragraph->part || at_ >= place_of(items_, item)))
        after = item.id;
  }
  return step({.kind = DeskStep::Kind::add, .id = id, .after = after});
}

Result<void> PickDialogue::allow(const std::string& rest) {
  const std::size_t space = std::min(rest.find(' '), rest.size());
  const std::string why(trim(std::string_view(rest).substr(space)));
  if (why.empty()) {
    report_.show("Say which paragraph, and why: allow ID WHY\n");
    return {};
  }
  return step({.kind = DeskStep::Kind::allow, .id = rest.substr(0, space), .words = why});
}

Result<std::string> PickDialogue::words_from_officer(const std::string& words, std::string_view without) {
  if (!tools_.editor.empty()) return edit_words(tools_.editor, words);
  report_.show(words.empty() ? std::string() : "It reads now:\n" + wrapped(words));
  report_.show(fmt::format("Type the words; a line with a full stop alone ends them. Typing none {}.\n", without));
  std::string typed;
  for (auto line = ask("> "); line && *line != "."; line = ask("> ")) typed += *line + "\n";
  return typed;
}

Result<void> PickDialogue::edit(const std::string& language) {
  const std::string wanted = language_or_first(desk_.reply().letter(), language);
  std::string words;
  for (const Letter* letter : in_each_language(desk_.reply().letter()))
    for (const DraftDiv& div : divs_of(*letter))
      if (letter->language == wanted && div.why->id == here().id) words = div.words;
  auto now = words_from_officer(words, "gives back the words of the library");
  if (!now) {
    refuse(now.error());
    return {};
  }
  if (trim(*now) == trim(words)) {
    report_.show("Nothing changed.\n");
    return {};
  }
  return step({.kind = DeskStep::Kind::edit, .id = here().id, .language = wanted, .words = *now});
}

Result<void> PickDialogue::write(const std::string& language) {
  const std::string wanted = language_or_first(desk_.reply().letter(), language);
  auto now =
      words_from_officer(wanted == desk_.reply().letter().language ? here().own : std::string(), "leaves none there");
  if (!now) {
    refuse(now.error());
    return {};
  }
  return step({.kind = DeskStep::Kind::write, .after = here().id, .language = wanted, .words = *now});
}

void PickDialogue::tell_item() const {
  const DeskItem& item = here();
  report_.show(fmt::format("Paragraph {} of {}, {}: {}{}\n", at_ + 1, items_.size(), name_of(item.part),
                           item.title.empty() ? "words of the case" : fmt::format("{} ({})", item.title, item.id),
                           item.edited ? ", edited" : ""));
  report_.show(wrapped("Because " + item.reason));
  report_.show(wrapped(item.words));
  if (!item.own.empty()) report_.show("Then your own words:\n" + wrapped(item.own));
}

void PickDialogue::tell_list() const {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const DeskItem& item = items_[i];
    report_.show(fmt::format("{:3} {} {}{}{}{}\n", i + 1, i == at_ ? "here" : "    ", item.id,
                             item.title.empty() ? "" : ": " + item.title, item.edited ? ", edited" : "",
                             item.own.empty() ? "" : ", then your own words"));
  }
}

void PickDialogue::tell_more() const {
  const std::vector<DeskSuggestion> suggestions = desk_.suggestions();
  if (suggestions.empty()) report_.show("The letter has every paragraph of the library.\n");
  for (std::size_t i = 0; i < std::min(most_suggestions, suggestions.size()); ++i)
    report_.show(fmt::format("    {}: {}\n        out, because {}\n", suggestions[i].paragraph->id,
                             suggestions[i].paragraph->title, suggestions[i].reason));
  if (suggestions.size() > most_suggestions)
    report_.show(fmt::format("    and {} more: search for words\n", suggestions.size() - most_suggestions));
}

void PickDialogue::tell_found(const std::string& words) const {
  if (words.empty()) {
    report_.show("Say what to look for: search WORDS\n");
    return;
  }
  const auto found = tools_.search(words);
  if (!found) return refuse(found.error());
  if (found->hits.empty())
    report_.show(fmt::format("No paragraph has any of these words: {}\n", words));
  else if (found->hits.front().matched == Matched::some)
    report_.show("No paragraph has all of these words. Some of them have:\n");
  for (const SearchHit& hit : found->hits) {
    const std::string& id = hit.paragraph.id;
    const bool there = std::ranges::find(items_, id, &DeskItem::id) != items_.end();
    report_.show(fmt::format("    {}: {}{}\n", id, hit.title.text, there ? " (in the letter)" : ""));
    if (!hit.excerpt.text.empty()) report_.show(fmt::format("        {}\n", hit.excerpt.text));
    report_.show(fmt::format("        {}\n", tools_.uses(id)));
  }
  if (found->total > found->hits.size())
    report_.show(fmt::format("    and {} more: say more words\n", found->total - found->hits.size()));
  for (const UnknownWord& one : found->unknown)
    report_.show(
        fmt::format("No paragraph has the word \"{}\"{}.\n", one.word,
                    one.near.empty() ? "" : fmt::format("; did you mean \"{}\"?", fmt::join(one.near, "\" or \""))));
}

void PickDialogue::tell_paragraph(const std::string& id) const {
  const Paragraph* paragraph = tools_.department->find(id);
  if (paragraph == nullptr) {
    const std::string near = did_you_mean(id, tools_.department->paragraph_ids());
    report_.show(fmt::format("The library has no paragraph \"{}\".{}\n", id, near.empty() ? "" : " " + near));
    return;
  }
  report_.show(fmt::format("{}: {}\n{}, revision {}, of {}\n", paragraph->id, paragraph->title,
                           name_of(paragraph->part), paragraph->revision, paragraph->owner));
  report_.show(wrapped(template_words(*paragraph)));
}

void PickDialogue::preview(const std::string& what) const {
  if (what.empty()) {
    report_.show("\n" + write_text(desk_.reply().letter()));
  } else if (what != "pages") {
    report_.show("Say `preview` for the words of the letter, `preview pages` for its pages.\n");
  } else if (const auto said = tools_.show_pages(); said) {
    report_.show(*said);
  } else {
    refuse(said.error());
  }
}

void PickDialogue::tell_help() const {
  for (const PickVerb& one : pick_verbs())
    report_.show(fmt::format("  {:18} {}\n", fmt::format("{} {}", one.name, one.takes), one.does));
  report_.show("The first letters of a command are enough. Every step is saved at once.\n");
}

}  // namespace engross::cli
