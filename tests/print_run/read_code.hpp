// Reads the codes of a sheet as a machine does: from the page as a picture.
#pragma once

#include <string>
#include <vector>

namespace engross::test {

// Millimetres from the top-left corner.
struct Area {
  int left = 0, top = 0, width = 0, height = 0;
};

// What the first Data Matrix says that is found in the area of each page, drawn by poppler at 300 dots an inch; empty
// where there is none.
std::vector<std::string> codes_of(const std::string& pdf, const Area& area);

}  // namespace engross::test
