// A letter's skeleton: the merged template as sections, some of which wait for paragraphs. Private to this room.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "compose/compose.hpp"
#include "letter/letter.hpp"
#include "letter/tokens.hpp"

namespace engross {

struct Skeleton {
  std::vector<Section> sections;       // in the template's order; empty ones are kept until the letter is put together
  std::optional<std::size_t> opening;  // the section that takes the paragraphs of a part
  std::optional<std::size_t> body;
  std::optional<std::size_t> closing;
  Span place;  // of the template, for errors that concern all of it

  std::optional<std::size_t> slot(Part part) const;
};

// Errors: those of fences and Markdown; "compose.template" (a div that is no part of a letter, has attributes, or holds
// another div), "compose.slot" (a second slot for the same part).
Result<Skeleton> read_skeleton(MergedText merged, std::shared_ptr<const Provenance> provenance,
                               ComposeCache::State& state);

}  // namespace engross
