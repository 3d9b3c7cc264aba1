// The content stream of a page: text, filled rectangles and pictures, every operator tagged or an artifact.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "layout/pages.hpp"
#include "pdf/font_program.hpp"
#include "pdf/objects.hpp"

namespace engross::pdf {

// What pages draw with: one entry a face or picture of Pages; an empty Ref where it is never drawn.
struct Resources {
  std::vector<std::shared_ptr<const FontProgram>> programs;
  std::vector<Ref> fonts;
  std::vector<Ref> pictures;
};

struct Content {
  std::string bytes;
  std::vector<ElementId> marked;  // by MCID: the element that the marked content belongs to
};

// `page` is the page of `objects` whose resources the content names. The page must have passed check().
Content write_content(const Page& page, const Pages& pages, const Resources& resources, Objects& objects,
                      std::size_t page_index);

}  // namespace engross::pdf
