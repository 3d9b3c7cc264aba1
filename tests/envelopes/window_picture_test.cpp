// The picture of a proof, read back: where something always shows, what is wrong, what is printed.
#include "envelopes/window_picture.hpp"

#include <cstdio>
#include <cstdlib>
// libjpeg's header needs <cstdio> first.
#include <jpeglib.h>

#include "envelopes/hand_made.hpp"
#include "pictures/cairo_library.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {

constexpr double margin = 8, head = 46;  // mm about the page, as the picture has them

struct Dot {
  int red = 0, green = 0, blue = 0;
};

struct Drawn {
  PictureRef picture;
  Dot at(double x, double y) const {  // mm of the page
    const auto dot = [](double mm) { return static_cast<std::size_t>(mm / 25.4 * 150); };
    const std::size_t i = (dot(y + margin + head) * static_cast<std::size_t>(picture->width) + dot(x + margin)) * 3;
    const auto byte = [&](std::size_t k) {
      return static_cast<int>(static_cast<unsigned char>(picture->samples[i + k]));
    };
    return {byte(0), byte(1), byte(2)};
  }
};

Drawn drawn(const Pages& pages, const std::vector<std::string>& envelopes) {
  std::vector<WindowProof> proofs;
  for (const std::string& name : envelopes) proofs.push_back(prove_window(pages, envelope(name)));
  const auto png = draw_windows(pages, proofs, {}, *liberation().regular);
  EXPECT_THAT(png, Succeeds());
  auto read = Picture::from_bytes("window.png", png.value_or(""));
  EXPECT_THAT(read, Succeeds());
  EXPECT_EQ((*read)->components, 3);
  return {read.value_or(nullptr)};
}

TEST(WindowPicture, ShowsPageWindowAndFolds) {
  HandMade page;
  page.address({"Mr Rowe", "Hull"}, 25, 60).picture(25, 10, 40, 20).rule(25, 200, 100, 1);
  const Drawn all = drawn(page.pages(), {"uk-dl-bs4264"});
  EXPECT_EQ(all.picture->width, static_cast<int>(std::ceil((210 + 16) / 25.4 * 150)));
  const Dot shows = all.at(90, 80);
  EXPECT_GT(shows.green, shows.red + 20);
  EXPECT_GT(shows.green, shows.blue + 5);
  const Dot outside = all.at(160, 80);
  EXPECT_EQ(outside.red + outside.green + outside.blue, 3 * 255);
  const Dot fold = all.at(60, 105.6);
  EXPECT_GT(fold.blue, fold.red + 20);
  EXPECT_EQ(all.at(45, 20).red, 0x40) << "the crest, as it is";
  EXPECT_LT(all.at(60, 200.5).red, 10) << "the rule";
}

TEST(WindowPicture, FramesWhatIsWrong) {
  HandMade page;
  page.address({"Mr Rowe", "Hull"}, 25, 60).picture(30, 88, 30, 20);
  const Drawn all = drawn(page.pages(), {"uk-dl-bs4264"});
  const Dot frame = all.at(45, 87.4);
  EXPECT_GT(frame.red, 180);
  EXPECT_LT(frame.green, 80);
}

TEST(WindowPicture, HasAPartForEachEnvelope) {
  HandMade page;
  page.address({"Mr Rowe", "Hull"}, 25, 60);
  const Drawn one = drawn(page.pages(), {"uk-c5"});
  const Drawn three = drawn(page.pages(), {"uk-c5", "notify-2.4", "din-680-dl"});
  EXPECT_NEAR(three.picture->width, 3 * one.picture->width, 3);
  EXPECT_EQ(three.picture->height, one.picture->height);
  const Dot notify = three.at(226 + 60, 50);
  EXPECT_GT(notify.green, notify.red + 20);
}

TEST(WindowPicture, IsTheSameEachTime) {
  HandMade page;
  page.address({"Mr Rowe", "Hull"}, 25, 60);
  const std::vector<WindowProof> proofs{page.in("uk-c5")};
  EXPECT_EQ(draw_windows(page.pages(), proofs, {}, *liberation().regular).value(),
            draw_windows(page.pages(), proofs, {}, *liberation().regular).value());
}

TEST(WindowPicture, OfTooManyEnvelopesIsRefused) {
  HandMade page;
  page.address({"Mr Rowe", "Hull"}, 25, 60);
  const std::vector<WindowProof> proofs(40, page.in("uk-c5"));
  EXPECT_THAT(draw_windows(page.pages(), proofs, {}, *liberation().regular), FailsWith("picture.too-large"));
}

std::string orange_jpeg() {
  jpeg_compress_struct info;
  jpeg_error_mgr errors;
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* out = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &out, &size);
  info.image_width = 40;
  info.image_height = 20;
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults(&info);
  jpeg_start_compress(&info, TRUE);
  std::string samples;
  for (int i = 0; i < 40; ++i) samples += std::string("\xff\x80\x00", 3);
  auto* row = reinterpret_cast<unsigned char*>(samples.data());
  while (info.next_scanline < info.image_height) jpeg_write_scanlines(&info, &row, 1);
  jpeg_finish_compress(&info);
  std::string bytes(reinterpret_cast<char*>(out), size);
  jpeg_destroy_compress(&info);
  std::free(out);
  return bytes;
}

// A JPEG has no samples until somebody draws it.
TEST(WindowPicture, DecodesAJpeg) {
  auto jpeg = Picture::from_bytes("orange.jpg", orange_jpeg());
  ASSERT_THAT(jpeg, Succeeds());
  HandMade page;
  page.address({"Mr Rowe", "Hull"}, 25, 60).picture(25, 10, 40, 20);
  page.pages().pictures = {*jpeg};
  const Dot dot = drawn(page.pages(), {"uk-c5"}).at(45, 20);
  EXPECT_GT(dot.red, 220);
  EXPECT_NEAR(dot.green, 128, 12);
  EXPECT_LT(dot.blue, 30);
}

TEST(CairoLibrary, ThatIsNotThereIsSaid) {
  EXPECT_THAT(open_cairo(), Succeeds());
  const auto none = open_cairo({"libcairo-of-nowhere.so"});
  ASSERT_THAT(none, FailsWith("picture.no-cairo"));
  EXPECT_NE(none.error()[0].message.find("libcairo-of-nowhere.so"), std::string::npos) << none.error()[0].message;
  EXPECT_THAT(open_cairo({"libz.so.1"}), FailsWith("picture.no-cairo")) << "a library that lacks its functions";
}

}  // namespace
}  // namespace engross::test
