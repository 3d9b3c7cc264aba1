// A draft goes out for editing and comes back; what was done to it shows in the letter, its record and its explanation.
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

class DraftRoundTrip : public testing::Test {
 protected:
  void SetUp() override {
    const Outcome outcome = desk.engross({"draft", sample, "-o", draft});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  }
  // The whole div of a paragraph, fences included.
  std::string cut(std::string& text, const std::string& id) {
    const std::size_t mark = text.find("id=\"" + id + "\"");
    EXPECT_NE(mark, std::string::npos) << id << " is not in\n" << text;
    const std::size_t begin = text.rfind(":::", mark);
    const std::size_t end = text.find("\n:::\n", mark) + 5;
    const std::string div = text.substr(begin, end - begin);
    text.erase(begin, end - begin);
    return div;
  }
  std::vector<std::string> body_ids() {
    std::vector<std::string> ids;
    const std::string text = read_file(draft);
    for (std::size_t at = text.find("id=\""); at != std::string::npos; at = text.find("id=\"", at + 1))
      ids.push_back(text.substr(at + 4, text.find('"', at + 4) - at - 4));
    return ids;
  }
  Desk desk;
  const std::string draft = desk.folder / "reply.md";
};

TEST_F(DraftRoundTrip, UneditedGivesTheSameLetter) {
  const std::string from_case = desk.folder / "case.pdf";
  const std::string from_draft = desk.folder / "draft.pdf";
  ASSERT_EQ(desk.engross({"render", sample, "-o", from_case}).exit_code, 0);
  const Outcome outcome = desk.engross({"render", draft, "-o", from_draft});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(read_file(from_case), read_file(from_draft));
}

TEST_F(DraftRoundTrip, EditedMovedAndDeletedParagraphsShow) {
  const std::vector<std::string> ids = body_ids();
  ASSERT_GE(ids.size(), 5U);
  std::string text = read_file(draft);
  const std::string deleted = ids[1];
  cut(text, deleted);
  const std::string moved = ids[3];
  const std::string div = cut(text, moved);
  const std::size_t before = text.rfind(":::", text.find("id=\"" + ids[2] + "\""));
  text.insert(before, div + "\n");
  const std::string edited = ids[4];
  const std::size_t line = text.find('\n', text.find("id=\"" + edited + "\"")) + 1;
  text.insert(line, "Let me add these words. ");
  write_file(draft, text);

  const std::string letter = desk.folder / "letter.pdf";
  const Outcome issued = desk.engross({"issue", "--unsigned", draft, "-o", letter});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  const std::string record = desk.engross({"records", "show", "2016-0046030"}).out;
  EXPECT_TRUE(holds(record, "\"edited\": true")) << record;
  EXPECT_TRUE(holds(record, "\"moved\": true")) << record;
  EXPECT_TRUE(holds(record, "\"dropped\"")) << record;
  EXPECT_TRUE(holds(record, "\"" + deleted + "\"")) << record;
  for (const std::string& source : {draft, letter, std::string("2016-0046030")}) {
    const std::string explained = desk.engross({"explain", source}).out;
    EXPECT_TRUE(holds(explained, "edited in the draft")) << explained;
    EXPECT_TRUE(holds(explained, "moved in the draft")) << explained;
    EXPECT_TRUE(holds(explained, "dropped in the draft: " + deleted)) << explained;
  }
}

TEST_F(DraftRoundTrip, RefusesACaseThatChangedUnlessDetached) {
  const std::string own = desk.folder / "case.json";
  write_file(own, read_file(sample));
  const std::string reply = desk.folder / "own.md";
  ASSERT_EQ(desk.engross({"draft", own, "-o", reply}).exit_code, 0);
  write_file(own, read_file(sample) + "\n");
  const Outcome refused = desk.engross({"render", reply, "-o", desk.folder / "x.pdf"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "draft.case-changed")) << refused.err;
  EXPECT_EQ(desk.engross({"render", reply, "--detached", "-o", desk.folder / "x.pdf"}).exit_code, 0);
  run({"rm", own});
  const Outcome gone = desk.engross({"render", reply, "-o", desk.folder / "y.pdf"});
  EXPECT_TRUE(holds(gone.err, "draft.case-gone")) << gone.err;
}

TEST_F(DraftRoundTrip, NeverOverwritesEditsUnasked) {
  const Outcome again = desk.engross({"draft", sample, "-o", draft});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_TRUE(holds(again.err, "output.exists")) << again.err;
  EXPECT_EQ(desk.engross({"draft", sample, "-o", draft, "--force"}).exit_code, 0);
}

TEST_F(DraftRoundTrip, ALeakNeverLeavesTheHouse) {
  std::string text = read_file(draft);
  const std::size_t line = text.find('\n', text.find("id=\"")) + 1;
  text.insert(line, "On [INSERT date] we wrote. ");
  write_file(draft, text);
  const std::string letter = desk.folder / "letter.pdf";
  const Outcome refused = desk.engross({"issue", "--unsigned", draft, "-o", letter});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "check.leak")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "reply.md:")) << refused.err;
  EXPECT_EQ(read_file(letter), "");
}

}  // namespace
}  // namespace engross::test
