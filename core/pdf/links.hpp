// Link annotations: the areas of a page that lead somewhere.
#pragma once

#include <string>
#include <vector>

#include "pdf/structure.hpp"

namespace engross::pdf {

// All links of the letter, page by page. Their keys in the parent tree are link_key(pages, index).
std::vector<LinkObject> write_links(const Pages& pages, Objects& objects);
// The entries of a page about its links and its place in the parent tree.
std::string page_entries(const std::vector<LinkObject>& links, std::size_t page);

}  // namespace engross::pdf
