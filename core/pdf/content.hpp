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

// What content calls the fonts and pictures that it draws with: "F1", "X1".
class Names {
 public:
  virtual ~Names() = default;
  virtual std::string_view of_font(Ref font) = 0;
  virtual std::string_view of_picture(Ref picture) = 0;
};

// The page must have passed check(). What belongs to a form field is left out.
Content write_content(const Page& page, const Pages& pages, const Resources& resources, KnownRuns& runs, Names& names);
// What belongs to the field, in the page's coordinates.
std::string write_field_content(const Page& page, ElementId field, const Pages& pages, const Resources& resources,
                                KnownRuns& runs, Names& names);

}  // namespace engross::pdf
