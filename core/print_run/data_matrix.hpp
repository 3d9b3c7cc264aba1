// A Data Matrix symbol, ECC 200 (ISO/IEC 16022). The only user of libdmtx.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace engross {

struct DataMatrix {
  std::size_t side = 0;     // modules in a row, and rows: the smallest square that holds the text
  std::vector<bool> black;  // row by row from the top
};

// Encoded as ASCII: two digits take one codeword. Error: "print.code" (no text, other characters, or more than the
// largest symbol holds).
Result<DataMatrix> data_matrix(std::string_view text);

}  // namespace engross
