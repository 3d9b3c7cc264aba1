// A page as a picture is what another program draws of its PDF.
#include "pictures/page_picture.hpp"

#include "layout/fixtures.hpp"
#include "pdf/draw.hpp"
#include "pictures/coarse_ink.hpp"

namespace engross::test {
namespace {

constexpr int dots = 75;
constexpr std::size_t cell = 15;  // about five millimetres

std::string pdf_of(const Pages& pages) {
  DrawCache cache;
  DocumentInfo info;
  info.title = "A page";
  info.language = "en-GB";
  const auto pdf = draw(pages, info, {}, cache);
  EXPECT_THAT(pdf, Succeeds());
  return pdf.value_or("");
}

Pages laid(Bench& bench) {
  auto pages = bench.lay();
  EXPECT_THAT(pages, Succeeds());
  return std::move(*pages);
}

TEST(PagePicture, HasTheInkOfThePdf) {
  Bench bench;
  bench.logo = picture(60, 30);
  bench.proof_mark = "PROOF";
  const Pages pages = laid(bench);
  ASSERT_EQ(pages.pages.size(), 2U);
  const TemporaryDirectory folder;
  write_file(folder / "letter.pdf", pdf_of(pages));
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    const auto png = draw_page(pages, pages.pages[i], dots);
    ASSERT_THAT(png, Succeeds());
    const CoarseInk ours = coarse_ink_of_png(*png, cell);
    const CoarseInk theirs = coarse_ink_of_pdf(folder / "letter.pdf", static_cast<int>(i) + 1, dots, cell);
    EXPECT_LT(greatest_difference(ours, theirs), 0.06) << "page " << i + 1;
    EXPECT_NEAR(ours.total(), theirs.total(), theirs.total() * 0.03) << "page " << i + 1;
    EXPECT_GT(theirs.total(), 1) << "page " << i + 1;
  }
}

// The comparison above would see it if a line were missing.
TEST(PagePicture, OfAnotherLetterDiffers) {
  Bench bench;
  const Pages one = laid(bench);
  const auto whole = draw_page(one, one.pages.front(), dots);
  bench.letter.sections[3].blocks = {paragraph("Another subject, and a longer one")};
  const Pages other = laid(bench);
  const auto changed = draw_page(other, other.pages.front(), dots);
  EXPECT_GT(greatest_difference(coarse_ink_of_png(*whole, cell), coarse_ink_of_png(*changed, cell)), 0.06);
}

TEST(PagePicture, ShowsTheMarkOfAProof) {
  Bench bench;
  const Pages letter = laid(bench);
  bench.proof_mark = "PROOF";
  const Pages proof = laid(bench);
  const auto without = draw_page(letter, letter.pages.front(), dots);
  const auto with = draw_page(proof, proof.pages.front(), dots);
  EXPECT_GT(greatest_difference(coarse_ink_of_png(*with, cell), coarse_ink_of_png(*without, cell)), 0.02);
}

TEST(PagePicture, IsAsLargeAsItsDots) {
  Bench bench;
  const Pages pages = laid(bench);
  const auto read = Picture::from_bytes("page.png", draw_page(pages, pages.pages.front(), 100).value_or(""));
  ASSERT_THAT(read, Succeeds());
  EXPECT_NEAR((*read)->width, 210 / 25.4 * 100, 1);
  EXPECT_NEAR((*read)->height, 297 / 25.4 * 100, 1);
  EXPECT_TRUE((*read)->samples.ends_with("\xff\xff\xff")) << "its last dot is paper";
}

TEST(PagePicture, ThatMemoryWouldNotHoldIsRefused) {
  Bench bench;
  const Pages pages = laid(bench);
  EXPECT_THAT(draw_page(pages, pages.pages.front(), 4000), FailsWith("picture.too-large"));
}

}  // namespace
}  // namespace engross::test
