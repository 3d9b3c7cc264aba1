// What a draft shows as one thing: private to this room.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "letter/letter.hpp"

namespace engross {

// Neighbouring blocks of one section with one provenance. A library paragraph and the case's own words stand in a div
// of their own; words of the template stand in their section as they are.
struct DraftGroup {
  enum class Kind : std::uint8_t { paragraph, words, plain };
  Kind kind = Kind::plain;
  std::size_t section = 0;          // of the letter
  std::span<const Block> blocks;    // in the letter, which outlives the group
  const Provenance* why = nullptr;  // never null
};

// In reading order.
std::vector<DraftGroup> groups_of(const Letter& letter);

// The Markdown of a group as it stands in the draft.
std::string write_group(const DraftGroup& group, Part part);

// The names of the divs inside a section.
inline constexpr std::string_view paragraph_div = "paragraph";
inline constexpr std::string_view words_div = "words";
// The attribute of a section that says which of several letters it belongs to.
inline constexpr std::string_view section_language = "language";

// For each of the numbers, whether it belongs to one longest rising run: what stayed in place when some were moved.
// The numbers differ from each other.
std::vector<bool> in_rising_run(const std::vector<std::size_t>& numbers);

}  // namespace engross
