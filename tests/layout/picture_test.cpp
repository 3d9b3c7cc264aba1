// Pictures that are good, and pictures that are not.
#include "layout/picture.hpp"

#include <jpeglib.h>
#include <png.h>

#include <cstdio>
#include <cstdlib>

#include "fixtures.hpp"

namespace engross::test {
namespace {

std::string png(int width, int height, unsigned format, const std::string& samples) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<unsigned>(width);
  image.height = static_cast<unsigned>(height);
  image.format = format;
  png_alloc_size_t size = 0;
  png_image_write_to_memory(&image, nullptr, &size, 0, samples.data(), 0, nullptr);
  std::string bytes(size, '\0');
  EXPECT_NE(png_image_write_to_memory(&image, bytes.data(), &size, 0, samples.data(), 0, nullptr), 0) << image.message;
  bytes.resize(size);
  return bytes;
}

std::string noise(std::size_t size) {
  std::string samples(size, '\0');
  unsigned state = 1;
  for (char& c : samples) c = static_cast<char>((state = state * 1103515245U + 12345U) >> 16U);
  return samples;
}

std::string jpeg(int width, int height, int components, bool progressive = false) {
  const J_COLOR_SPACE space = components == 1 ? JCS_GRAYSCALE : components == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_compress_struct info;
  jpeg_error_mgr errors;
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* out = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &out, &size);
  info.image_width = static_cast<unsigned>(width);
  info.image_height = static_cast<unsigned>(height);
  info.input_components = components;
  info.in_color_space = space;
  jpeg_set_defaults(&info);
  if (progressive) jpeg_simple_progression(&info);
  jpeg_start_compress(&info, TRUE);
  std::string samples = noise(static_cast<std::size_t>(width * components));
  auto* row = reinterpret_cast<unsigned char*>(samples.data());
  while (info.next_scanline < info.image_height) jpeg_write_scanlines(&info, &row, 1);
  jpeg_finish_compress(&info);
  std::string bytes(reinterpret_cast<char*>(out), size);
  jpeg_destroy_compress(&info);
  std::free(out);
  return bytes;
}

TEST(Picture, ReadsPngOfEveryKind) {
  const auto rgb = Picture::from_bytes("a.png", png(3, 2, PNG_FORMAT_RGB, noise(18)));
  ASSERT_THAT(rgb, Succeeds());
  EXPECT_EQ((*rgb)->width, 3);
  EXPECT_EQ((*rgb)->height, 2);
  EXPECT_EQ((*rgb)->components, 3);
  EXPECT_EQ((*rgb)->samples, noise(18));
  EXPECT_EQ((*rgb)->alpha, "");
  EXPECT_EQ((*rgb)->sha256.size(), 64U);

  const auto grey = Picture::from_bytes("a.png", png(4, 4, PNG_FORMAT_GRAY, noise(16)));
  ASSERT_THAT(grey, Succeeds());
  EXPECT_EQ((*grey)->components, 1);
  EXPECT_EQ((*grey)->samples, noise(16));

  const auto rgba = Picture::from_bytes("a.png", png(1, 2, PNG_FORMAT_RGBA, std::string("abc\x10xyz\xff", 8)));
  ASSERT_THAT(rgba, Succeeds());
  EXPECT_EQ((*rgba)->alpha, "\x10\xff");
  EXPECT_EQ((*rgba)->samples.substr(3), "xyz");

  const auto opaque = Picture::from_bytes("a.png", png(1, 1, PNG_FORMAT_GA, std::string("g\xff", 2)));
  ASSERT_THAT(opaque, Succeeds());
  EXPECT_EQ((*opaque)->alpha, "");
  EXPECT_EQ((*opaque)->samples, "g");
}

TEST(Picture, KeepsAJpegAsItIs) {
  for (const int components : {1, 3})
    for (const bool progressive : {false, true}) {
      const std::string bytes = jpeg(40, 30, components, progressive);
      const auto made = Picture::from_bytes("a.jpg", bytes);
      ASSERT_THAT(made, Succeeds());
      EXPECT_EQ((*made)->jpeg, bytes);
      EXPECT_EQ((*made)->width, 40);
      EXPECT_EQ((*made)->height, 30);
      EXPECT_EQ((*made)->components, components);
      EXPECT_EQ((*made)->samples, "");
    }
}

TEST(Picture, RefusesWhatIsNoPicture) {
  EXPECT_THAT(Picture::from_bytes("a", ""), FailsWith("picture.not-a-picture"));
  EXPECT_THAT(Picture::from_bytes("a", "GIF89a"), FailsWith("picture.not-a-picture"));
  EXPECT_THAT(Picture::from_bytes("a", "\x89PNG\r\n\x1a\n"), FailsWith("picture.damaged"));
  EXPECT_THAT(Picture::from_bytes("a", "\xff\xd8\xff\xe0"), FailsWith("picture.damaged"));
  EXPECT_THAT(Picture::from_bytes("a.jpg", jpeg(16, 16, 4)), FailsWith("picture.colour-space"));
}

TEST(Picture, RefusesMoreThan40Megapixels) {
  std::string header = png(1, 1, PNG_FORMAT_GRAY, "x");
  // Width and height of IHDR and its checksum: 10,000 by 10,000.
  std::string ihdr = std::string("IHDR\0\0\x27\x10\0\0\x27\x10\x08\0\0\0\0", 17);
  unsigned crc = 0xFFFFFFFFU;
  for (const char c : ihdr) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  crc = ~crc;
  for (int shift = 24; shift >= 0; shift -= 8) ihdr += static_cast<char>(crc >> static_cast<unsigned>(shift));
  header.replace(12, ihdr.size(), ihdr);
  EXPECT_THAT(Picture::from_bytes("a.png", header), FailsWith("picture.too-large"));
}

TEST(Picture, EveryTruncationIsDamage) {
  const std::string a = png(20, 20, PNG_FORMAT_RGB, noise(1200));
  for (std::size_t size = 8; size + 12 < a.size(); size += 13)  // the last 12 bytes are the end mark
    EXPECT_THAT(Picture::from_bytes("a.png", a.substr(0, size)), FailsWith("picture.damaged")) << size;
  for (const bool progressive : {false, true}) {
    const std::string b = jpeg(40, 40, 3, progressive);
    for (std::size_t size = 3; size + 2 < b.size(); size += 13)
      EXPECT_THAT(Picture::from_bytes("a.jpg", b.substr(0, size)), FailsWith("picture.damaged")) << size;
  }
}

TEST(Picture, CorruptionNeverCrashes) {
  const std::string good[] = {png(20, 20, PNG_FORMAT_RGBA, noise(1600)), jpeg(40, 40, 3), jpeg(40, 40, 3, true)};
  unsigned state = 5;
  const auto random = [&] { return (state = state * 1103515245U + 12345U) >> 8U; };
  int refused = 0;
  for (int round = 0; round < 900; ++round) {
    std::string bytes = good[round % 3];
    for (int i = 0; i < 3; ++i) bytes[8 + random() % (bytes.size() - 8)] = static_cast<char>(random());
    const auto made = Picture::from_bytes("a", bytes);
    if (!made) ++refused;
    if (made && (*made)->jpeg.empty()) {
      EXPECT_EQ((*made)->samples.size(),
                static_cast<std::size_t>((*made)->width * (*made)->height * (*made)->components));
    }
  }
  EXPECT_GT(refused, 300);
}

}  // namespace
}  // namespace engross::test
