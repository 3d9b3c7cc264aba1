// In: an edited draft and the letter composed again from its case. Out: the letter as edited, and what was changed.
// Every div and stretch of words was matched with what the letter has; each is read, and what still says the same keeps
// the blocks, and so the Origins, of the composed letter; so do the values that edited words still print.
// Refused, all of it at once: what the match refuses, Markdown that no letter may hold, and `{{` in words that changed.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "compose/draft.hpp"
#include "compose/draft_groups.hpp"
#include "compose/draft_match.hpp"
#include "compose/draft_text.hpp"
#include "compose/kept_values.hpp"
#include "letter/holds_words.hpp"
#include "letter/markdown.hpp"

namespace engross {
namespace {

std::shared_ptr<const Provenance> changed(const Provenance& why, bool edited, bool moved) {
  Provenance now = why;
  now.edited = now.edited || edited;
  now.moved = now.moved || moved;
  return std::make_shared<const Provenance>(std::move(now));
}

std::shared_ptr<const Provenance> typed() {
  Provenance why;
  why.kind = Provenance::Kind::draft;
  why.reason = "typed in the draft";
  why.edited = true;
  return std::make_shared<const Provenance>(std::move(why));
}

void set_provenance(std::vector<Block>& blocks, const std::shared_ptr<const Provenance>& why) {
  for (Block& block : blocks) {
    block.provenance = why;
    for (ListItem& item : block.items) set_provenance(item.blocks, why);
  }
}

// A group as the draft would hold it unedited, normalised like the draft.
std::string as_written(const DraftGroup& group, Part part) {
  std::string text = write_group(group, part);
  return is_nfc(text) ? text : to_nfc(text);
}

bool says_the_same(const std::vector<Block>& blocks, const DraftGroup& group) {
  return dump(blocks) == dump(std::vector<Block>(group.blocks.begin(), group.blocks.end()));
}

std::string first_line(const Letter& letter, Part part) {
  for (const Section& section : letter.sections) {
    if (section.part != part || section.blocks.empty()) continue;
    const std::string text = plain_text(section.blocks.front());
    return text.substr(0, text.find('\n'));
  }
  return {};
}

template <class Visit>
void for_each_value(const std::vector<Inline>& inlines, const Visit& visit) {
  for (const Inline& run : inlines) {
    if (run.kind == Inline::Kind::text && run.origin.kind == Origin::Kind::value) visit(run);
    for_each_value(run.children, visit);
  }
}

template <class Visit>
void for_each_value(std::span<const Block> blocks, const Visit& visit) {
  for (const Block& block : blocks) {
    for_each_value(block.inlines, visit);
    for (const ListItem& item : block.items) for_each_value(std::span<const Block>(item.blocks), visit);
    if (!block.table) continue;
    for (const TableCell& cell : block.table->header) for_each_value(cell.inlines, visit);
    for (const auto& row : block.table->rows)
      for (const TableCell& cell : row) for_each_value(cell.inlines, visit);
  }
}

class Reading {
 public:
  Reading(const DraftText& text, const DraftLetter& letter, std::string language, DraftFaults& faults)
      : text_(text),
        composed_(letter.composed),
        department_(letter.department),
        language_(std::move(language)),
        groups_(groups_of(letter.composed)),
        faults_(faults) {}

  Drafted run(const std::vector<FencePiece>& pieces) {
    DraftMatch match = match_draft(text_, pieces, {composed_, department_}, groups_, faults_);
    drafted_.notes = std::move(match.notes);
    drafted_.letter = composed_;
    drafted_.letter.sections.clear();
    drafted_.letter.further.clear();
    for (const DraftSection& section : match.sections) put(section);
    for (std::size_t g = 0; g < match.kept.size(); ++g)
      if (!match.kept[g]) note(DraftChange::Kind::dropped, g, composed_.sections[groups_[g].section].part, {});
    follow_changes();
    return std::move(drafted_);
  }

 private:
  void put(const DraftSection& from) {
    Section section{from.part, {}};
    for (const DraftItem& item : from.items)
      std::ranges::move(read(item, from.part), std::back_inserter(section.blocks));
    const bool was_empty = from.composed != no_index && composed_.sections[from.composed].blocks.empty();
    if (!section.blocks.empty() || was_empty) drafted_.letter.sections.push_back(std::move(section));
  }

  void note(DraftChange::Kind kind, std::size_t group, Part part, Span place) {
    std::string id;
    if (group != no_index)
      id = groups_[group].kind == DraftGroup::Kind::plain ? std::string(name_of(part)) : groups_[group].why->id;
    drafted_.changes.push_back({kind, std::move(id), part, language_, std::move(place)});
  }

  // The blocks of an item: the composed ones when nothing was touched, else those read from the draft.
  std::vector<Block> read(const DraftItem& item, Part part) {
    const DraftGroup* group = item.group == no_index ? nullptr : &groups_[item.group];
    const bool stayed = group != nullptr && !item.moved;
    if (stayed && trim(text_.words(item.begin, item.end)) == trim(as_written(*group, part)))
      return {group->blocks.begin(), group->blocks.end()};
    const MarkdownOptions options{.kind = Origin::Kind::draft,
                                  .provenance = group != nullptr ? group->blocks.front().provenance : typed(),
                                  .breaks = breaks_of(part)};
    const Span place = text_.at(item.begin, item.end);
    Result<std::vector<Block>> blocks = read_markdown(unmerged(text_.source, place.begin, place.end), options);
    if (!blocks) {
      faults_.add(std::move(blocks.error()));
      return {};
    }
    const bool same = group != nullptr && says_the_same(*blocks, *group);
    if (same && stayed) return {group->blocks.begin(), group->blocks.end()};
    if (!same) refuse_leaks(item);
    if (!same && group != nullptr) compare_values(item, *group, *blocks);
    if (item.moved) note(DraftChange::Kind::moved, item.group, part, first_line_of(item));
    if (!same)
      note(group != nullptr ? DraftChange::Kind::edited : DraftChange::Kind::added, item.group, part,
           first_line_of(item));
    // Lines such as the reference stay the draft's as a whole: the checks point into the draft by them.
    if (group != nullptr && breaks_of(part) == Breaks::soft) keep_values(group->blocks, *blocks);
    if (group != nullptr) set_provenance(*blocks, changed(*group->why, !same, item.moved));
    return std::move(*blocks);
  }

  // Values of the case that the words no longer hold: an officer's edit, or a case that has changed since.
  void compare_values(const DraftItem& item, const DraftGroup& group, const std::vector<Block>& blocks) {
    std::string words;
    for (const Block& block : blocks) words += plain_text(block) + '\n';
    for_each_value(group.blocks, [&](const Inline& run) {
      const bool of_case = run.origin.pointer.starts_with("/case/") || run.origin.pointer.starts_with("/letter/");
      if (!of_case || holds_words(words, run.text)) return;
      drafted_.other_values.push_back({run.origin.pointer, run.text, run.origin.span, first_line_of(item)});
    });
  }

  Span first_line_of(const DraftItem& item) const {
    const std::string_view text = text_.words(item.begin, item.end);
    const std::size_t begin = std::min(text.find_first_not_of(" \t\n"), text.size());
    return text_.at(item.begin + begin, item.begin + std::min(text.find('\n', begin), text.size()));
  }

  // A draft is not Mustache: braces that were typed would reach the reader.
  void refuse_leaks(const DraftItem& item) {
    constexpr std::size_t longest = 80;
    const std::string_view text = text_.words(item.begin, item.end);
    for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at + 2)) {
      const std::size_t close = text.find("}}", at);
      const std::size_t length = close == std::string_view::npos || close > at + longest ? 2 : close + 2 - at;
      faults_.add("draft.leak", text_.at(item.begin + at, item.begin + at + length),
                  "a draft is not merged again, so this would be printed as it stands", {"write the words themselves"});
    }
  }

  // The letter's plain subject and its recipient follow an edit of their sections; the recipient of a letter to nobody
  // by name does not stand in the address.
  void follow_changes() {
    Letter& letter = drafted_.letter;
    for (const DraftChange& change : drafted_.changes) {
      if (change.part == Part::subject) letter.subject = first_line(letter, Part::subject);
      const bool named =
          letter.recipients.size() == 1 && first_line(composed_, Part::addressee) == letter.recipients[0];
      if (change.part != Part::addressee || !named) continue;
      if (std::string name = first_line(letter, Part::addressee); !name.empty()) letter.recipients = {std::move(name)};
    }
  }

  const DraftText& text_;
  const Letter& composed_;
  const Department& department_;
  std::string language_;
  std::vector<DraftGroup> groups_;
  Drafted drafted_;
  DraftFaults& faults_;
};

// The library's paragraphs and the case's own words of a letter, in its order.
std::vector<std::string> paragraphs_of(const Letter& letter) {
  std::vector<std::string> ids;
  for (const DraftGroup& group : groups_of(letter))
    if (group.kind != DraftGroup::Kind::plain) ids.push_back(group.why->id);
  return ids;
}

// Letters of one case say the same: what one of them no longer holds, none does.
void refuse_differences(const SourceRef& draft, const Letter& letter, DraftFaults& faults) {
  const std::vector<std::string> ours = paragraphs_of(letter);
  for (const Letter& further : letter.further) {
    const std::vector<std::string> theirs = paragraphs_of(further);
    const auto [one, two] = std::ranges::mismatch(ours, theirs);
    if (one == ours.end() && two == theirs.end()) continue;
    const bool only_theirs = one == ours.end() || (two != theirs.end() && std::ranges::count(ours, *two) == 0);
    const std::string& id = only_theirs ? *two : *one;
    const Letter& with = only_theirs ? further : letter;
    const Letter& without = only_theirs ? letter : further;
    const bool moved = std::ranges::count(ours, id) > 0 && std::ranges::count(theirs, id) > 0;
    faults.add("draft.languages-differ", place_in_draft(draft, Part::body, without.language),
               moved ? fmt::format("\"{}\" stands elsewhere in the \"{}\" letter than in the \"{}\" one", id,
                                   without.language, with.language)
                     : fmt::format("\"{}\" stands in the \"{}\" letter, and not in the \"{}\" one", id, with.language,
                                   without.language),
               {moved ? "move it in each letter, or in none"
                      : fmt::format("drop it from the \"{}\" letter as well, or put it back", with.language)});
  }
}

void add_further(Drafted& to, Drafted from) {
  to.letter.further.push_back(std::move(from.letter));
  std::ranges::move(from.changes, std::back_inserter(to.changes));
  std::ranges::move(from.other_values, std::back_inserter(to.other_values));
  append_new(to.notes, from.notes);
}

}  // namespace

std::string_view name_of(DraftChange::Kind kind) {
  switch (kind) {
    case DraftChange::Kind::edited:
      return "edited";
    case DraftChange::Kind::moved:
      return "moved";
    case DraftChange::Kind::dropped:
      return "dropped";
    case DraftChange::Kind::added:
      return "added";
  }
  return {};
}

Result<Drafted> read_draft(SourceRef draft, const Composed& composed, const Department& department) {
  const Result<DraftText> text = open_draft_text(draft);
  if (!text) return fail(text.error());
  DraftFaults faults;
  const std::vector<const Letter*> letters = in_each_language(composed.letter);
  const std::vector<std::vector<FencePiece>> pieces = split_by_letter(*text, composed.letter, faults);
  if (!faults.empty()) return fail(faults.take());
  std::optional<Drafted> drafted;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const std::string language = letters.size() > 1 ? letters[i]->language : std::string();
    Drafted one = Reading(*text, {*letters[i], department}, language, faults).run(pieces[i]);
    if (drafted)
      add_further(*drafted, std::move(one));
    else
      drafted = std::move(one);
  }
  if (faults.empty()) refuse_differences(text->source, drafted->letter, faults);
  if (!faults.empty()) return fail(faults.take());
  return std::move(*drafted);
}

}  // namespace engross
