// What an officer can get wrong around the words of a draft: its reference block, its front matter, its case.
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

class DraftFile : public testing::Test {
 protected:
  void SetUp() override {
    write_file(own_case, read_file(sample));
    const Outcome outcome = desk.engross({"draft", own_case, "-o", draft});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    text = read_file(draft);
  }
  static std::string edited(std::string of, const std::string& from, const std::string& to) {
    const std::size_t at = of.find(from);
    EXPECT_NE(at, std::string::npos) << from << " is not in\n" << of;
    return at == std::string::npos ? of : of.replace(at, from.size(), to);
  }
  Outcome check(const std::string& of, std::vector<std::string> more = {}) {
    write_file(draft, of);
    more.insert(more.begin(), {"check", draft});
    return desk.engross(more);
  }
  Desk desk;
  const std::string own_case = desk.folder / "case.json";
  const std::string draft = desk.folder / "reply.md";
  std::string text;
};

TEST_F(DraftFile, BearsTheReferenceAndTheDateOfItsRecord) {
  write_file(draft, edited(edited(text, "Our ref: 2016-0046030", "Our ref: 2016-0046031"), "\n26 October 2016\n",
                           "\n27 October 2016\n"));
  const Outcome checked = desk.engross({"check", draft});
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_TRUE(holds(checked.err, "reply.md:23:1: error: the letter's reference is 2016-0046030")) << checked.err;
  EXPECT_TRUE(holds(checked.err, "reply.md:25:1: error: the letter is dated 26 October 2016")) << checked.err;
  const std::string letter = desk.folder / "letter.pdf";
  const Outcome issued = desk.engross({"issue", "--unsigned", draft, "-o", letter});
  EXPECT_EQ(issued.exit_code, 1) << issued.err;
  EXPECT_TRUE(holds(issued.err, "[check.reference]") && holds(issued.err, "[check.date]")) << issued.err;
  EXPECT_EQ(read_file(letter), "");
}

TEST_F(DraftFile, HasAHeadThatIsRead) {
  struct Row {
    std::string from, to, says;
    int exit_code;
  };
  const std::vector<Row> rows = {
      {"department: \"dfe\"", "department: \"hmrc\"", ":4:13: error: the draft says that it is of \"hmrc\"", 1},
      {"department: \"dfe\"", "department: “dfe”", ":4:13: error: \"department\" stands in typographic", 1},
      {"version: \"1.0.0\"", "version: \"9.0.0\"", ":6:10: warning: the draft was written with version 9.0.0", 0},
      {"language: \"en-GB\"", "language: \"cy\"", ":8:11: error: the draft says that it is in \"cy\"", 1},
      {"date: \"2016-10-26\"", "date: \"soon\"", ":9:7: error: the date is \"soon\", which is no day", 1},
      {"date: \"2016-10-26\"", "date: \"2016-10-27\"", ":9:7: error: the draft is dated 2016-10-27", 1},
      {"template: \"reply\"", "template: \"replly\"", ":7:11: error: there is no letter template \"replly\"", 1},
      {"---\n", "---  \n", "", 0},
  };
  for (const Row& row : rows) {
    const Outcome outcome = check(edited(text, row.from, row.to));
    EXPECT_EQ(outcome.exit_code, row.exit_code) << row.to << "\n" << outcome.err;
    EXPECT_TRUE(holds(outcome.err, row.says)) << row.to << "\n" << outcome.err;
  }
}

TEST_F(DraftFile, KeepsItsDateWhenTheCaseHasNone) {
  write_file(own_case, edited(read_file(sample), "\"date\": \"2016-10-26\",", ""));
  ASSERT_EQ(desk.engross({"draft", own_case, "-o", draft, "--force"}).exit_code, 0);
  const std::string undated = read_file(draft);
  const Outcome later = check(undated, {"--today", "2016-10-28"});
  EXPECT_EQ(later.exit_code, 0) << later.err;
  EXPECT_TRUE(holds(later.err, "reply.md:9:7: warning: the draft is dated 2016-10-26; today is 2016-10-28"))
      << later.err;
  const Outcome without = check(edited(undated, "date: \"2016-10-26\"\n", ""), {"--today", "2016-10-28"});
  EXPECT_EQ(without.exit_code, 1) << without.err;
  EXPECT_TRUE(holds(without.err, "error: the letter is dated 28 October 2016")) << without.err;
}

TEST_F(DraftFile, DetachedTellsWhatTheCaseNowSays) {
  write_file(own_case, edited(read_file(sample), "\"surname\": \"Watling\"", "\"surname\": \"Smith\""));
  const Outcome refused = desk.engross({"check", draft});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "reply.md:2:7: error:") && holds(refused.err, "--detached")) << refused.err;
  const Outcome detached = desk.engross({"check", draft, "--detached"});
  EXPECT_EQ(detached.exit_code, 1) << "it greets somebody else";
  EXPECT_TRUE(holds(detached.err, "reply.md:29:1: error: the letter greets Councillor Watling")) << detached.err;
  EXPECT_TRUE(holds(detached.err, "reply.md:13:1: warning: the case now has \"Councillor Smith\"")) << detached.err;
  EXPECT_TRUE(holds(detached.err, "reply.md:29:1: warning: the case now has \"Dear Councillor Smith\""))
      << detached.err;
  EXPECT_TRUE(holds(detached.err, "it stands at " + own_case + ":")) << detached.err;
  EXPECT_FALSE(holds(detached.out, "nothing found")) << detached.out;
  run({"rm", own_case});
  const Outcome gone = desk.engross({"check", draft, "--detached"});
  EXPECT_EQ(gone.exit_code, 1);
  EXPECT_TRUE(holds(gone.err, "draft.case-gone") && holds(gone.err, "--case FILE")) << gone.err;
}

TEST_F(DraftFile, LostFrontMatterIsMissed) {
  const std::string words = text.substr(text.find("::: addressee"));
  for (const std::string& lost : {words, "\n" + words, "Dear All\n" + words}) {
    const Outcome outcome = check(lost);
    EXPECT_TRUE(holds(outcome.err, "[draft.front-matter]") && holds(outcome.err, "  = put it back")) << outcome.err;
  }
  EXPECT_TRUE(holds(check("\n" + text).err, "take away what stands before the hyphens"));
  const Outcome indented = check(edited(text, "\n::: paragraph", "\n\t::: paragraph"));
  EXPECT_TRUE(holds(indented.err, "[fence.indented]") && holds(indented.err, "take the blanks away")) << indented.err;
}

TEST_F(DraftFile, PlacesWhatIsMissingInTheDraft) {
  std::string no_paragraphs = text;
  for (std::size_t at; (at = no_paragraphs.find("::: paragraph")) != std::string::npos;)
    no_paragraphs.erase(at, no_paragraphs.find("\n:::\n", at) + 5 - at);
  const Outcome nothing = check(no_paragraphs);
  EXPECT_TRUE(holds(nothing.err, "reply.md:") && holds(nothing.err, "  | ::: body\n")) << nothing.err;
  const std::size_t close = text.find("::: close\n");
  const Outcome no_close = check(text.substr(0, close) + text.substr(text.find("\n:::\n", close) + 5));
  EXPECT_TRUE(holds(no_close.err, "[check.no-close]") && holds(no_close.err, "  | ::: salutation\n")) << no_close.err;
}

TEST_F(DraftFile, IsNoCase) {
  const Outcome outcome = desk.engross({"draft", draft, "-o", desk.folder / "again.md"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.err, "is a draft already") && holds(outcome.err, "engross check " + draft)) << outcome.err;
  EXPECT_EQ(read_file(desk.folder / "again.md"), "");
}

TEST_F(DraftFile, FindsItsCaseThroughALinkedFolder) {
  ASSERT_EQ(run({"mkdir", "-p", desk.folder / "real/deep"}).exit_code, 0);
  ASSERT_EQ(run({"ln", "-s", "real/deep", desk.folder / "link"}).exit_code, 0);
  const std::string linked = desk.folder / "link/reply.md";
  ASSERT_EQ(desk.engross({"draft", own_case, "-o", linked}).exit_code, 0);
  EXPECT_TRUE(read_file(linked).starts_with("---\ncase: \"../../case.json\"\n")) << read_file(linked);
  for (const std::string& path : {linked, desk.folder / "real/deep/reply.md"})
    EXPECT_EQ(desk.engross({"check", path}).exit_code, 0) << path;
}

TEST_F(DraftFile, OfACaseFromStandardInputSaysHowToGoOn) {
  const std::string streamed = desk.folder / "streamed.md";
  const Outcome drafted = desk.engross({"draft", "-", "-o", streamed}, read_file(sample));
  EXPECT_TRUE(holds(drafted.out, "engross check " + streamed + " --case FILE")) << drafted.out;
  const Outcome alone = desk.engross({"check", streamed});
  EXPECT_EQ(alone.exit_code, 1);
  EXPECT_TRUE(holds(alone.err, "came from standard input") && holds(alone.err, "--case FILE")) << alone.err;
  EXPECT_EQ(desk.engross({"check", streamed, "--case", own_case}).exit_code, 0);
  EXPECT_EQ(desk.engross({"check", streamed, "--case", "-"}, read_file(sample)).exit_code, 0);
}

TEST_F(DraftFile, KeepsItsTemplate) {
  const Outcome outcome = desk.engross({"check", draft, "--template", "holding"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_TRUE(holds(outcome.err, "draft the case again: engross draft CASE --template holding")) << outcome.err;
}

// The template of a draft is part of it: a letter that is made again has it too.
TEST_F(DraftFile, IsMadeAgainWithItsTemplate) {
  const std::string letter = desk.folder / "letter.pdf";
  const std::string again = desk.folder / "again.pdf";
  ASSERT_EQ(desk.engross({"draft", own_case, "--template", "acknowledgement", "-o", draft, "--force"}).exit_code, 0);
  ASSERT_EQ(desk.engross({"issue", "--unsigned", draft, "-o", letter}).exit_code, 0);
  const Outcome remade = desk.engross({"records", "remake", "2016-0046030", "-o", again});
  EXPECT_EQ(remade.exit_code, 0) << remade.err;
  EXPECT_EQ(read_file(letter), read_file(again));
}

TEST_F(DraftFile, SaysThatAnotherCaseIsAnother) {
  const std::string other = desk.folder / "other.json";
  write_file(other, edited(read_file(sample), "2016-0046030", "2016-0099999"));
  const Outcome checked = check(text, {"--case", other});
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_TRUE(holds(checked.err, "is another case than this draft's")) << checked.err;
  EXPECT_TRUE(holds(checked.err, "2016-0099999 [draft.other-case]")) << checked.err;
  write_file(other, read_file(sample) + "\n");
  EXPECT_TRUE(holds(check(text, {"--case", other}).err, "has changed since this draft was written"));
}

TEST_F(DraftFile, SaysThatItDroppedTheAddress) {
  std::string without = text;
  const std::size_t begin = without.find("::: addressee");
  without.erase(begin, without.find("\n:::\n", begin) + 5 - begin);
  const Outcome checked = check(without);
  EXPECT_TRUE(holds(checked.err, "the draft has dropped the address that the case gives [check.no-address]"))
      << checked.err;
  EXPECT_TRUE(holds(checked.err, "put the addressee block back, or draft the case again")) << checked.err;
}

}  // namespace
}  // namespace engross::test
