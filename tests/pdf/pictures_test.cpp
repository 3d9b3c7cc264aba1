// Every kind of PNG and JPEG that a department may bring, from its bytes to the samples that stand in the file; and
// what is damaged or too large, refused before it gets there.
#include <png.h>

#include <cstdio>
#include <cstdlib>
// libjpeg's header needs <cstdio> first.
#include <jpeglib.h>

#include "pdf/conformance.hpp"
#include "pdf/qpdf.hpp"
#include "pdf/sample_pages.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr int width = 9, height = 7;  // no multiple of anything

struct Kind {
  const char* name;
  int depth;
  int type;  // PNG_COLOR_TYPE_…
  bool interlaced;
  int components;  // in the file
  bool alpha;
};

const Kind kinds[] = {
    {"Grey1", 1, PNG_COLOR_TYPE_GRAY, false, 1, false},
    {"Grey4", 4, PNG_COLOR_TYPE_GRAY, true, 1, false},
    {"Grey8", 8, PNG_COLOR_TYPE_GRAY, false, 1, false},
    {"Grey16", 16, PNG_COLOR_TYPE_GRAY, false, 1, false},
    {"GreyAlpha8", 8, PNG_COLOR_TYPE_GRAY_ALPHA, true, 1, true},
    {"GreyAlpha16", 16, PNG_COLOR_TYPE_GRAY_ALPHA, false, 1, true},
    {"Colour8", 8, PNG_COLOR_TYPE_RGB, false, 3, false},
    {"Colour8Interlaced", 8, PNG_COLOR_TYPE_RGB, true, 3, false},
    {"Colour16", 16, PNG_COLOR_TYPE_RGB, false, 3, false},
    {"ColourAlpha8", 8, PNG_COLOR_TYPE_RGB_ALPHA, true, 3, true},
    {"ColourAlpha16", 16, PNG_COLOR_TYPE_RGB_ALPHA, false, 3, true},
    {"Palette2", 2, PNG_COLOR_TYPE_PALETTE, false, 3, false},
    {"Palette8", 8, PNG_COLOR_TYPE_PALETTE, true, 3, false},
};

// Level of channel c at (x, y): one of four that every depth but one can hold.
int level(const Kind& kind, int x, int y, int c) {
  const int step = (x + 2 * y + 3 * c) % 4;
  return kind.depth == 1 ? step % 2 * 255 : step * 85;
}

void append_to(png_structp png, png_bytep bytes, png_size_t size) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(bytes), size);
}
void flush_nothing(png_structp) {}

int channels(const Kind& kind) {
  if (kind.type == PNG_COLOR_TYPE_PALETTE) return 1;
  return kind.components + (kind.alpha ? 1 : 0);
}

std::string row_of(const Kind& kind, int y) {
  std::string row(static_cast<std::size_t>((width * channels(kind) * kind.depth + 7) / 8), '\0');
  for (int i = 0; i < width * channels(kind); ++i) {
    const int x = i / channels(kind), c = i % channels(kind);
    const int eight = kind.type == PNG_COLOR_TYPE_PALETTE ? (x + 2 * y) % 4 : level(kind, x, y, c);
    const auto at = static_cast<std::size_t>(i * kind.depth / 8);
    if (kind.depth == 16) {
      row[at] = row[at + 1] = static_cast<char>(eight);
    } else {
      const int most = (1 << kind.depth) - 1;
      const int value = kind.type == PNG_COLOR_TYPE_PALETTE ? eight : eight * most / 255;
      row[at] = static_cast<char>(row[at] | value << (8 - kind.depth - i * kind.depth % 8));
    }
  }
  return row;
}

std::string png_of(const Kind& kind) {
  std::string bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(png, &bytes, append_to, flush_nothing);
  png_set_IHDR(png, info, width, height, kind.depth, kind.type,
               kind.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  const png_color palette[] = {{0, 85, 170}, {85, 170, 255}, {170, 255, 0}, {255, 0, 85}};
  if (kind.type == PNG_COLOR_TYPE_PALETTE) png_set_PLTE(png, info, palette, 4);
  png_write_info(png, info);
  std::vector<std::string> rows;
  for (int y = 0; y < height; ++y) rows.push_back(row_of(kind, y));
  std::vector<png_bytep> starts;
  for (std::string& row : rows) starts.push_back(reinterpret_cast<png_bytep>(row.data()));
  png_write_image(png, starts.data());
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

std::string expected_samples(const Kind& kind) {
  std::string samples;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (int c = 0; c < kind.components; ++c)
        samples.push_back(static_cast<char>(kind.type == PNG_COLOR_TYPE_PALETTE ? ((x + 2 * y) % 4 + c) % 4 * 85
                                                                                : level(kind, x, y, c)));
  return samples;
}

std::string expected_alpha(const Kind& kind) {
  std::string samples;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) samples.push_back(static_cast<char>(level(kind, x, y, kind.components)));
  return samples;
}

std::string drawn(const PictureRef& picture) {
  PagesBuilder make({packaged_face("liberation/LiberationSans-Regular.ttf")});
  const ElementId figure = make.element(Role::figure);
  make.at(figure).alternative = "A picture";
  make.picture(figure, picture, 57, 60, 90, 70);
  DrawCache cache;
  const auto pdf = draw(make.take(), sample_info(), {}, cache);
  EXPECT_THAT(pdf, Succeeds());
  return pdf ? *pdf : "";
}

std::string data_of(QPDFObjectHandle stream) {
  const auto buffer = stream.getStreamData(qpdf_dl_specialized);
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

// The samples as 8 bits a component, whatever the file holds them in: packed in fewer bits, or as indices of a palette.
std::string samples_of(QPDFObjectHandle image) {
  QPDFObjectHandle entries = image.getDict(), space = entries.getKey("/ColorSpace");
  const auto bits = static_cast<unsigned>(entries.getKey("/BitsPerComponent").getIntValue());
  const auto row = static_cast<std::size_t>(entries.getKey("/Width").getIntValue()) *
                   (space.isName() && space.getName() == "/DeviceRGB" ? 3 : 1);
  const std::string data = data_of(image), palette = space.isArray() ? space.getArrayItem(3).getStringValue() : "";
  const unsigned most = (1U << bits) - 1U;
  const std::size_t row_bytes = (row * bits + 7) / 8;
  std::string samples;
  for (std::size_t begin = 0; begin < data.size(); begin += row_bytes) {
    for (std::size_t i = 0; i < row; ++i) {
      const auto byte = static_cast<unsigned char>(data[begin + i * bits / 8]);
      const unsigned value = byte >> (8 - bits - i * bits % 8) & most;
      if (space.isArray())
        samples += palette.substr(std::size_t{3} * value, 3);
      else
        samples.push_back(static_cast<char>(value * 255 / most));
    }
  }
  return samples;
}

QPDFObjectHandle first_picture(QPDF& pdf) {
  QPDFObjectHandle page = pdf.getAllPages().front();
  return page.getKey("/Resources").getKey("/XObject").getKey("/X1");
}

class Png : public testing::TestWithParam<Kind> {};

TEST_P(Png, StandsInTheFileSampleBySample) {
  const auto picture = Picture::from_bytes(GetParam().name, png_of(GetParam()));
  ASSERT_THAT(picture, Succeeds());
  const std::string bytes = drawn(*picture);
  EXPECT_THAT(conformance_faults(bytes), ElementsAre());
  QPDF pdf;
  pdf.processMemoryFile("letter", bytes.data(), bytes.size());
  QPDFObjectHandle image = first_picture(pdf);
  EXPECT_EQ(image.getDict().getKey("/Width").getIntValue(), width);
  EXPECT_EQ(image.getDict().getKey("/Height").getIntValue(), height);
  EXPECT_EQ(samples_of(image), expected_samples(GetParam()));
  ASSERT_EQ(image.getDict().hasKey("/SMask"), GetParam().alpha);
  if (!GetParam().alpha) return;
  EXPECT_EQ(samples_of(image.getDict().getKey("/SMask")), expected_alpha(GetParam()));
}

std::string name_of(const testing::TestParamInfo<Kind>& info) {
  return info.param.name;
}
INSTANTIATE_TEST_SUITE_P(Kinds, Png, testing::ValuesIn(kinds), name_of);

// Soft gradients go by PNG's prediction: the reader must get the samples back all the same.
TEST(Prediction, GivesTheSamplesBack) {
  auto picture = std::make_shared<Picture>();
  picture->name = picture->sha256 = "gradient";
  picture->width = 61;
  picture->height = 47;
  for (int i = 0; i < 61 * 47; ++i)
    for (const int slope : {3, 5, 7}) picture->samples.push_back(static_cast<char>(i % 61 * slope + i / 61 * 11));
  const std::string bytes = drawn(picture);
  EXPECT_THAT(bytes, HasSubstr("/Predictor 15"));
  EXPECT_THAT(conformance_faults(bytes), ElementsAre());
  QPDF pdf;
  pdf.processMemoryFile("letter", bytes.data(), bytes.size());
  QPDFObjectHandle image = first_picture(pdf);
  EXPECT_EQ(data_of(image), picture->samples);
}

std::string jpeg_of(int components, bool progressive) {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &bytes, &size);
  jpeg.image_width = width;
  jpeg.image_height = height;
  jpeg.input_components = components;
  jpeg.in_color_space = components == 1 ? JCS_GRAYSCALE : components == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&jpeg);
  if (progressive) jpeg_simple_progression(&jpeg);
  jpeg_start_compress(&jpeg, TRUE);
  std::string row(static_cast<std::size_t>(width * components), 'x');
  auto* start = reinterpret_cast<JSAMPROW>(row.data());
  while (jpeg.next_scanline < jpeg.image_height) jpeg_write_scanlines(&jpeg, &start, 1);
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  std::string made(reinterpret_cast<const char*>(bytes), size);
  std::free(bytes);  // NOLINT: libjpeg allocated it
  return made;
}

TEST(Jpeg, StandsInTheFileAsItIs) {
  for (const int components : {1, 3}) {
    for (const bool progressive : {false, true}) {
      const std::string jpeg = jpeg_of(components, progressive);
      const auto picture = Picture::from_bytes("photograph.jpg", jpeg);
      ASSERT_THAT(picture, Succeeds());
      const std::string bytes = drawn(*picture);
      EXPECT_THAT(conformance_faults(bytes), ElementsAre());
      EXPECT_THAT(bytes, HasSubstr(jpeg));
      EXPECT_THAT(bytes, HasSubstr(components == 1 ? "/ColorSpace /DeviceGray" : "/ColorSpace /DeviceRGB"));
    }
  }
}

TEST(Jpeg, OfFourColoursIsRefused) {
  EXPECT_THAT(Picture::from_bytes("print.jpg", jpeg_of(4, false)), FailsWith("picture.colour-space"));
}

TEST(DamagedPictures, AreRefused) {
  for (const Kind& kind : kinds) {
    const std::string whole = png_of(kind);
    EXPECT_THAT(Picture::from_bytes(kind.name, whole.substr(0, whole.size() / 2)), FailsWith("picture.damaged"))
        << kind.name;
  }
  const std::string jpeg = jpeg_of(3, true);
  EXPECT_THAT(Picture::from_bytes("half.jpg", jpeg.substr(0, jpeg.size() / 2)), FailsWith("picture.damaged"));
}

// libpng's simplified interface mixes the rows of these up.
TEST(DeepPictures, AreRefusedWhenInterlaced) {
  for (const int type : {PNG_COLOR_TYPE_RGB_ALPHA, PNG_COLOR_TYPE_GRAY})
    EXPECT_THAT(Picture::from_bytes("deep.png", png_of({"Deep", 16, type, true, type == 0 ? 1 : 3, type != 0})),
                FailsWith("picture.interlaced"));
}

// A few bytes that claim 60,000 by 60,000 pixels must not be believed: nothing is allocated for them.
TEST(HugePictures, AreRefused) {
  std::string jpeg = jpeg_of(3, false);
  const std::size_t frame = jpeg.find("\xFF\xC0");
  ASSERT_NE(frame, std::string::npos);
  jpeg.replace(frame + 5, 4, "\xEA\x60\xEA\x60");
  EXPECT_THAT(Picture::from_bytes("bomb.jpg", jpeg), FailsWith("picture.too-large"));
}

}  // namespace
}  // namespace engross::test
