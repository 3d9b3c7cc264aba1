// Where the value of a signature stands in a file.
#pragma once

#include <cstddef>

namespace engross {

// In bytes from the beginning of the file: from its '<' to behind its '>'.
struct ValueHole {
  std::size_t begin = 0, end = 0;
};

}  // namespace engross
