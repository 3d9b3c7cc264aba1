// In: a desk, and lines that somebody types. Out: what each line did, said in plain lines; the desk as it then is.
// Refuses: lines that are no command, and what the desk refuses; the question is asked again.
#include "pick_dialogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "base/text.hpp"
#include "editor.hpp"
#include "pick_text.hpp"

namespace engross::cli {
namespace {

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

}  // namespace engross::cli
