// The words of a paragraph as somebody would look for them.
#pragma once

#include <string>

#include "department/paragraph.hpp"

namespace engross {

// On one line, without Markdown's marks. A field is "‹…›": its name is nobody's wording, and would be found in nearly
// every paragraph. Section tags are gone; what stands in them stays. Text that is no Markdown is there as it is
// written.
std::string searchable_text(const Paragraph& paragraph);

}  // namespace engross
