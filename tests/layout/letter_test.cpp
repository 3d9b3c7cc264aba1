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

// The header of page 2: a field without words goes, and what parts it from its neighbour goes with it.
TEST(LayOut, TheContinuationHeaderLeavesOutWhatIsNotThere) {
  struct Row {
    const char* pattern;
    const char* header;
  };
  for (const Row& row : {Row{"{reference}   {recipient}   {date}", "2016-0046030   26 October 2016"},
                         {"{recipient} – {date}", "26 October 2016"},
                         {"To {recipient}, {date}", "26 October 2016"},
                         {"{reference}: {recipient}", "2016-0046030"},
                         {"{recipient}", ""},
                         {"Ref {reference} / {date}.", "Ref 2016-0046030 / 26 October 2016."}}) {
    Bench bench;
    bench.letter.recipients.clear();
    bench.style.continuation = row.pattern;
    bench.style.page_number.clear();
    const auto pages = bench.lay();
    ASSERT_THAT(pages, Succeeds());
    const std::string all = text_of(pages->pages.at(1), true), body = text_of(pages->pages.at(1));
    ASSERT_TRUE(all.ends_with(body)) << all;
    std::string header = all.substr(0, all.size() - body.size());
    while (header.ends_with('\n')) header.pop_back();
    EXPECT_EQ(header, row.header) << row.pattern;
  }
}

TEST(LayOut, TheContinuationHeaderSaysANameOnce) {
  Bench bench;
  bench.letter.recipients = {"Sir or Madam", "Ada Quay", "Sir or Madam"};
  const auto pages = bench.lay();
  ASSERT_THAT(pages, Succeeds());
  EXPECT_TRUE(text_of(pages->pages.at(1), true).starts_with("2016-0046030   Sir or Madam, Ada Quay   26 October 2016"));
}

TEST(LayOut, AMarkingWiderThanThePageIsRefused) {
  Bench bench;
  bench.letter.marking = std::string(90, 'M');
  const auto pages = bench.lay();
  ASSERT_THAT(pages, FailsWith("layout.marking-too-wide"));
  EXPECT_EQ(pages.error().size(), 1U) << print(pages.error());
}

}  // namespace
}  // namespace engross::test
