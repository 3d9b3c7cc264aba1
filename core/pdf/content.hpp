// The content stream of a page: text, filled rectangles and pictures, every operator tagged or an artifact.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "layout/pages.hpp"
#include "pdf/fonts.hpp"
#include "pdf/known_runs.hpp"
#include "pdf/objects.hpp"

namespace engross::pdf {

// What pages draw with: one entry a face or picture of Pages; an empty Ref where it is never drawn.
struct Resources {
  std::vector<ChosenFont> programs;
  std::vector<Ref> fonts;
  std::vector<Ref> pictures;
};

struct Content {
  std::string bytes;
  std::vector<ElementId> marked;  // by MCID: the element that the marked content belongs to
};

// `page` is the page of `objects` whose resources the content names. The page must have passed check().
Content write_content(const Page& page, const Pages& pages, const Resources& resources, KnownRuns& runs,
                      Objects& objects, std::size_t page_index);

}  // namespace engross::pdf
