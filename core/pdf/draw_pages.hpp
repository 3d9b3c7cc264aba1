// The pages of one letter, drawn into a file: what a file of one letter and a file of many share. Private to this room.
#pragma once

#include <string>
#include <vector>

#include "pdf/annotations.hpp"
#include "pdf/cache_state.hpp"
#include "pdf/content.hpp"

namespace engross::pdf {

// What a file says of itself, with its texts clean, and in the language of the pages if it says none.
DocumentInfo cleaned(const DocumentInfo& info, const std::string& language);

// What is drawn over a page after the letter's own content: operators, all of them in artifacts. Empty: nothing.
using Overlay = std::vector<std::string>;  // by page; may be shorter than the pages

struct DrawnPages {
  Annotations annotations;
  std::vector<std::vector<ElementId>> marked;  // of each page, by MCID
};

// Adds the pages to the file; the structure is not written yet. The pages must have passed check().
DrawnPages draw_pages(const Pages& pages, const Resources& resources, const PlaceInFile& place, const Overlay& overlay,
                      Deflater::Effort effort, DrawCache::State& state, Objects& objects);

// Adds what the file says of itself; gives the entries of the catalog about it.
std::string document_entries(const DocumentInfo& info, Ref structure, const SharedBytes& colour_profile,
                             Objects& objects);

}  // namespace engross::pdf
