// Pages against their kept dumps. After a change that is meant, ENGROSS_REFRESH_GOLDEN=1 writes them anew; read the
// difference before it is committed.
#include <gtest/gtest.h>

#include "golden_letters.hpp"
#include "invariants.hpp"

namespace engross::test {
namespace {

class Golden : public testing::TestWithParam<GoldenLetter> {};

TEST_P(Golden, PagesAreAsKept) {
  Bench bench;
  GetParam().make(bench);
  const auto pages = bench.lay();
  ASSERT_THAT(pages, Succeeds());
  const std::string file = ENGROSS_SOURCE_DIR "/tests/layout/golden/" + GetParam().name + ".txt";
  if (std::getenv("ENGROSS_REFRESH_GOLDEN") != nullptr) std::ofstream(file, std::ios::binary) << dump(*pages);
  EXPECT_EQ(dump(*pages), bytes_of_file(file)) << "ENGROSS_REFRESH_GOLDEN=1 keeps what is there now";
  expect_sound(*pages, bench.style.geometry);
  expect_no_widows_or_orphans(*pages, bench.style);
  expect_headings_kept(*pages);
  EXPECT_EQ(read_aloud(*pages), LetterWords(bench.letter, bench.style.sender_lines).all());
}

INSTANTIATE_TEST_SUITE_P(Letters, Golden, testing::ValuesIn(golden_letters()), [](const auto& letter) {
  std::string name = letter.param.name;
  for (char& c : name)
    if (c == '-' || c == '.') c = '_';
  return name;
});

}  // namespace
}  // namespace engross::test
