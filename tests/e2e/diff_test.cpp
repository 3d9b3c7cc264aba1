// Two letters side by side: what an officer changed in a draft, and what another case would say.
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

class Diff : public testing::Test {
 protected:
  void SetUp() override {
    const Outcome outcome = desk.engross({"draft", sample, "-o", draft});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  }
  // The first letters of the paragraph become `words`.
  void edit(const std::string& words) {
    std::string text = read_file(draft);
    const std::size_t mark = text.find("id=\"");
    ASSERT_NE(mark, std::string::npos);
    id = text.substr(mark + 4, text.find('"', mark + 4) - mark - 4);
    text.insert(text.find('\n', mark) + 1, words);
    write_file(draft, text);
  }
  Desk desk;
  const std::string draft = desk.folder / "reply.md";
  std::string id;
};

TEST_F(Diff, AnUneditedDraftIsItsCase) {
  const Outcome outcome = desk.engross({"diff", sample, draft});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "no differences\n");
  EXPECT_EQ(desk.engross({"diff", sample, draft, "--quiet"}).out, "");
}

TEST_F(Diff, ShowsWhatAnOfficerChanged) {
  edit("Really new words. ");
  const Outcome outcome = desk.engross({"diff", sample, draft});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  EXPECT_TRUE(holds(outcome.out, " (" + id + ") changed\n    {+Really new words. +}")) << outcome.out;
  EXPECT_FALSE(holds(outcome.out, "[-")) << outcome.out;
  const Outcome back = desk.engross({"diff", draft, sample});
  EXPECT_TRUE(holds(back.out, "[-Really new words. -]")) << back.out;
  EXPECT_FALSE(holds(outcome.out, "\033")) << "colour on what is no terminal";
}

TEST_F(Diff, SpeaksJson) {
  const Outcome same = desk.engross({"diff", sample, draft, "--json"});
  EXPECT_TRUE(holds(same.out, "\"same\": true")) << same.out;
  edit("Really new words. ");
  const Outcome differs = desk.engross({"diff", sample, draft, "--json"});
  EXPECT_EQ(differs.exit_code, 1);
  for (const char* part :
       {"\"same\": false", "\"kind\": \"inserted\"", "\"text\": \"Really new words. \"", "\"changed\""})
    EXPECT_TRUE(holds(differs.out, part)) << differs.out;
}

TEST_F(Diff, ComparesCasesIssuedLettersAndStandardInput) {
  std::string other = read_file(sample);
  const std::size_t name = other.find("Watling");
  ASSERT_NE(name, std::string::npos);
  other.replace(name, 7, "Wattle");
  const Outcome cases = desk.engross({"diff", sample, "-"}, other);
  EXPECT_EQ(cases.exit_code, 1) << cases.err;
  EXPECT_TRUE(holds(cases.out, "Dear Councillor [-Watling-]{+Wattle+}")) << cases.out;

  const std::string letter = desk.folder / "letter.pdf";
  ASSERT_EQ(desk.engross({"issue", "--unsigned", sample, "-o", letter}).exit_code, 0);
  edit("Really new words. ");
  for (const std::string& issued : {letter, std::string("2016-0046030")}) {
    EXPECT_EQ(desk.engross({"diff", sample, issued}).exit_code, 0) << issued;
    EXPECT_TRUE(holds(desk.engross({"diff", issued, draft}).out, "{+Really new words. +}")) << issued;
  }
}

TEST_F(Diff, SaysWhatABlockShowsOnce) {
  std::string other = read_file(sample);
  other.replace(other.find("2016-0046030"), 12, "2016-7");
  const Outcome outcome = desk.engross({"diff", sample, "-"}, other);
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  EXPECT_EQ(outcome.out.find("{+2016"), outcome.out.rfind("{+2016")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "2016-7")) << outcome.out;
  EXPECT_TRUE(holds(desk.engross({"diff", sample, "-", "--json"}, other).out, "\"name\": \"reference\""));
}

TEST_F(Diff, SaysWhatIsWrongWithBoth) {
  const Outcome none = desk.engross({"diff", "-", "-"}, "{}");
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_TRUE(holds(none.err, "standard input is named twice")) << none.err;
  const Outcome unknown = desk.engross({"diff", "1999-1", "1999-2"});
  EXPECT_EQ(unknown.exit_code, 3);
  EXPECT_TRUE(holds(unknown.err, "1999-1") && holds(unknown.err, "1999-2")) << unknown.err;
  EXPECT_EQ(unknown.out, "");
  EXPECT_EQ(desk.engross({"diff", sample}).exit_code, 2);
}

}  // namespace
}  // namespace engross::test
