// A holding reply becomes the full one: its case is begun from the issued letter, and the letter refers to it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

using testing::HasSubstr;

class Following : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe", department}).exit_code, 0);
    write_file(department + "/paragraphs/after-holding.md",
               "---\ntitle: After a holding reply\nowner: Correspondence Unit\nrevision: 1\norder: 5\n"
               "when: exists(earlier.holding.date)\n---\n"
               "I wrote on {{#long_date}}earlier.holding.date{{/long_date}} that you would have a full reply.\n");
    std::string text = read_file(sample);
    const std::string facts = "\"facts\": {";
    write_file(first, text.replace(text.find(facts), facts.size(), facts + "\"reply_by\": \"2016-11-23\", "));
    const Outcome held = engross({"issue", "--unsigned", "--template", "holding", first, "-o", pdf});
    ASSERT_EQ(held.exit_code, 0) << held.err;
  }
  Outcome engross(std::vector<std::string> words) {
    words.insert(words.end(), {"--department", department});
    return desk.engross(std::move(words));
  }
  Desk desk;
  const std::string department = desk.folder / "dfe";
  const std::string pdf = desk.folder / "holding.pdf";
  const std::string first = desk.folder / "first.json";
  const std::string next = desk.folder / "next.json";
};

TEST_F(Following, TheFullReplyRefersToTheHoldingReply) {
  const Outcome begun = engross({"follow", "2016-0046030", "-o", next});
  ASSERT_EQ(begun.exit_code, 0) << begun.err;
  EXPECT_THAT(begun.out + begun.err, HasSubstr("which follows the holding 2016-0046030 of 2016-10-26"));
  const std::string text = read_file(next);
  EXPECT_THAT(text, HasSubstr("\"reference\": \"2016-0046030-2\""));
  EXPECT_THAT(text, HasSubstr("\"template\": \"holding\""));
  const Outcome shown = engross({"render", next, "--as", "text"});
  ASSERT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("I wrote on 26 October 2016 that you would have a full reply."));
  const Outcome issued = engross({"issue", "--unsigned", next, "-o", desk.folder / "full.pdf"});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_THAT(engross({"follow", pdf, "-o", "-"}).out, HasSubstr("\"reference\": \"2016-0046030-3\""))
      << "the next number that is free, and a letter named by its file";
}

TEST_F(Following, RefusesWhatIsNoLetterOrWouldBeNoCase) {
  const Outcome none = engross({"follow", "2016-9", "-o", next});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.err, HasSubstr("[store.no-record]"));
  const Outcome bad = engross({"follow", "2016-0046030", "--reference", "../x", "-o", next});
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_THAT(bad.err, HasSubstr("[cases.reference]"));
  EXPECT_EQ(read_file(next), "");
  write_file(next, "mine");
  const Outcome there = engross({"follow", "2016-0046030", "-o", next});
  EXPECT_EQ(there.exit_code, 1);
  EXPECT_EQ(read_file(next), "mine");
}

TEST_F(Following, APurgedLetterCannotBeFollowed) {
  // Without the fixed day of the desk: only what was issued in the past can be purged.
  const Outcome purged = run({std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "records", "purge", "--before",
                              "2016-10-27", "--because", "kept long enough", "--store", desk.folder / "store"});
  ASSERT_EQ(purged.exit_code, 0) << purged.err;
  const Outcome refused = engross({"follow", "2016-0046030", "-o", next});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, HasSubstr("[record.purged]"));
}

}  // namespace
}  // namespace engross::test
