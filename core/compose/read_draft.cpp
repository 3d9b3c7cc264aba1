// In: an edited draft and the letter composed again from its case. Out: the letter as edited, and what was changed.
// First every div and stretch of text of the draft is matched with what the letter has; then the order tells what was
// moved; then each is read, and what still says the same keeps the blocks, and so the Origins, of the composed letter.
// Refused, all of it at once: sections and paragraphs that the letter does not have, or twice; `{{`; empty paragraphs;
// paragraphs written from another revision.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "compose/draft.hpp"
#include "compose/draft_groups.hpp"
#include "compose/draft_text.hpp"
#include "letter/fences.hpp"
#include "letter/markdown.hpp"

namespace engross {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

struct DraftPlaces final : FencePlaces {
  explicit DraftPlaces(const DraftText& of) : text(of) {}
  Span at(std::size_t begin, std::size_t end) const override {
    return {text.source, text.body + static_cast<std::uint32_t>(begin), text.body + static_cast<std::uint32_t>(end)};
  }
  const DraftText& text;
};

bool takes_paragraphs(Part part) {
  return part == Part::opening || part == Part::body || part == Part::closing;
}

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

class Aligning {
 public:
  Aligning(const DraftText& text, const Composed& composed)
      : text_(text), places_(text), composed_(composed.letter), groups_(groups_of(composed.letter)) {}

  Result<Drafted> run() {
    const std::string_view body = std::string_view(text_.source->text).substr(text_.body);
    const Result<std::vector<FencePiece>> pieces = read_fences(body, places_);
    if (!pieces) return fail(pieces.error());
    for (const FencePiece& piece : *pieces) match_section(piece);
    find_moved();
    put_together();
    if (!errors_.empty()) return fail(std::move(errors_));
    return std::move(drafted_);
  }

 private:
  // A stretch of the draft, and the group of the letter that it shows, if any.
  struct Item {
    std::size_t group = none;
    std::uint32_t begin = 0, end = 0;  // in the draft's body
    bool moved = false;
  };
  struct MatchedSection {
    Part part = Part::body;
    std::size_t composed = none;
    std::vector<Item> items;
  };

  std::string_view words(std::uint32_t begin, std::uint32_t end) const {
    return std::string_view(text_.source->text).substr(text_.body + begin, end - begin);
  }
  Span opening_line(const FencePiece& piece) const {
    const std::string_view line = words(piece.opening_begin, piece.begin);
    return places_.at(piece.opening_begin, piece.opening_begin + trim(line).size());
  }
  bool enough() const { return errors_.size() >= 100; }  // a file of nothing but errors says so soon
  void refuse(std::string code, Span span, std::string message, std::vector<std::string> hints = {}) {
    if (enough()) return;
    std::erase(hints, std::string());
    errors_.push_back(error(std::move(code), std::move(span), std::move(message), std::move(hints)));
  }

  void match_section(const FencePiece& piece) {
    if (enough()) return;
    const bool blank = trim(words(piece.begin, piece.end)).empty();
    if (piece.name.empty()) {
      if (!blank) sections_.push_back({Part::body, none, {{none, piece.begin, piece.end, false}}});
      return;
    }
    const std::optional<Part> part = part_named(piece.name);
    if (!part) return refuse_section(piece);
    for (const auto& [key, value] : piece.attributes)
      refuse("draft.attribute", opening_line(piece),
             fmt::format("the section \"{}\" takes no \"{}\"", piece.name, key));
    MatchedSection section{.part = *part, .composed = next_section(*part), .items = {}};
    if (section.composed == none && has_section(*part)) {
      refuse(
          "draft.section", opening_line(piece),
          fmt::format("the section \"{}\" stands twice, or before another that it follows in the letter", piece.name),
          {"sections keep their order; move words and paragraphs between them instead"});
      return;
    }
    if (section.composed != none) next_ = section.composed + 1;
    if (piece.children.empty()) {
      match_plain(piece, section);
    } else {
      for (const FencePiece& child : piece.children) match_child(child, section);
    }
    sections_.push_back(std::move(section));
  }

  std::size_t next_section(Part part) const {
    for (std::size_t s = next_; s < composed_.sections.size(); ++s)
      if (composed_.sections[s].part == part) return s;
    return none;
  }
  bool has_section(Part part) const {
    return std::ranges::any_of(composed_.sections, [&](const Section& s) { return s.part == part; });
  }

  void refuse_section(const FencePiece& piece) {
    if (piece.name == paragraph_div || piece.name == words_div) {
      refuse("draft.section", opening_line(piece), fmt::format("this {} stands outside every section", piece.name),
             {"move it into opening, body or closing"});
      return;
    }
    std::vector<std::string> names;
    for (int part = 0; part <= static_cast<int>(Part::copies); ++part)
      names.emplace_back(name_of(static_cast<Part>(part)));
    refuse("draft.section", opening_line(piece), fmt::format("a letter has no section \"{}\"", piece.name),
           {did_you_mean(piece.name, names), fmt::format("its sections are {}", fmt::join(names, ", "))});
  }

  // Text of a section outside any paragraph: the template's own words where the section has some, else the officer's.
  void match_plain(const FencePiece& piece, MatchedSection& section) {
    if (trim(words(piece.begin, piece.end)).empty()) return;
    Item item{none, piece.begin, piece.end, false};
    for (std::size_t g = 0; g < groups_.size() && section.composed != none; ++g) {
      const bool free = groups_[g].kind == DraftGroup::Kind::plain && groups_[g].section == section.composed;
      if (!free || is_placed(g)) continue;
      item.group = g;
      placed_.push_back(g);
      break;
    }
    section.items.push_back(item);
  }

  bool is_placed(std::size_t group) const { return std::ranges::find(placed_, group) != placed_.end(); }

  void match_child(const FencePiece& child, MatchedSection& section) {
    if (enough()) return;
    if (child.name.empty()) return match_plain(child, section);
    const bool paragraph = child.name == paragraph_div;
    if (!paragraph && child.name != words_div) {
      refuse("draft.section", opening_line(child),
             fmt::format("\"{}\" cannot stand in \"{}\"", child.name, name_of(section.part)),
             {"inside a section stand \"paragraph\" and \"words\" divs, and your own words without a div"});
      return;
    }
    if (!takes_paragraphs(section.part)) {
      refuse("draft.section", opening_line(child),
             fmt::format("a paragraph cannot stand in \"{}\"", name_of(section.part)),
             {"move it into opening, body or closing"});
      return;
    }
    const std::size_t group = group_named(child, paragraph);
    if (group == none) return;
    if (is_placed(group)) {
      refuse("draft.duplicate", opening_line(child),
             fmt::format("\"{}\" stands twice in the draft", groups_[group].why->id),
             {"delete one of the two; words of your own need no div"});
      return;
    }
    if (trim(words(child.begin, child.end)).empty()) {
      refuse("draft.empty", opening_line(child), fmt::format("\"{}\" has no words left", groups_[group].why->id),
             {"delete its div as well to drop it from the letter"});
      return;
    }
    placed_.push_back(group);
    section.items.push_back({group, child.begin, child.end, false});
  }

  // The group that a div's attributes name; none after an error.
  std::size_t group_named(const FencePiece& child, bool paragraph) {
    const std::vector<std::string> known =
        paragraph ? std::vector<std::string>{"id", "revision", "reason"} : std::vector<std::string>{"from"};
    const std::string* name = nullptr;
    const std::string* revision = nullptr;
    for (const auto& [key, value] : child.attributes) {
      if (key == known.front()) name = &value;
      if (key == "revision" && paragraph) revision = &value;
      if (std::ranges::find(known, key) == known.end())
        refuse("draft.attribute", opening_line(child), fmt::format("a \"{}\" div has no \"{}\"", child.name, key),
               {did_you_mean(key, known), fmt::format("it has {}", fmt::join(known, ", "))});
    }
    if (name == nullptr) {
      refuse("draft.attribute", opening_line(child), fmt::format("this {} has no {}", child.name, known.front()),
             {"words of your own need no div"});
      return none;
    }
    const auto kind = paragraph ? DraftGroup::Kind::paragraph : DraftGroup::Kind::words;
    std::vector<std::string> names;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      if (groups_[g].kind != kind) continue;
      if (groups_[g].why->id == *name) return same_revision(child, groups_[g], revision) ? g : none;
      names.push_back(groups_[g].why->id);
    }
    refuse("draft.unknown-paragraph", opening_line(child),
           fmt::format("the letter that this case makes has no {} \"{}\"", child.name, *name),
           {did_you_mean(*name, names), "to add a paragraph of the library, name it in the case's \"paragraphs\""});
    return none;
  }

  bool same_revision(const FencePiece& child, const DraftGroup& group, const std::string* written) {
    const std::string now = std::to_string(group.why->revision);
    if (written == nullptr || *written == now) return true;
    refuse("draft.revision", opening_line(child),
           fmt::format("the draft has revision {} of \"{}\"; the library now has revision {}", *written, group.why->id,
                       now),
           {"draft the case again to start from the new words",
            fmt::format("or write revision=\"{}\" to keep these words as your own edit of it", now)});
    return false;
  }

  // Paragraphs that left their section, or their place among those that stayed, are moved: as few as possible.
  void find_moved() {
    std::vector<Item*> stayed;
    std::vector<std::size_t> numbers;
    for (MatchedSection& section : sections_) {
      for (Item& item : section.items) {
        if (item.group == none) continue;
        item.moved = groups_[item.group].section != section.composed;
        if (item.moved) continue;
        stayed.push_back(&item);
        numbers.push_back(item.group);
      }
    }
    const std::vector<bool> in_run = in_rising_run(numbers);
    for (std::size_t i = 0; i < stayed.size(); ++i) stayed[i]->moved = !in_run[i];
  }

  void put_together() {
    drafted_.letter = composed_;
    drafted_.letter.sections.clear();
    for (const MatchedSection& from : sections_) {
      Section section{from.part, {}};
      for (const Item& item : from.items) std::ranges::move(read(item, from.part), std::back_inserter(section.blocks));
      const bool was_empty = from.composed != none && composed_.sections[from.composed].blocks.empty();
      if (!section.blocks.empty() || was_empty) drafted_.letter.sections.push_back(std::move(section));
    }
    for (std::size_t g = 0; g < groups_.size(); ++g)
      if (!is_placed(g)) note(DraftChange::Kind::dropped, g, composed_.sections[groups_[g].section].part);
    follow_changes();
  }

  void note(DraftChange::Kind kind, std::size_t group, Part part) {
    std::string id;
    if (group != none)
      id = groups_[group].kind == DraftGroup::Kind::plain ? std::string(name_of(part)) : groups_[group].why->id;
    drafted_.changes.push_back({kind, std::move(id), part});
  }

  // The blocks of an item: the composed ones when nothing was touched, else those read from the draft.
  std::vector<Block> read(const Item& item, Part part) {
    const std::string_view now = words(item.begin, item.end);
    const DraftGroup* group = item.group == none ? nullptr : &groups_[item.group];
    if (group != nullptr && !item.moved && trim(now) == trim(as_written(*group, part)))
      return {group->blocks.begin(), group->blocks.end()};
    std::shared_ptr<const Provenance> why = group != nullptr ? group->blocks.front().provenance : typed();
    MarkdownOptions options{.kind = Origin::Kind::draft, .provenance = why, .line_part = is_line_part(part)};
    const std::uint32_t base = text_.body;
    Result<std::vector<Block>> blocks =
        read_markdown(unmerged(text_.source, base + item.begin, base + item.end), options);
    if (!blocks) {
      append(errors_, blocks.error());
      return {};
    }
    const bool same = group != nullptr && says_the_same(*blocks, *group);
    if (same && !item.moved) return {group->blocks.begin(), group->blocks.end()};
    if (!same) refuse_leaks(item);
    if (item.moved) note(DraftChange::Kind::moved, item.group, part);
    if (!same) note(group != nullptr ? DraftChange::Kind::edited : DraftChange::Kind::added, item.group, part);
    if (group != nullptr) set_provenance(*blocks, changed(*group->why, !same, item.moved));
    return std::move(*blocks);
  }

  // A group as the draft would hold it unedited, normalised like the draft.
  static std::string as_written(const DraftGroup& group, Part part) {
    std::string text = write_group(group, part);
    return is_nfc(text) ? text : to_nfc(text);
  }

  static bool says_the_same(const std::vector<Block>& blocks, const DraftGroup& group) {
    return dump(blocks) == dump(std::vector<Block>(group.blocks.begin(), group.blocks.end()));
  }

  // A draft is not Mustache: braces that were typed would reach the reader.
  void refuse_leaks(const Item& item) {
    const std::string_view text = words(item.begin, item.end);
    for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at + 2)) {
      const std::size_t close = text.find("}}", at);
      const std::size_t length = close == std::string_view::npos || close > at + 80 ? 2 : close + 2 - at;
      refuse("draft.leak", places_.at(item.begin + at, item.begin + at + length),
             "a draft is not merged again, so this would be printed as it stands", {"write the words themselves"});
    }
  }

  // The letter's plain subject and its recipient follow an edit of their sections.
  void follow_changes() {
    for (const DraftChange& change : drafted_.changes) {
      if (change.part == Part::subject) drafted_.letter.subject = first_line(Part::subject);
      if (change.part == Part::addressee && drafted_.letter.recipients.size() == 1)
        if (std::string name = first_line(Part::addressee); !name.empty())
          drafted_.letter.recipients = {std::move(name)};
    }
  }

  std::string first_line(Part part) const {
    for (const Section& section : drafted_.letter.sections) {
      if (section.part != part || section.blocks.empty()) continue;
      const std::string text = plain_text(section.blocks.front());
      return text.substr(0, text.find('\n'));
    }
    return {};
  }

  const DraftText& text_;
  DraftPlaces places_;
  const Letter& composed_;
  std::vector<DraftGroup> groups_;
  std::vector<std::size_t> placed_;  // groups that the draft still has
  std::vector<MatchedSection> sections_;
  std::size_t next_ = 0;  // the first composed section that a section of the draft may still be
  Drafted drafted_;
  Diagnostics errors_;
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

Result<Drafted> read_draft(SourceRef draft, const Composed& composed) {
  const Result<DraftText> text = open_draft_text(draft);
  if (!text) return fail(text.error());
  return Aligning(*text, composed).run();
}

}  // namespace engross
