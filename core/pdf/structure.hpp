// The structure tree (ISO 32000-1, 14.7): what the marked content means, in reading order.
#pragma once

#include <vector>

#include "layout/pages.hpp"
#include "pdf/objects.hpp"

namespace engross::pdf {

// An annotation and the element that it belongs to.
struct AnnotationObject {
  ElementId element = 0;
  Ref annotation;
  std::size_t page = 0;
};

// `marked` is, for each page, the element of each MCID. Page p has the key p in the parent tree, annotation n the key
// annotation_key(pages, n). Elements that nothing is drawn for are left out, except the cells of a row.
// Returns the structure tree's root.
Ref write_structure(const Pages& pages, const std::vector<std::vector<ElementId>>& marked,
                    const std::vector<AnnotationObject>& annotations, Objects& objects);

inline std::int64_t annotation_key(const Pages& pages, std::size_t annotation) {
  return static_cast<std::int64_t>(pages.pages.size() + annotation);
}

}  // namespace engross::pdf
