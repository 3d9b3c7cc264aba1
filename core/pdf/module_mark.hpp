// A square code of black and white modules on a page: for machines, so an artifact.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace engross {

struct ModuleMark {
  std::size_t page = 0;     // of its letter, from 0
  double x = 0, y = 0;      // of its top-left corner, points from the page's
  double module = 0;        // the side of one module, points
  std::size_t side = 0;     // modules in a row, and rows
  std::vector<bool> black;  // row by row from the top; side * side
};

namespace pdf {
// Operators that draw it on a page of this height: one path, so that no reader shows seams between modules.
std::string write_mark(const ModuleMark& mark, double page_height);
}  // namespace pdf

}  // namespace engross
