// Random letters, and what must hold of every one.
#include <gtest/gtest.h>

#include "invariants.hpp"
#include "random_letter.hpp"

namespace engross::test {
namespace {

// Close, ink and names on one page, with as many lines of text before them as the style asks, when there are that many.
void expect_close_kept(const Pages& pages, const Letter& letter, const HouseStyle& style) {
  std::set<std::size_t> on;
  if (!letter.top_and_tail) on.insert(page_of(pages, "Yours sincerely"));
  for (const SignatureBlock& signature : letter.signatures) on.insert(page_of(pages, signature.lines[0]));
  EXPECT_LE(on.size(), 1U);
  if (letter.top_and_tail) return;
  const std::vector<PaperLine> lines = paper_lines(pages);
  const auto close =
      std::find_if(lines.begin(), lines.end(), [](const PaperLine& line) { return line.words == "Yours sincerely"; });
  ASSERT_NE(close, lines.end());
  for (auto line = close; line != lines.begin() && close - line < style.close_keeps;) {
    --line;
    EXPECT_EQ(line->page, close->page) << line->words;
  }
}

void check(unsigned seed) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  RandomAuthor author(seed);
  Bench bench;
  bench.letter = author.letter();
  bench.style.alignment = seed % 3 == 0 ? Alignment::justified : Alignment::left;
  bench.style.page_number_align = static_cast<HorizontalPlace>(seed % 3);
  bench.style.sender_lines = {"Department for Education", "Piccadilly Gate"};
  if (seed % 2 == 0) bench.ink["s"] = picture(300, 80);
  if (seed % 5 == 0) bench.proof_mark = "PROOF – not issued";
  const auto pages = bench.lay();
  ASSERT_THAT(pages, Succeeds());
  expect_sound(*pages, bench.style.geometry);
  expect_no_widows_or_orphans(*pages, bench.style);
  expect_headings_kept(*pages);
  expect_close_kept(*pages, bench.letter, bench.style);
  EXPECT_EQ(read_aloud(*pages), LetterWords(bench.letter, bench.style.sender_lines).all());
  EXPECT_EQ(dump(*pages), dump(*bench.lay())) << "a warm cache changed the result";
}

TEST(RandomLetters, HoldEveryInvariant) {
  for (unsigned seed = 1; seed <= rounds(150); ++seed) {
    check(seed);
    if (HasFailure()) return;  // one letter's report is enough
  }
}

}  // namespace
}  // namespace engross::test
