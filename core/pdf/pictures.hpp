// Pictures as image XObjects: compressed once, then shared by every letter that shows them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "layout/pages.hpp"
#include "pdf/deflate.hpp"
#include "pdf/objects.hpp"

namespace engross::pdf {

struct PreparedPicture {
  std::string entries;
  SharedBytes bytes;
  std::string mask_entries;  // of the alpha channel
  SharedBytes mask;          // empty when opaque
};

PreparedPicture prepare(const Picture& picture, Deflater& deflate);

// By the hash of the picture; a picture without one is never kept. Emptied when it holds more than a worker may spend.
class PictureCache {
 public:
  std::shared_ptr<const PreparedPicture> at(const Picture& picture, Deflater& deflate);

 private:
  std::map<std::string, std::shared_ptr<const PreparedPicture>, std::less<>> pictures_;
  std::size_t bytes_ = 0;
};

// The image XObject. `picture` must live until the file is written.
Ref add_picture(const PreparedPicture& picture, Objects& objects);

}  // namespace engross::pdf
