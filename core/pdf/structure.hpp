// The structure tree (ISO 32000-1, 14.7): what the marked content means, in reading order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "layout/pages.hpp"
#include "pdf/objects.hpp"

namespace engross::pdf {

// Where the pages of one letter stand in a file: all zero in a file of its own.
struct PlaceInFile {
  std::size_t page = 0;  // of its first one
  std::int64_t key = 0;  // the first of its keys in the parent tree
};

// In the parent tree pages come first, then the letter's annotations.
inline std::int64_t page_key(const PlaceInFile& place, std::size_t page) {
  return place.key + static_cast<std::int64_t>(page);
}
inline std::int64_t annotation_key(const Pages& pages, const PlaceInFile& place, std::size_t annotation) {
  return page_key(place, pages.pages.size() + annotation);
}

// An annotation and the element that it belongs to.
struct AnnotationObject {
  ElementId element = 0;
  Ref annotation;
  std::size_t page = 0;  // of its letter
};

// From a page's marked content and from annotations to their elements (14.7.4.4). Keys come in rising order.
class ParentTree {
 public:
  void add(std::int64_t key, const std::vector<ElementId>& marked, const std::vector<Ref>& elements);
  void add(std::int64_t key, Ref element);
  // What is there becomes a leaf when it is large, so that readers of a long file need not read it whole.
  void end_part(Objects& objects);
  std::int64_t next_key() const { return next_key_; }
  Ref write(Objects& objects);

 private:
  void begin(std::int64_t key);
  std::string taken_numbers();
  void end_leaf(Objects& objects);

  std::string numbers_;
  std::vector<Ref> leaves_;
  std::int64_t first_key_ = 0, next_key_ = 0;
  std::string limits_;  // of all leaves
};

// How the elements of one letter hang in the tree.
struct StructurePart {
  PlaceInFile place;
  Ref parent;
  std::string_view role;      // of the letter's topmost element: "Document", or "Part" in a file of several
  std::string_view language;  // of that element; empty: the file's
};

// `marked` is, for each page, the element of each MCID. Elements that nothing is drawn for are left out, except the
// cells of a row. Returns the letter's topmost element.
Ref write_part(const Pages& pages, const std::vector<std::vector<ElementId>>& marked,
               const std::vector<AnnotationObject>& annotations, const StructurePart& part, ParentTree& tree,
               Objects& objects);

// The same for a file of one letter. Returns the structure tree's root.
Ref write_structure(const Pages& pages, const std::vector<std::vector<ElementId>>& marked,
                    const std::vector<AnnotationObject>& annotations, Objects& objects);

// Ends the root, which was reserved; `document` is its only element.
void fill_root(Ref root, Ref document, ParentTree& tree, Objects& objects);

}  // namespace engross::pdf
