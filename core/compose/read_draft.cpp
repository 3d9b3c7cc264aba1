// In: an edited draft and the letter composed again from its case. Out: the letter as edited, and what was changed.
// Every div and stretch of words was matched with what the letter has; each is read, and what still says the same keeps
// the blocks, and so the Origins, of the composed letter; so do the values that edited words still print.
// Refused, all of it at once: what the match refuses, Markdown that no letter may hold, and `{{` in words that changed.
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
  Reading(const DraftText& text, const Letter& composed, const Department& department)
      : text_(text), composed_(composed), department_(department), groups_(groups_of(composed)) {}

  Result<Drafted> run() {
    DraftMatch match = match_draft(text_, {composed_, department_}, groups_, faults_);
    drafted_.notes = std::move(match.notes);
    drafted_.letter = composed_;
    drafted_.letter.sections.clear();
    for (const DraftSection& section : match.sections) put(section);
    for (std::size_t g = 0; g < match.kept.size(); ++g)
      if (!match.kept[g]) note(DraftChange::Kind::dropped, g, composed_.sections[groups_[g].section].part);
    follow_changes();
    if (!faults_.empty()) return fail(faults_.take());
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

  void note(DraftChange::Kind kind, std::size_t group, Part part) {
    std::string id;
    if (group != no_index)
      id = groups_[group].kind == DraftGroup::Kind::plain ? std::string(name_of(part)) : groups_[group].why->id;
    drafted_.changes.push_back({kind, std::move(id), part});
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
    if (item.moved) note(DraftChange::Kind::moved, item.group, part);
    if (!same) note(group != nullptr ? DraftChange::Kind::edited : DraftChange::Kind::added, item.group, part);
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
      const std::string_view text = text_.words(item.begin, item.end);
      const std::size_t begin = std::min(text.find_first_not_of(" \t\n"), text.size());
      drafted_.other_values.push_back(
          {run.origin.pointer, run.text, run.origin.span,
           text_.at(item.begin + begin, item.begin + std::min(text.find('\n', begin), text.size()))});
    });
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
  std::vector<DraftGroup> groups_;
  Drafted drafted_;
  DraftFaults faults_;
};

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
  return Reading(*text, composed.letter, department).run();
}

}  // namespace engross
