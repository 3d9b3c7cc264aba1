// Bytes as a file of no name that nobody can change any more. Private to this room.
#pragma once

#include <string_view>

#include "base/descriptor.hpp"

namespace engross {

class SealedFile {
 public:
  // Not good() when there is no memory for it; errno says why.
  explicit SealedFile(std::string_view bytes);
  bool good() const { return good_; }
  int descriptor() const { return file_.get(); }

 private:
  Descriptor file_;
  bool good_ = false;
};

}  // namespace engross
