// In: the text of a draft, and the letter composed again from its case. Out: for each div and each stretch of words of
// the draft, the group of the letter that it shows, and whether that was moved.
// Refused, all of it at once: sections and paragraphs that the letter does not have, or twice; attributes that no div
// has; paragraphs without words; paragraphs written from another revision.
#include "compose/draft_match.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "letter/fences.hpp"
#include "selection/forwarded.hpp"

namespace engross {
namespace {

bool takes_paragraphs(Part part) {
  return part == Part::opening || part == Part::body || part == Part::closing;
}

std::vector<std::string> names_of_parts() {
  std::vector<std::string> names;
  for (int part = 0; part <= static_cast<int>(Part::copies); ++part)
    names.emplace_back(name_of(static_cast<Part>(part)));
  return names;
}

class Matching {
 public:
  Matching(const DraftText& text, const DraftLetter& letter, const std::vector<DraftGroup>& groups, DraftFaults& faults)
      : text_(text), composed_(letter.composed), department_(letter.department), groups_(groups), faults_(faults) {
    match_.kept.resize(groups.size(), false);
  }

  DraftMatch run(const std::vector<FencePiece>& pieces) {
    for (const FencePiece& piece : pieces) section(piece);
    find_moved();
    return std::move(match_);
  }

 private:
  Span opening_line(const FencePiece& piece) const {
    const std::string_view line = text_.words(piece.opening_begin, piece.begin);
    return text_.at(piece.opening_begin, piece.opening_begin + trim(line).size());
  }
  bool is_blank(const FencePiece& piece) const { return trim(text_.words(piece.begin, piece.end)).empty(); }

  void section(const FencePiece& piece) {
    if (faults_.enough()) return;
    if (piece.name.empty()) {
      if (!is_blank(piece)) match_.sections.push_back({.items = {{.begin = piece.begin, .end = piece.end}}});
      return;
    }
    const std::optional<Part> part = part_named(piece.name);
    if (!part) return refuse_section(piece);
    for (const auto& [key, value] : piece.attributes)
      if (key != section_language || value != composed_.language)
        faults_.add("draft.attribute", opening_line(piece),
                    fmt::format("the section \"{}\" takes no \"{}\"", piece.name, key));
    DraftSection made{.part = *part, .composed = next_section(*part), .items = {}};
    if (made.composed == no_index && has_section(*part))
      return faults_.add(
          "draft.section", opening_line(piece),
          fmt::format("the section \"{}\" stands twice, or before another that it follows in the letter", piece.name),
          {"sections keep their order; move words and paragraphs between them instead"});
    if (made.composed != no_index) next_ = made.composed + 1;
    if (piece.children.empty()) {
      plain_words(piece, made);
    } else {
      for (const FencePiece& inner : piece.children) child(inner, made);
    }
    match_.sections.push_back(std::move(made));
  }

  std::size_t next_section(Part part) const {
    for (std::size_t s = next_; s < composed_.sections.size(); ++s)
      if (composed_.sections[s].part == part) return s;
    return no_index;
  }
  bool has_section(Part part) const {
    return std::ranges::any_of(composed_.sections, [&](const Section& s) { return s.part == part; });
  }

  void refuse_section(const FencePiece& piece) {
    if (piece.name == paragraph_div || piece.name == words_div)
      return faults_.add("draft.section", opening_line(piece),
                         fmt::format("this {} stands outside every section", piece.name),
                         {"move it into opening, body or closing"});
    const std::vector<std::string> names = names_of_parts();
    faults_.add("draft.section", opening_line(piece), fmt::format("a letter has no section \"{}\"", piece.name),
                {did_you_mean(piece.name, names), fmt::format("its sections are {}", fmt::join(names, ", "))});
  }

  // Text of a section outside any paragraph: the template's own words where the section has some, else the officer's.
  void plain_words(const FencePiece& piece, DraftSection& section) {
    if (is_blank(piece)) return;
    DraftItem item{.begin = piece.begin, .end = piece.end};
    for (std::size_t g = 0; g < groups_.size() && section.composed != no_index; ++g) {
      const bool free =
          groups_[g].kind == DraftGroup::Kind::plain && groups_[g].section == section.composed && !match_.kept[g];
      if (!free) continue;
      item.group = g;
      match_.kept[g] = true;
      break;
    }
    section.items.push_back(item);
  }

  void child(const FencePiece& piece, DraftSection& section) {
    if (faults_.enough()) return;
    if (piece.name.empty()) return plain_words(piece, section);
    const bool paragraph = piece.name == paragraph_div;
    if (!paragraph && piece.name != words_div)
      return faults_.add("draft.section", opening_line(piece),
                         fmt::format("\"{}\" cannot stand in \"{}\"", piece.name, name_of(section.part)),
                         {"inside a section stand \"paragraph\" and \"words\" divs, and your own words without a div"});
    if (!takes_paragraphs(section.part))
      return faults_.add("draft.section", opening_line(piece),
                         fmt::format("a paragraph cannot stand in \"{}\"", name_of(section.part)),
                         {"move it into opening, body or closing"});
    const std::size_t group = group_named(piece, paragraph);
    if (group == no_index) return;
    const std::string& id = groups_[group].why->id;
    if (match_.kept[group])
      return faults_.add("draft.duplicate", opening_line(piece), fmt::format("\"{}\" stands twice in the draft", id),
                         {"delete one of the two; words of your own need no div"});
    if (is_blank(piece))
      return faults_.add("draft.empty", opening_line(piece), fmt::format("\"{}\" has no words left", id),
                         {"delete its div as well to drop it from the letter"});
    match_.kept[group] = true;
    section.items.push_back({.group = group, .begin = piece.begin, .end = piece.end});
  }

  // The group that a div's attributes name; none after an error.
  std::size_t group_named(const FencePiece& piece, bool paragraph) {
    const std::vector<std::string> known =
        paragraph ? std::vector<std::string>{"id", "revision", "reason"} : std::vector<std::string>{"from"};
    const std::string* name = nullptr;
    const std::string* revision = nullptr;
    for (const auto& [key, value] : piece.attributes) {
      if (key == known.front()) name = &value;
      if (key == "revision" && paragraph) revision = &value;
      if (std::ranges::find(known, key) == known.end())
        faults_.add("draft.attribute", opening_line(piece), fmt::format("a \"{}\" div has no \"{}\"", piece.name, key),
                    {did_you_mean(key, known), fmt::format("it has {}", fmt::join(known, ", "))});
    }
    if (name == nullptr) {
      faults_.add("draft.attribute", opening_line(piece), fmt::format("this {} has no {}", piece.name, known.front()),
                  {"words of your own need no div"});
      return no_index;
    }
    const auto kind = paragraph ? DraftGroup::Kind::paragraph : DraftGroup::Kind::words;
    const std::optional<std::string> id = paragraph ? id_now(piece, *name) : *name;
    if (!id) return no_index;
    const auto found = std::ranges::find_if(
        groups_, [&](const DraftGroup& group) { return group.kind == kind && group.why->id == *id; });
    if (found == groups_.end()) {
      refuse_unknown(piece, *id, kind);
      return no_index;
    }
    return same_revision(piece, *found, revision) ? static_cast<std::size_t>(found - groups_.begin()) : no_index;
  }

  // What the paragraph is called now; nothing after the error that it was withdrawn.
  std::optional<std::string> id_now(const FencePiece& piece, const std::string& id) {
    std::optional<OldId> old = follow_old_id(department_, id, opening_line(piece));
    if (!old) return id;
    if (old->paragraph == nullptr) {
      faults_.add(Diagnostics{std::move(old->said)});
      return std::nullopt;
    }
    match_.notes.push_back(std::move(old->said));
    return old->paragraph->id;
  }

  void refuse_unknown(const FencePiece& piece, const std::string& name, DraftGroup::Kind kind) {
    std::vector<std::string> names;
    for (const DraftGroup& group : groups_)
      if (group.kind == kind) names.push_back(group.why->id);
    faults_.add("draft.unknown-paragraph", opening_line(piece),
                fmt::format("the letter that this case makes has no {} \"{}\"", piece.name, name),
                {did_you_mean(name, names), "to add a paragraph of the library, name it in the case's \"paragraphs\""});
  }

  bool same_revision(const FencePiece& piece, const DraftGroup& group, const std::string* written) {
    const std::string now = std::to_string(group.why->revision);
    if (written == nullptr || *written == now) return true;
    faults_.add("draft.revision", opening_line(piece),
                fmt::format("the draft has revision {} of \"{}\"; the library now has revision {}", *written,
                            group.why->id, now),
                {"draft the case again to start from the new words",
                 fmt::format("or write revision=\"{}\" to keep these words as your own edit of it", now)});
    return false;
  }

  // Paragraphs that left their section, or their place among those that stayed, are moved: as few as possible.
  void find_moved() {
    std::vector<DraftItem*> stayed;
    std::vector<std::size_t> numbers;
    for (DraftSection& section : match_.sections) {
      for (DraftItem& item : section.items) {
        if (item.group == no_index) continue;
        item.moved = groups_[item.group].section != section.composed;
        if (item.moved) continue;
        stayed.push_back(&item);
        numbers.push_back(item.group);
      }
    }
    const std::vector<bool> in_run = in_rising_run(numbers);
    for (std::size_t i = 0; i < stayed.size(); ++i) stayed[i]->moved = !in_run[i];
  }

  const DraftText& text_;
  const Letter& composed_;
  const Department& department_;
  const std::vector<DraftGroup>& groups_;
  DraftFaults& faults_;
  DraftMatch match_;
  std::size_t next_ = 0;  // the first composed section that a section of the draft may still be
};

}  // namespace

DraftMatch match_draft(const DraftText& text, const std::vector<FencePiece>& pieces, const DraftLetter& letter,
                       const std::vector<DraftGroup>& groups, DraftFaults& faults) {
  return Matching(text, letter, groups, faults).run(pieces);
}

}  // namespace engross
