// Whole letters.
#include "fixtures.hpp"

namespace engross::test {
namespace {

TEST(LayOut, TheReferenceLetterIsTwoPages) {
  Bench bench;
  bench.logo = picture(200, 100, "logo.png");
  bench.style.logo = Logo{"logo.png", "Department for Education", 46};
  bench.style.sender_lines = {"Department for Education", "Piccadilly Gate", "Manchester M1 2WD", "",
                              "Tel: 0370 000 2288"};
  bench.ink["specimen"] = picture(300, 80, "ink.png");
  const auto pages = bench.lay();
  ASSERT_THAT(pages, Succeeds());
  EXPECT_EQ(pages->pages.size(), 2U);
}

}  // namespace
}  // namespace engross::test
