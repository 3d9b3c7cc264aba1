// What the store knows of a correspondent is in the letter, where its department or the command asks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class EarlierLetters : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe", department}).exit_code, 0);
    write_file(department + "/paragraphs/as-i-said.md",
               "---\ntitle: As I said\nowner: Correspondence Unit\nrevision: 1\norder: 5\n"
               "when: exists(earlier.last.date)\n---\n"
               "As I said on {{#long_date}}earlier.last.date{{/long_date}} ({{earlier.last.reference}}), we help.\n");
    ASSERT_EQ(engross({"issue", "--unsigned", sample, "-o", desk.folder / "first.pdf"}).exit_code, 0);
    std::string text = read_file(sample);
    text.replace(text.find("2016-0046030"), 12, "2016-0046099");
    write_file(second, text);
  }
  Outcome engross(std::vector<std::string> words) {
    words.insert(words.end(), {"--department", department});
    return desk.engross(std::move(words));
  }
  std::string text_of(const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"render", second, "--as", "text"};
    words.insert(words.end(), more.begin(), more.end());
    return engross(words).out;
  }
  Desk desk;
  const std::string department = desk.folder / "dfe";
  const std::string second = desk.folder / "second.json";
};

TEST_F(EarlierLetters, CountWhereTheyAreAskedFor) {
  EXPECT_THAT(text_of(), Not(HasSubstr("As I said")));
  EXPECT_THAT(text_of({"--history", "store"}), HasSubstr("As I said on 26 October 2016 (2016-0046030), we help."));
  std::string manifest = read_file(department + "/department.yaml");
  const std::string policies = "policies:\n";
  manifest.insert(manifest.find(policies) + policies.size(), "  history: store\n");
  write_file(department + "/department.yaml", manifest);
  EXPECT_THAT(text_of(), HasSubstr("As I said on 26 October 2016"));
  EXPECT_THAT(text_of({"--history", "case"}), Not(HasSubstr("As I said")));
}

TEST_F(EarlierLetters, AreToldWhereTheSameIsSaidAgain) {
  const Outcome checked = engross({"check", second, "--history", "store"});
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_THAT(checked.err, HasSubstr("\"pshe-curriculum\" went to the same correspondent on 2016-10-26 already, in "
                                     "2016-0046030 [check.said-before]"));
  EXPECT_THAT(checked.err, Not(HasSubstr("\"thanks-councillor\" went")));
  EXPECT_THAT(engross({"check", sample, "--history", "store"}).err, Not(HasSubstr("check.said-before")))
      << "a letter is not before itself";
}

// What the store knew then is in the record: the letter is the same though the first one is purged.
TEST_F(EarlierLetters, AreKeptInTheRecord) {
  const std::string pdf = desk.folder / "second.pdf";
  const Outcome issued = engross({"issue", "--unsigned", second, "-o", pdf, "--history", "store"});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  const Outcome shown = desk.engross({"records", "show", "2016-0046099"});
  EXPECT_THAT(shown.out, HasSubstr("\"history\": ["));
  ASSERT_EQ(run({"rm", "-r", desk.folder / "store/records/2016-0046030"}).exit_code, 0);
  const std::string again = desk.folder / "again.pdf";
  const Outcome remade = desk.engross({"records", "remake", "2016-0046099", "-o", again});
  ASSERT_EQ(remade.exit_code, 0) << remade.err;
  EXPECT_EQ(read_file(again), read_file(pdf));
  EXPECT_THAT(text_of({"--history", "store"}), Not(HasSubstr("As I said"))) << "its own letter alone is left";
}

TEST_F(EarlierLetters, ThatCannotBeReadAreToldAndTheLetterIsWritten) {
  write_file(desk.folder / "store/records/2016-0046030/1.json", "{");
  const Outcome drafted = engross({"draft", second, "-o", desk.folder / "reply.md", "--history", "store"});
  EXPECT_EQ(drafted.exit_code, 0) << drafted.err;
  EXPECT_THAT(drafted.err, HasSubstr("warning: ")) << drafted.err;
  EXPECT_THAT(drafted.err, HasSubstr("1.json"));
}

}  // namespace
}  // namespace engross::test
