// Bookmarks: the outline of the file, as another reader finds it.
#include "pdf/conformance.hpp"
#include "pdf/draw.hpp"
#include "pdf/qpdf.hpp"
#include "pdf/sample_pages.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

Pages with_bookmarks(std::vector<Bookmark> marks) {
  Pages pages = sample_letter();
  pages.bookmarks = std::move(marks);
  return pages;
}

Result<std::string> drawn_with(const Pages& pages) {
  DrawCache cache;
  return draw(pages, sample_info(), {FontEmbedding::exact}, cache);
}

void show(std::vector<QPDFOutlineObjectHelper> row, const std::string& indent, QPDF& file, std::string& to) {
  for (QPDFOutlineObjectHelper& item : row) {
    std::size_t page = 0;
    for (const QPDFObjectHandle& one : file.getAllPages()) {
      if (one.getObjGen() == item.getDestPage().getObjGen()) break;
      ++page;
    }
    to += indent + item.getTitle() + " " + std::to_string(page) + " " + std::to_string(item.getCount()) + "\n";
    show(item.getKids(), indent + "  ", file, to);
  }
}

std::string outline_of(const std::string& pdf) {
  QPDF file;
  file.processMemoryFile("drawn", pdf.data(), pdf.size());
  std::string text;
  QPDFOutlineDocumentHelper outline(file);
  show(outline.getTopLevelOutlines(), "", file, text);
  return text;
}

TEST(Outline, IsTheTreeOfTheBookmarks) {
  const Pages pages = with_bookmarks({{"Contents", 1, 0, 60},
                                      {"Paragraphs – all", 1, 0, 100},
                                      {"thanks", 2, 0, 120},
                                      {"thanks in cy", 3, 1, 60},
                                      {"goodbye", 2, 1, 300},
                                      {"Index", 1, 1, 400}});
  const auto pdf = drawn_with(pages);
  ASSERT_THAT(pdf, Succeeds());
  EXPECT_EQ(outline_of(*pdf),
            "Contents 0 0\nParagraphs – all 0 -2\n  thanks 0 -1\n    thanks in cy 1 0\n  goodbye 1 0\nIndex 1 0\n");
  EXPECT_THAT(conformance_faults(*pdf), testing::ElementsAre());
}

TEST(Outline, ALetterHasNone) {
  const auto pdf = drawn_with(sample_letter());
  ASSERT_THAT(pdf, Succeeds());
  EXPECT_EQ(outline_of(*pdf), "");
  EXPECT_EQ(pdf->find("/Outlines"), std::string::npos);
}

TEST(Outline, LevelsThatBeginDeepHangWhereTheyCan) {
  const auto pdf = drawn_with(with_bookmarks({{"a", 3, 0, 0}, {"b", 1, 0, 0}, {"c", 4, 0, 0}}));
  ASSERT_THAT(pdf, Succeeds());
  EXPECT_EQ(outline_of(*pdf), "a 0 0\nb 0 -1\n  c 0 0\n");
}

TEST(Outline, BookmarksOfNoPageAreRefused) {
  const auto pdf = drawn_with(with_bookmarks({{"nowhere", 1, 99, 0}}));
  EXPECT_THAT(pdf, FailsWith("pdf.pages"));
}

}  // namespace
}  // namespace engross::test
