// Pictures: any bytes, as PNG or JPEG. What decodes has samples for every pixel, or is the very stream that was read.
#include "layout/picture.hpp"

#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const std::string bytes(data, data + size);
  const Result<PictureRef> read = Picture::from_bytes("picture", bytes);
  if (!read) {
    fuzz::require_sound(read.error());
    return 0;
  }
  const Picture& picture = **read;
  fuzz::require(picture.width > 0 && picture.height > 0, "a picture has a size");
  fuzz::require(picture.components == 1 || picture.components == 3, "a picture is grey or RGB");
  const std::size_t pixels = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  fuzz::require(pixels <= 40'000'000, "a picture is within its cap");
  if (picture.jpeg.empty())
    fuzz::require(picture.samples.size() == pixels * static_cast<std::size_t>(picture.components) &&
                      (picture.alpha.empty() || picture.alpha.size() == pixels),
                  "every pixel has its samples");
  else
    fuzz::require(picture.jpeg == bytes && picture.samples.empty() && picture.alpha.empty(), "a JPEG stays as it is");
  return 0;
}
