// The outline of a document: what readers show beside it as bookmarks. Private to this room.
#pragma once

#include <string>

#include "layout/pages.hpp"
#include "pdf/objects.hpp"

namespace engross::pdf {

// The entries of the catalog; empty when the pages have no bookmarks.
std::string write_outline(const Pages& pages, Objects& objects);

}  // namespace engross::pdf
