// In: a desk as it is. Out: what the dialogue of `draft --pick` says of its letter and of the library, in plain lines.
// Refuses: paragraphs that there are not, and words that cannot be looked for, in words of its own.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "letter/text_copy.hpp"
#include "pick_dialogue.hpp"
#include "pick_text.hpp"

namespace engross::cli {
namespace {

constexpr std::size_t most_suggestions = 10;

}  // namespace

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
