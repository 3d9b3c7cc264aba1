// explain as people ask it: words as they type them, names they mistype.
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

TEST(Explain, FindsWordsAsTheyAreTyped) {
  Desk desk;
  for (const char* words : {"council's view", "council’s view", "COUNCIL‘S  \n VIEW", " council's view "}) {
    const Outcome outcome = desk.engross({"explain", sample, "--find", words});
    EXPECT_EQ(outcome.exit_code, 0) << words;
    EXPECT_TRUE(holds(outcome.out, "thanks-councillor, revision")) << words << "\n" << outcome.out;
    EXPECT_TRUE(holds(outcome.out, "have the council’s view.\"\n    from     paragraphs/thanks-councillor.md"))
        << outcome.out;
  }
  EXPECT_EQ(desk.engross({"explain", sample, "--find", "no such words"}).exit_code, 1);
}

TEST(Explain, BlanksAreNoWords) {
  Desk desk;
  for (const char* words : {" ", "", "\u00A0\t"}) {
    const Outcome outcome = desk.engross({"explain", sample, "--find", words});
    EXPECT_EQ(outcome.exit_code, 2) << outcome.out;
    EXPECT_TRUE(holds(outcome.err, "--find was given no words")) << outcome.err;
  }
}

TEST(Explain, ALineEndsWhereItEnds) {
  Desk desk;
  const Outcome outcome = desk.engross({"explain", sample, "--find", "cabinet members"});
  EXPECT_TRUE(holds(outcome.out, "words    \"Cabinet Members Office\"\n")) << outcome.out;
}

// "Telford" is a line of the address, though the organisation begins with it as well.
TEST(Explain, PlacesALineOfTheAddressInItsOwnField) {
  Desk desk;
  const Outcome outcome = desk.engross({"explain", sample, "--find", "Telford"});
  EXPECT_TRUE(holds(outcome.out, "words    \"Telford\"\n    from     " + sample + ":13:")) << outcome.out;
}

TEST(Explain, ANameThatIsNeitherFileNorRecordIsSaidToBeNeither) {
  Desk desk;
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"explain", "lettr.pdf"}, {"diff", sample, "lettr.pdf"}}) {
    const Outcome outcome = desk.engross(words);
    EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "there is no file lettr.pdf, and the store") && holds(outcome.err, "has no record"))
        << outcome.err;
  }
}

}  // namespace
}  // namespace engross::test
