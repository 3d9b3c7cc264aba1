// In: the bytes of a PDF. Out: the text of the code on each page. An unreadable PDF stops the test.
#include "print_run/read_code.hpp"

#include <dmtx.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <sstream>

#include "support/process.hpp"

namespace engross::test {
namespace {

struct Picture8 {
  int width = 0, height = 0;
  std::string grey;
};

// The binary grey map that pdftoppm writes.
Picture8 read_pgm(const std::string& bytes) {
  std::istringstream in(bytes);
  std::string magic;
  int most = 0;
  Picture8 picture;
  in >> magic >> picture.width >> picture.height >> most;
  in.get();
  if (magic != "P5" || most != 255) throw std::runtime_error("no grey map");
  picture.grey.assign(std::istreambuf_iterator<char>(in), {});
  return picture;
}

struct Destroy {
  void operator()(DmtxImage* image) const { dmtxImageDestroy(&image); }
  void operator()(DmtxDecode* decode) const { dmtxDecodeDestroy(&decode); }
  void operator()(DmtxRegion* region) const { dmtxRegionDestroy(&region); }
  void operator()(DmtxMessage* message) const { dmtxMessageDestroy(&message); }
};

std::string first_code(Picture8 picture) {
  const std::unique_ptr<DmtxImage, Destroy> image(dmtxImageCreate(reinterpret_cast<unsigned char*>(picture.grey.data()),
                                                                  picture.width, picture.height, DmtxPack8bppK));
  const std::unique_ptr<DmtxDecode, Destroy> decode(dmtxDecodeCreate(image.get(), 1));
  while (true) {
    const std::unique_ptr<DmtxRegion, Destroy> region(dmtxRegionFindNext(decode.get(), nullptr));
    if (!region) return {};
    const std::unique_ptr<DmtxMessage, Destroy> message(
        dmtxDecodeMatrixRegion(decode.get(), region.get(), DmtxUndefined));
    if (message) return {reinterpret_cast<const char*>(message->output), static_cast<std::size_t>(message->outputIdx)};
  }
}

}  // namespace

std::vector<std::string> codes_of(const std::string& pdf, const Area& area) {
  constexpr int dots = 300;
  const auto pixels = [](int mm) { return std::to_string(static_cast<int>(mm * dots / 25.4)); };
  const TemporaryDirectory folder;
  write_file(folder / "job.pdf", pdf);
  const Outcome drawn =
      run({"pdftoppm", "-gray", "-r", std::to_string(dots), "-x", pixels(area.left), "-y", pixels(area.top), "-W",
           pixels(area.width), "-H", pixels(area.height), folder / "job.pdf", folder / "page"});
  EXPECT_EQ(drawn.exit_code, 0) << drawn.err;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    if (entry.path().extension() == ".pgm") files.push_back(entry.path().string());
  std::ranges::sort(files);
  std::vector<std::string> codes;
  for (const std::string& file : files) codes.push_back(first_code(read_pgm(read_file(file))));
  return codes;
}

}  // namespace engross::test
