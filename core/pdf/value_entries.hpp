// The entries of a signature or a time stamp that are not known while its file is being written.
#pragma once

#include <string>

#include "pdf/value_hole.hpp"

namespace engross::pdf {

// /ByteRange with room for its numbers and /Contents of `room` bytes, all zero; both places count from the text's
// begin.
struct ValueEntries {
  std::string text;
  std::size_t ranges = 0;
  ValueHole value;
};
ValueEntries value_entries(std::size_t room);

// The signed ranges, known once all is written: everything but the value (ISO 32000-1, 12.8.1).
void write_ranges(std::string& file, std::size_t at, const ValueHole& value);

}  // namespace engross::pdf
