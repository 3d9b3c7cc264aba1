// What lies over the pages and can be acted on: links, and signature fields with their appearance.
#pragma once

#include <string>
#include <vector>

#include "pdf/content.hpp"
#include "pdf/deflate.hpp"
#include "pdf/structure.hpp"

namespace engross::pdf {

// A signature field, a form field and its widget in one (ISO 32000-1, 12.5.6.19). Its dictionary is filled last, when
// it is known whether it has a value.
struct FieldObject {
  Ref widget;
  std::string name;
  std::string body;  // without a value
};

struct Annotations {
  std::vector<AnnotationObject> all;  // page by page; their keys in the parent tree follow the pages'
  std::vector<FieldObject> fields;    // in reading order
};

// How fields are drawn.
struct FieldDrawing {
  const Resources& resources;
  KnownRuns& runs;
  Deflater& deflate;
};

// The fields' widgets are reserved: fill_fields() ends them.
Annotations write_annotations(const Pages& pages, const PlaceInFile& place, const FieldDrawing& drawing,
                              Objects& objects);
// The one of this name gets `value`; the others stay empty.
void fill_fields(const std::vector<FieldObject>& fields, std::string_view name, Ref value, Objects& objects);
// The entry of the catalog for the form (12.7.2); nothing without fields.
std::string form_entry(const std::vector<FieldObject>& fields);

// The entries of a page about its annotations and its place in the parent tree; `page` counts from the first of the
// place.
std::string page_entries(const Annotations& annotations, std::size_t page, const PlaceInFile& place);

}  // namespace engross::pdf
