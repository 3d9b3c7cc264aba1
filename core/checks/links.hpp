// Addresses on the web and of e-mail that lead nowhere.
#pragma once

#include "base/result.hpp"
#include "checks/line_of_text.hpp"

namespace engross {

// Adds check.link (a link's target, or an address in the text, that no browser or mail program could follow) and
// check.link-http findings (http:// where https:// is known to serve), to a list of these alone, up to the most
// (base/enough.hpp).
void find_bad_links(const LineOfText& line, const std::vector<Inline>& inlines, Diagnostics& found);

}  // namespace engross
