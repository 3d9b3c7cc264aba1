// Which words of a draft show which groups of the letter: private to this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "compose/draft_groups.hpp"
#include "compose/draft_text.hpp"
#include "department/department.hpp"
#include "letter/fences.hpp"
#include "letter/letter.hpp"

namespace engross {

inline constexpr std::size_t no_index = static_cast<std::size_t>(-1);

// A stretch of the draft, and the group that it shows; without one it was typed.
struct DraftItem {
  std::size_t group = no_index;
  std::uint32_t begin = 0, end = 0;  // in the draft, after its front matter
  bool moved = false;
};

struct DraftSection {
  Part part = Part::body;
  std::size_t composed = no_index;  // the letter's section that it shows
  std::vector<DraftItem> items;
};

// What a draft is matched with.
struct DraftLetter {
  const Letter& composed;
  const Department& department;  // whose forwarding notes are followed
};

struct DraftMatch {
  std::vector<DraftSection> sections;  // as the draft has them
  std::vector<bool> kept;              // of each group: whether the draft still has it
  Diagnostics notes;                   // "selection.forwarded"
};

// The pieces of the draft by the letter that they belong to: the composed one, then its further ones. Words outside
// every section go with the section before. Errors go to `faults`: those of fences; "draft.section-language" (no
// language, one that no letter is in), "draft.section" (letters out of order).
std::vector<std::vector<FencePiece>> split_by_letter(const DraftText& text, const Letter& composed,
                                                     DraftFaults& faults);

// `pieces` are those of the composed letter. Errors go to `faults`: "draft.section" (one that no letter has, stands
// twice or in another order; what cannot stand where it does), "draft.attribute", "draft.unknown-paragraph",
// "draft.duplicate", "draft.empty", "draft.revision", "selection.withdrawn".
DraftMatch match_draft(const DraftText& text, const std::vector<FencePiece>& pieces, const DraftLetter& letter,
                       const std::vector<DraftGroup>& groups, DraftFaults& faults);

}  // namespace engross
