// A paragraph past its dates goes out only with an officer's reason, and the record keeps it.
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

class PastItsDates : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe", department}).exit_code, 0);
    change("paragraphs/cse-awareness.md", "expires: 2018-03-31", "expires: 2016-10-01");
    change("department.yaml", "expiry: block", "expiry: allow");
  }
  void change(const std::string& file, const std::string& from, const std::string& to) {
    std::string text = read_file(department + "/" + file);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    write_file(department + "/" + file, text.replace(at, from.size(), to));
  }
  Outcome engross(std::vector<std::string> words) {
    words.insert(words.end(), {"--department", department});
    return desk.engross(std::move(words));
  }
  Desk desk;
  const std::string department = desk.folder / "dfe";
  const std::string draft = desk.folder / "reply.md";
  const std::string why = "Ministers agreed \"one\" more week";
};

TEST_F(PastItsDates, StandsWithAReasonThatTheRecordKeeps) {
  const Outcome refused = engross({"check", sample});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "paragraph \"cse-awareness\" expired on 2016-10-01")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "--allow cse-awareness --because \"…\"")) << refused.err;

  const Outcome drafted = engross({"draft", sample, "-o", draft, "--allow", "cse-awareness", "--because", why});
  ASSERT_EQ(drafted.exit_code, 0) << drafted.err;
  EXPECT_TRUE(holds(drafted.err, "; allowed: " + why + " [selection.expired]")) << drafted.err;
  const std::string pdf = desk.folder / "letter.pdf";
  const Outcome issued = engross({"issue", "--unsigned", draft, "-o", pdf});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  const std::string shown = desk.engross({"records", "show", "2016-0046030"}).out;
  EXPECT_TRUE(holds(shown, "\"allowed\": [")) << shown;
  EXPECT_TRUE(holds(shown, R"("because": "Ministers agreed \"one\" more week")")) << shown;

  // The leave is the record's: what the department allows now does not matter to the letter of then.
  change("department.yaml", "expiry: allow", "expiry: block");
  const Outcome explained = desk.engross({"explain", pdf});
  EXPECT_EQ(explained.exit_code, 0) << explained.err;
  EXPECT_TRUE(holds(explained.out, "it may stand past its dates: " + why)) << explained.out;
  const Outcome blocked = engross({"check", draft});
  EXPECT_EQ(blocked.exit_code, 1);
  EXPECT_TRUE(holds(blocked.err, "[selection.allowance]")) << blocked.err;
}

TEST_F(PastItsDates, GoesOutOfACaseToo) {
  const Outcome issued = engross(
      {"issue", "--unsigned", sample, "-o", desk.folder / "letter.pdf", "--allow", "cse-awareness", "--because", why});
  EXPECT_EQ(issued.exit_code, 0) << issued.err;
}

TEST_F(PastItsDates, NeedsBothWords) {
  for (const auto& [words, says] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"check", sample, "--allow", "cse-awareness"}, "nothing says why"},
           {{"check", sample, "--allow", "cse-awareness", "--because", " "}, "nothing says why"},
           {{"check", sample, "--because", why}, "--allow"},
           {{"issue", "--unsigned", sample, "--because", why}, "neither --reissue nor --allow"}}) {
    const Outcome refused = engross(words);
    EXPECT_EQ(refused.exit_code, 2) << refused.err;
    EXPECT_TRUE(holds(refused.err, says)) << refused.err;
  }
}

}  // namespace
}  // namespace engross::test
