// In: the bytes of a PNG or JPEG. Out: its samples (PNG) or its verified stream (JPEG), and its size.
// Refuses anything that the decoder does not read to the end without complaint, CMYK, and more than 40 megapixels.
#include "layout/picture.hpp"

#include <fmt/format.h>
#include <png.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "layout/jpeg.hpp"

namespace engross {
namespace {

constexpr std::uint64_t most_pixels = 40'000'000;

Diagnostic damaged(const std::string& name, std::string_view what) {
  return error("picture.damaged", {}, fmt::format("the picture {} cannot be read: {}", name, what),
               {"open it in an image editor and save it again as PNG"});
}

Diagnostic too_large(const std::string& name, std::uint64_t width, std::uint64_t height) {
  return error(
      "picture.too-large", {},
      fmt::format("the picture {} has {} by {} pixels; at most 40 megapixels are allowed", name, width, height),
      {"scale it down: 300 pixels to the inch are enough for print"});
}

// Takes interleaved samples with alpha apart; an alpha that is opaque everywhere is dropped.
void split_alpha(const std::string& interleaved, Picture& picture) {
  const auto colours = static_cast<std::size_t>(picture.components);
  const std::size_t pixels = interleaved.size() / (colours + 1);
  picture.samples.resize(pixels * colours);
  picture.alpha.resize(pixels);
  for (std::size_t i = 0; i < pixels; ++i) {
    const char* from = interleaved.data() + i * (colours + 1);
    std::copy_n(from, colours, picture.samples.data() + i * colours);
    picture.alpha[i] = from[colours];
  }
  if (std::all_of(picture.alpha.begin(), picture.alpha.end(), [](char a) { return a == '\xff'; }))
    picture.alpha.clear();
}

// Of the header chunk, which comes first: bits a sample at 24, interlacing at 28 (RFC 2083, 4.1.1).
bool is_deep_and_interlaced(std::string_view bytes) {
  return bytes.size() > 28 && bytes[24] == 16 && bytes[28] != 0;
}

struct PngImage {
  png_image image{};
  PngImage() { image.version = PNG_IMAGE_VERSION; }
  ~PngImage() { png_image_free(&image); }
  PngImage(const PngImage&) = delete;
  PngImage& operator=(const PngImage&) = delete;
};

// libpng's simplified interface keeps its long jumps to itself and reports errors as text.
Result<void> decode_png(const std::string& bytes, Picture& picture) {
  if (is_deep_and_interlaced(bytes))  // libpng's simplified interface mixes their rows up
    return fail(error("picture.interlaced", {},
                      fmt::format("the picture {} is interlaced and has 16 bits a sample", picture.name),
                      {"save it without interlacing, or with 8 bits a sample"}));
  PngImage png;
  if (png_image_begin_read_from_memory(&png.image, bytes.data(), bytes.size()) == 0)
    return fail(damaged(picture.name, png.image.message));
  if (std::uint64_t{png.image.width} * png.image.height > most_pixels)
    return fail(too_large(picture.name, png.image.width, png.image.height));
  png.image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;  // 16 bits that say no gamma are sRGB like all others, not linear light
  const bool colour = (png.image.format & PNG_FORMAT_FLAG_COLOR) != 0;
  const bool alpha = (png.image.format & PNG_FORMAT_FLAG_ALPHA) != 0;
  png.image.format = colour ? (alpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB) : (alpha ? PNG_FORMAT_GA : PNG_FORMAT_GRAY);
  picture.width = static_cast<int>(png.image.width);
  picture.height = static_cast<int>(png.image.height);
  picture.components = colour ? 3 : 1;
  std::string samples(PNG_IMAGE_SIZE(png.image), '\0');
  if (png_image_finish_read(&png.image, nullptr, samples.data(), 0, nullptr) == 0 ||
      (png.image.warning_or_error & PNG_IMAGE_ERROR) != 0)
    return fail(damaged(picture.name, png.image.message));
  if (alpha)
    split_alpha(samples, picture);
  else
    picture.samples = std::move(samples);
  return {};
}

Result<void> decode_jpeg(const std::string& bytes, Picture& picture) {
  const JpegFacts facts = inspect_jpeg(bytes, most_pixels);
  switch (facts.verdict) {
    case JpegFacts::Verdict::damaged:
      return fail(damaged(picture.name, facts.message));
    case JpegFacts::Verdict::too_large:
      return fail(too_large(picture.name, facts.width, facts.height));
    case JpegFacts::Verdict::colour_space:
      return fail(error("picture.colour-space", {},
                        fmt::format("the picture {} is in {}; grey or RGB is expected", picture.name, facts.message),
                        {"convert it to sRGB"}));
    case JpegFacts::Verdict::good:
      break;
  }
  picture.width = static_cast<int>(facts.width);
  picture.height = static_cast<int>(facts.height);
  picture.components = facts.components;
  picture.jpeg = bytes;
  return {};
}

}  // namespace

Result<std::shared_ptr<const Picture>> Picture::from_bytes(std::string name, const std::string& bytes) {
  auto picture = std::make_shared<Picture>();
  picture->name = std::move(name);
  picture->sha256 = sha256_hex(bytes);
  const std::string_view view = bytes;
  Result<void> decoded;
  if (view.starts_with("\x89PNG"))
    decoded = decode_png(bytes, *picture);
  else if (view.starts_with("\xff\xd8\xff"))
    decoded = decode_jpeg(bytes, *picture);
  else
    return fail(error("picture.not-a-picture", {}, fmt::format("{} is neither a PNG nor a JPEG", picture->name),
                      {"save the picture as PNG"}));
  if (!decoded) return fail(decoded.error());
  return picture;
}

}  // namespace engross
