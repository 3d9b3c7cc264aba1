// The ink that is computed is the ink that another program draws: poppler renders the file, and its dark pixels end
// where ours do.
#include "envelopes/page_ink.hpp"

#include <fmt/format.h>

#include <cmath>

#include "envelopes/hand_made.hpp"
#include "pdf/draw.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {

constexpr int dpi = 600;
constexpr double pixel = 25.4 / dpi;  // mm

struct Raster {
  int width = 0, height = 0;
  std::string grey;  // a byte a pixel

  // Of the pixels within the area that are darker than mid-grey; mm.
  SheetArea dark_in(const SheetArea& area) const {
    SheetArea found{1e9, 1e9, -1e9, -1e9};
    for (int y = std::max(0, static_cast<int>(area.top / pixel));
         y < std::min(height, static_cast<int>(area.bottom / pixel)); ++y)
      for (int x = std::max(0, static_cast<int>(area.left / pixel));
           x < std::min(width, static_cast<int>(area.right / pixel)); ++x)
        if (static_cast<unsigned char>(
                grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]) <
            128)
          found = joined(found, {x * pixel, y * pixel, (x + 1) * pixel, (y + 1) * pixel});
    return found;
  }
};

Raster rendered(const Pages& pages) {
  DrawCache cache;
  DocumentInfo info;
  info.title = "A page";
  info.language = "en-GB";
  const auto pdf = draw(pages, info, {}, cache);
  EXPECT_THAT(pdf, Succeeds());
  TemporaryDirectory folder;
  write_file(folder / "page.pdf", *pdf);
  const Outcome outcome = run({"pdftoppm", "-r", std::to_string(dpi), "-gray", "-f", "1", "-l", "1", "-singlefile",
                               folder / "page.pdf", folder / "page"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const std::string pgm = read_file(folder / "page.pgm");
  Raster made;
  int header = 0;
  EXPECT_EQ(std::sscanf(pgm.c_str(), "P5 %d %d 255%n", &made.width, &made.height, &header), 2);
  made.grey = pgm.substr(static_cast<std::size_t>(header) + 1);
  EXPECT_EQ(made.grey.size(), static_cast<std::size_t>(made.width) * static_cast<std::size_t>(made.height));
  return made;
}

TEST(PageInk, IsWhatAnotherProgramDraws) {
  Bench bench;
  bench.letter.sections[0].blocks = {
      lines("Mrs Ågot Wynne\nJoggers' Quay (upper)\nIronmasters Way\nQuay, Goring-by-Sea\nTF3 4NT")};
  const auto pages = bench.lay();
  ASSERT_THAT(pages, Succeeds());
  const Raster raster = rendered(*pages);
  int lines = 0;
  for (const PrintedItem& item : printed_items(*pages, pages->pages.front())) {
    if (item.kind != PrintedItem::Kind::words || item.words.empty()) continue;
    const SheetArea ink = item.all();
    const SheetArea dark = raster.dark_in({ink.left - 1, ink.top - 0.35, ink.right + 1, ink.bottom + 0.35});
    constexpr double close = 2 * pixel;  // curves are thin at their ends
    EXPECT_NEAR(ink.left, dark.left, close) << item.words;
    EXPECT_NEAR(ink.right, dark.right, close) << item.words;
    EXPECT_NEAR(ink.top, dark.top, close) << item.words;
    EXPECT_NEAR(ink.bottom, dark.bottom, close) << item.words;
    ++lines;
  }
  EXPECT_GT(lines, 30);
}

TEST(PageInk, KnowsTheLinesOfTheAddress) {
  Bench bench;
  const auto pages = bench.lay();
  ASSERT_THAT(pages, Succeeds());
  std::vector<std::string> address;
  for (const PrintedItem& item : printed_items(*pages, pages->pages.front()))
    if (item.is_address) address.push_back(item.words);
  EXPECT_EQ(address, (std::vector<std::string>{"Telford & Wrekin Council", "Cabinet Members Office",
                                               "Addenbrooke House", "Ironmasters Way", "Telford", "TF3 4NT"}));
}

// A link is an element of its own; its words are of the line, and its underline is a rule beside them.
TEST(PageInk, TakesALinkWithinItsLine) {
  Bench bench;
  bench.letter.sections[0].blocks = {
      paragraph({text("Mr "), within(Inline::Kind::link, {text("Rowe")}, "https://www.example.org/rowe"), line_break(),
                 text("Hull")})};
  const auto pages = bench.lay();
  ASSERT_THAT(pages, Succeeds());
  std::vector<std::string> address;
  for (const PrintedItem& item : printed_items(*pages, pages->pages.front()))
    if (item.is_address) address.push_back(called(item));
  EXPECT_EQ(address, (std::vector<std::string>{"“Mr Rowe”", "“Hull”"}));
}

// What is left out for being low has no ink above, and the address is never left out.
TEST(PageInk, LeavesOutWhatIsBelow) {
  Bench bench;
  const auto pages = bench.lay();
  ASSERT_THAT(pages, Succeeds());
  const Page& page = pages->pages.front();
  const std::vector<PrintedItem> all = printed_items(*pages, page);
  for (const double lowest : {0.0, 50.0, 99.7, 150.0, 300.0}) {
    const std::vector<PrintedItem> some = printed_items(*pages, page, lowest);
    std::size_t at = 0;
    for (const PrintedItem& item : all) {
      const bool kept = at < some.size() && some[at].words == item.words && some[at].all().top == item.all().top;
      if (kept) ++at;
      EXPECT_TRUE(kept || (!item.is_address && item.all().top > lowest)) << item.words << " above " << lowest;
    }
    EXPECT_EQ(at, some.size());
    EXPECT_EQ(some.size() < all.size(), lowest < 300) << lowest;
  }
  EXPECT_EQ(printed_items(*pages, page, 300).size(), all.size());
}

TEST(PageInk, OfSpacesIsNothingAndOfLongWordsItsBeginning) {
  HandMade page;
  page.words("   ", 20, 20).words(std::string(80, 'w'), 20, 30);
  const auto items = printed_items(page.pages(), page.page());
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(called(items[0]), "“" + std::string(59, 'w') + "…”");
}

}  // namespace
}  // namespace engross::test
