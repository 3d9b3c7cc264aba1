// Inlines as Markdown that reads back as the same inlines: private to this room.
#pragma once

#include <string>
#include <vector>

#include "letter/letter.hpp"

namespace engross {

struct InlineForm {
  enum class Place : std::uint8_t { paragraph, heading, cell };
  Place place = Place::paragraph;
  bool bare_breaks = false;  // a break is a bare line feed instead of a backslash before one
};

// `inlines` in normal form. The result has no line feed at its ends; headings and cells have none at all.
std::string write_inlines(const std::vector<Inline>& inlines, InlineForm form);

}  // namespace engross
