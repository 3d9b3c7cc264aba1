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

TEST_F(LayoutFindings, ALanguageWithoutADictionaryIsSaidAtTheStyleThatHyphenates) {
  change("style.yaml", "hyphenate: false", "hyphenate: true");
  change("style.yaml", "alignment: left", "alignment: justified");
  const std::string plain = case_with(R"("paragraphs": [{"text": "Look."}])");
  const Outcome found = with("check", plain);
  EXPECT_FALSE(holds(found.err, "layout.no-hyphenation")) << found.err;
  const Outcome doctor = desk.engross({"doctor", "--department", own});
  EXPECT_TRUE(holds(doctor.out, " paragraphs, hyphenates en-GB, has no dictionary for cy)")) << doctor.out;
  const Outcome lost = with("check", case_with(R"("languages": ["cy"], "paragraphs": [{"text": "Look."}])"));
  EXPECT_TRUE(holds(lost.err, "dfe/style.yaml:45:12: warning: there is no hyphenation dictionary for the language cy"))
      << lost.err;
}

TEST_F(LayoutFindings, ADepartmentGradesThem) {
  change("department.yaml", "severities: {}", "severities: {layout.word-broken: error}");
  EXPECT_EQ(with("issue", long_word).exit_code, 1);
  EXPECT_EQ(with("check", long_word).exit_code, 1);
  EXPECT_EQ(with("render", long_word).exit_code, 0) << "a proof shows what is wrong";
  change("department.yaml", "layout.word-broken: error", "layout.word-broken: 'off'");
  const Outcome quiet = with("check", long_word);
  EXPECT_EQ(quiet.exit_code, 0) << quiet.err;
  EXPECT_FALSE(holds(quiet.err, "layout.word-broken")) << quiet.err;
}

TEST_F(LayoutFindings, CheckLaysOutALetterThatHasOtherErrors) {
  const Outcome outcome =
      with("check", case_with(R"("paragraphs": [{"text": "TODO )" + std::string(300, 'w') + R"("}])"));
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.err, "[check.leak]") && holds(outcome.err, "[layout.word-broken]")) << outcome.err;
}

TEST_F(LayoutFindings, HaveAPlace) {
  const Outcome marking =
      with("check", case_with(R"("topics": ["pshe"], "marking": ")" + std::string(120, 'M') + "\""));
  EXPECT_TRUE(holds(marking.err, "case.json:4:32: error: the marking is ")) << marking.err;

  std::string words = R"("paragraphs": [{"text": "Short."}, {"text": ")";
  for (int i = 0; i < 60000; ++i) words += "seven words that go on and on ";
  const Outcome pages = with("check", case_with(words + "\"}]"));
  EXPECT_TRUE(holds(pages.err, "case.json:4:46: error: the letter has ")) << pages.err.substr(0, 2000);
  EXPECT_TRUE(holds(pages.err, "[layout.too-many-pages]"));

  EXPECT_EQ(run({"mkdir", own + "/templates"}).exit_code, 0);
  write_file(own + "/templates/reply.mustache", "");
  const Outcome empty = with("check", case_with(R"("topics": ["pshe"])"));
  EXPECT_TRUE(holds(empty.err, "templates/reply.mustache:1:1: error: ")) << empty.err;
}

TEST_F(LayoutFindings, ThoseOfFontsAndPicturesStandAtTheKeyThatNamesThem) {
  write_file(own + "/pictures/logo.png", "GIF89a");
  change("style.yaml", "regular: liberation/LiberationSans-Regular.ttf", "regular: liberation/NoSuch.ttf");
  change("style.yaml", "fallback: [dejavu/DejaVuSans.ttf]", "fallback: [fonts/own.ttf]");
  EXPECT_EQ(run({"mkdir", "-p", own + "/fonts"}).exit_code, 0);
  write_file(own + "/fonts/own.ttf", "not a font");
  const Outcome outcome = with("check", case_with(R"("topics": ["pshe"])"));
  for (const char* place :
       {"style.yaml:4:12: error: pictures/logo.png is neither", "style.yaml:20:12: error: there is no font ",
        "style.yaml:24:14: error: fonts/own.ttf is not a TrueType font"})
    EXPECT_TRUE(holds(outcome.err, place)) << place << "\n" << outcome.err;
  write_file(own + "/pictures/logo.png", "\x89PNG\r\n\x1a\nnonsense");
  const Outcome damaged = with("check", case_with(R"("topics": ["pshe"])"));
  EXPECT_TRUE(holds(damaged.err, "style.yaml:4:12: error: the picture pictures/logo.png cannot be read"))
      << damaged.err;
}

}  // namespace
}  // namespace engross::test
