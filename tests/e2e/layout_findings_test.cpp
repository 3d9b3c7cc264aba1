// What the layout finds is said by check, render and issue alike, where the officer or the department can mend it.
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

const std::string department = source_directory + "/plugins/dfe";

std::string case_with(const std::string& members) {
  return R"({"reference": "1", "department": "dfe", "date": "2016-10-26", "subject": "PSHE",
"incoming": {"dated": "2016-09-30"}, "correspondent": {"title": "Ms", "surname": "Watling", "address": ["1 High Street"],
"postcode": "TF3 4NT"},
)" + members +
         "}";
}

class LayoutFindings : public testing::Test {
 protected:
  LayoutFindings() { EXPECT_EQ(run({"cp", "-r", department, own}).exit_code, 0); }

  Outcome with(const std::string& command, const std::string& text) {
    write_file(input, text);
    std::vector<std::string> words{command, input, "--department", own};
    if (command == "issue") words.emplace_back("--unsigned");
    if (command != "check") words.insert(words.end(), {"-o", desk.folder / (command + ".pdf")});
    return desk.engross(words);
  }
  void change(const std::string& file, const std::string& from, const std::string& to) {
    std::string text = read_file(own + "/" + file);
    ASSERT_TRUE(holds(text, from));
    write_file(own + "/" + file, text.replace(text.find(from), from.size(), to));
  }

  Desk desk;
  std::string own = desk.folder / "dfe";
  std::string input = desk.folder / "case.json";
  std::string long_word = case_with(R"("paragraphs": [{"text": "Look: )" + std::string(300, 'w') + R"("}])");
};

TEST_F(LayoutFindings, ABrokenWordIsSaidByEveryCommand) {
  for (const char* command : {"check", "render", "issue"}) {
    const Outcome outcome = with(command, long_word);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "case.json:4:26: note: the word “wwwwwwwwwwwwwwwwwwwwwwww…” is ")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "[layout.word-broken]")) << command << "\n" << outcome.err;
    EXPECT_FALSE(holds(outcome.out, "nothing found"));
  }
}

TEST_F(LayoutFindings, ADepartmentGradesThem) {
  change("department.yaml", "severities: {}", "severities: {layout.word-broken: error}");
  EXPECT_EQ(with("issue", long_word).exit_code, 1);
  EXPECT_EQ(with("check", long_word).exit_code, 1);
  EXPECT_EQ(with("render", long_word).exit_code, 0) << "a proof shows what is wrong";
  change("department.yaml", "layout.word-broken: error", "layout.word-broken: 'off'");
  const Outcome quiet = with("check", long_word);
  EXPECT_TRUE(holds(quiet.out, "nothing found")) << quiet.err;
}

TEST_F(LayoutFindings, CheckLaysOutALetterThatHasOtherErrors) {
  const Outcome outcome =
      with("check", case_with(R"("paragraphs": [{"text": "TODO )" + std::string(300, 'w') + R"("}])"));
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.err, "[check.leak]") && holds(outcome.err, "[layout.word-broken]")) << outcome.err;
}

}  // namespace
}  // namespace engross::test
