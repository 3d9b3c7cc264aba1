// Bytes as they come, a piece at a time: what is too large to be held.
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace engross {

class ByteStream {
 public:
  virtual ~ByteStream() = default;

  // The bytes that come next, valid until the next call; empty: the end, and so it stays. After an error there is
  // nothing more to ask for.
  virtual Result<std::string_view> next() = 0;
};

}  // namespace engross
