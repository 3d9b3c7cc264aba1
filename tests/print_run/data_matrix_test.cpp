// The symbol is the one that the standard prescribes, and a reader finds in it what was put in.
#include "print_run/data_matrix.hpp"

#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

std::string picture(const DataMatrix& symbol) {
  std::string rows;
  for (std::size_t i = 0; i < symbol.black.size(); ++i) {
    rows += symbol.black[i] ? '#' : '.';
    if ((i + 1) % symbol.side == 0) rows += '\n';
  }
  return rows;
}

// ISO/IEC 16022, annex O: the worked example "123456".
TEST(DataMatrix, IsTheExampleOfTheStandard) {
  EXPECT_EQ(picture(data_matrix("123456").value()),
            "#.#.#.#.#.\n"
            "##..#.##.#\n"
            "##.....#..\n"
            "##...###.#\n"
            "##....#...\n"
            "#.....####\n"
            "###.##....\n"
            "####.##..#\n"
            "#..###.#..\n"
            "##########\n");
}

TEST(DataMatrix, GrowsWithTheText) {
  EXPECT_EQ(data_matrix("12345678.000120.01.02").value().side, 16U);
  EXPECT_EQ(data_matrix(std::string(3116, '7')).value().side, 144U);
  EXPECT_EQ(data_matrix("12345678.000120.01.02").value().black, data_matrix("12345678.000120.01.02").value().black);
}

TEST(DataMatrix, RefusesWhatNoSymbolHolds) {
  for (const std::string& text :
       {std::string(), std::string("é"), std::string("a\n"), std::string(3117, '7'), std::string(1559, 'a')})
    EXPECT_THAT(data_matrix(text), FailsWith("print.code"));
  EXPECT_EQ(data_matrix("").error()[0].message, "0 characters cannot be a Data Matrix");
}

}  // namespace
}  // namespace engross::test
