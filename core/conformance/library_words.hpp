// Words about paragraphs that several cases say. Private to this room.
#pragma once

#include <string>
#include <string_view>

#include "department/department.hpp"

namespace engross {

// "thanks", "thanks (cy)"
std::string shown_name(const Paragraph& paragraph);
// Where `key:` stands in the paragraph's front matter; its first line when it does not.
Span place_of_key(const Paragraph& paragraph, std::string_view key);
// The body alone, with its tags.
std::string_view body_of(const Paragraph& paragraph);

}  // namespace engross
