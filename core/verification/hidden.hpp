// Objects that lie in a file without a use: nothing today, but one byte of cross-reference away from being shown.
#pragma once

#include <vector>

#include "verification/pdf_file.hpp"

namespace engross::verification {

// An object as it is written in the bytes: "12 0 obj" at an offset.
struct Definition {
  QPDFObjGen id;
  std::size_t offset = 0;
};

// Definitions in the bytes, outside of the streams of these states, that none of the states uses.
std::vector<Definition> hidden_definitions(std::string_view bytes, const std::vector<const PdfFile*>& states);

// Objects of the file that can be reached from nowhere, cross-reference and object streams aside.
std::vector<QPDFObjGen> unused_objects(const PdfFile& file);

}  // namespace engross::verification
