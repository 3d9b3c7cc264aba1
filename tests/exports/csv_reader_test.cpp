// Rows of CSV do not depend on the pieces in which their bytes come, and none is held longer than it must.
#include "exports/csv_reader.hpp"

#include "exports/reading.hpp"

namespace engross {
namespace {

std::string shown(const CsvRow& row) {
  std::string text = std::to_string(row.line) + " <" + std::string(row.raw) + ">";
  for (const std::string_view cell : row.cells) text += " [" + std::string(cell) + "]";
  if (row.fault)
    text += " !" + std::to_string(static_cast<int>(row.fault->kind)) + "@" + std::to_string(row.fault->cell) + ":" +
            std::to_string(row.fault->line) + "-" + std::to_string(row.fault->end);
  return text + "\n";
}

std::string rows_of(const std::string& text, std::size_t piece, CsvLimits limits = {.row = 40, .cell = 30}) {
  ByteWindow window(test::in_pieces(text, piece));
  CsvReader reader(window, ',', limits);
  std::string all;
  CsvRow row;
  for (auto there = reader.next(row); there && *there; there = reader.next(row)) all += shown(row);
  return all + "blank " + std::to_string(reader.blank_lines());
}

TEST(CsvReader, DoesNotDependOnThePieces) {
  const std::string texts[] = {
      "a,b\r\nc,d\r\n\r\n\r\ne,\"f\r\ng\"\r\n",
      "a,b\rc,d\r\re,\"f\rg\"",
      "\n\r\n\ra",
      "a,\"b\"\"c\",\"\"\n\"\"",
      "a,b\"c,d\ne,\"f\"g,\"h\ni\n\"j",
      "a," + std::string(60, 'x') + ",\"y\nz\"\nb,\"" + std::string(60, 'x') + "\r\n" + std::string(60, 'x') +
          "\"\r\nc,d\r\n",
      "a," + std::string(36, 'x') + ",\"" + std::string(80, 'y') + "\n" + std::string(80, 'y') + "\n",
      std::string(40, 'x') + "\r\n" + std::string(41, 'x') + "\r\n",
      "a,b\"" + std::string(90, 'x') + "\n\nc\n",
  };
  for (const std::string& text : texts) {
    const std::string whole = rows_of(text, text.size());
    for (std::size_t piece = 1; piece < text.size(); ++piece) ASSERT_EQ(rows_of(text, piece), whole) << text << piece;
  }
}

TEST(CsvReader, KeepsLinesAndBytes) {
  EXPECT_EQ(rows_of("a,b\r\n\r\nc,\"d\r\ne\"\r\nf", 5),
            "1 <a,b> [a] [b]\n3 <c,\"d\r\ne\"> [c] [d\r\ne]\n5 <f> [f]\nblank 1");
  EXPECT_EQ(rows_of("a\rb\r\rc", 5), "1 <a> [a]\n2 <b> [b]\n4 <c> [c]\nblank 1");
}

TEST(CsvReader, TakesRowsAndCellsUpToTheLimits) {
  const std::string cell(30, 'x');
  EXPECT_EQ(rows_of(cell + ",aaaaaaaaa\n", 100), "1 <" + cell + ",aaaaaaaaa> [" + cell + "] [aaaaaaaaa]\nblank 0");
  EXPECT_EQ(rows_of(cell + ",aaaaaaaaaa\n", 100), "1 <> !3@0:1-1\nblank 0");
  EXPECT_EQ(rows_of(cell + "x,a\n", 100), "1 <" + cell + "x,a> [" + cell + "x] [a] !4@0:1-1\nblank 0");
}

// Megabytes behind a quote that is never closed.
class Endless final : public ByteStream {
 public:
  Result<std::string_view> next() override {
    if (left_ == 0) return std::string_view();
    return --left_ == 499 ? std::string_view("a,\"b\n") : std::string_view(piece_);
  }
  std::size_t left_ = 500;

 private:
  std::string piece_ = std::string(99'999, 'x') + "\n";
};

TEST(CsvReader, KeepsNothingOfARowThatIsTooLong) {
  ByteWindow window(std::make_unique<Endless>());
  CsvReader reader(window, ',', {.row = 1000, .cell = 1000});
  CsvRow row;
  ASSERT_TRUE(*reader.next(row));
  ASSERT_TRUE(row.fault);
  EXPECT_EQ(row.fault->kind, CsvFault::Kind::never_closed);
  EXPECT_EQ(row.fault->line, 1U);
  EXPECT_EQ(row.fault->end, 500U);
  EXPECT_TRUE(row.raw.empty());
  EXPECT_LT(window.capacity(), 1'000'000U);
  EXPECT_FALSE(*reader.next(row));
}

TEST(CsvReader, FindsWhereACellBegins) {
  EXPECT_EQ(cell_begin("a,\"b,\n\"\"\",c", ',', 0), 0U);
  EXPECT_EQ(cell_begin("a,\"b,\n\"\"\",c", ',', 1), 2U);
  EXPECT_EQ(cell_begin("a,\"b,\n\"\"\",c", ',', 2), 10U);
  EXPECT_EQ(cell_begin("a;b", ',', 5), 3U);
}

}  // namespace
}  // namespace engross
