// Whatever comes in, the answer is a sentence with a place and a remedy, the right exit code, and no output file.
#include <gtest/gtest.h>

#include <fstream>

#include "command.hpp"

namespace engross::test {
namespace {

struct Bad {
  std::string name;
  std::string text;
  std::string code;
  int exit_code = 1;
};

std::string case_with(const std::string& members) {
  return R"({"reference": "1", "department": "dfe", "date": "2016-10-26", "topics": ["pshe"],
    "incoming": {"dated": "2016-09-30"}, "subject": "PSHE", "correspondent": {"title": "Ms", "forename": "Ann", "surname": "Watling",
    "address": ["1 High Street", "Telford"], "postcode": "TF3 4NT")" +
         members;
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

class BadCase : public testing::TestWithParam<Bad> {};

TEST_P(BadCase, IsRefusedWithPlaceAndRemedy) {
  Desk desk;
  const std::string input = desk.folder / "case.json";
  write_file(input, GetParam().text);
  const std::string output = desk.folder / "letter.pdf";
  const Outcome outcome = desk.engross({"issue", "--unsigned", input, "-o", output});
  EXPECT_EQ(outcome.exit_code, GetParam().exit_code) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "[" + GetParam().code + "]")) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "  = ")) << "no remedy in\n" << outcome.err;
  EXPECT_TRUE(run({"ls", "-A", desk.folder.path()}).out == "case.json\n") << "something was left behind";
}

INSTANTIATE_TEST_SUITE_P(
    Cases, BadCase,
    testing::Values(
        Bad{"Empty", "", "data.empty"}, Bad{"Truncated", R"({"reference": "1", )", "data.syntax"},
        Bad{"NotUtf8", "{\"reference\": \"\xFF\"}", "data.not-utf8"},
        Bad{"DuplicateKey", R"({"reference": "1", "reference": "2"})", "data.duplicate-key"},
        Bad{"Deep", repeated("[", 50000), "data.too-deep"},
        Bad{"UnknownField", case_with(R"(}, "refrence": "2"})"), "cases.unknown-field"},
        Bad{"Missing", R"({"reference": "1"})", "cases.missing"},
        Bad{"UnknownDepartment", R"({"reference": "1", "department": "dof", "correspondent": {}})",
            "department.unknown"},
        Bad{"TemplatePath", case_with(R"(}, "template": "../../etc/passwd"})"), "cases.template"},
        Bad{"UnknownTemplate", case_with(R"(}, "template": "replly"})"), "compose.template"},
        Bad{"UnknownParagraph", case_with(R"(}, "paragraphs": [{"use": "phse"}]})"), "selection.unknown-paragraph"},
        Bad{"UnknownSignatory", case_with(R"(}, "signatory": "nobody"})"), "compose.signatory"},
        Bad{"BadDate", R"({"reference": "1", "department": "dfe", "date": "2016-02-30", "correspondent": {}})",
            "cases.date"},
        Bad{"Control", case_with(R"(, "organisation": "a\u0007b"}})"), "data.forbidden-character"},
        Bad{"PrivateUse", case_with(R"(, "organisation": "a\uE000b"}})"), "data.forbidden-character"},
        Bad{"PrivateUsePlane15", case_with(R"(, "organisation": "a\uDB80\uDC00b"}})"), "data.forbidden-character"},
        Bad{"BidiOverride", case_with(R"(, "organisation": "a\u202Eb"}})"), "data.forbidden-character"},
        Bad{"NoGlyph", case_with(R"(, "organisation": "漢字"}})"), "layout.no-glyph"}),
    [](const auto& named) { return named.param.name; });

TEST(BadInput, AHundredMegabytesAreRefusedAtOnce) {
  Desk desk;
  const std::string input = desk.folder / "case.json";
  {
    std::ofstream out(input, std::ios::binary);
    const std::string block(1U << 20U, ' ');
    for (int i = 0; i < 100; ++i) out << block;
  }
  const Outcome outcome = desk.engross({"issue", "--unsigned", input, "-o", desk.folder / "x.pdf"});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "world.too-large")) << outcome.err;
}

TEST(BadInput, FilesThatAreNotThere) {
  Desk desk;
  const Outcome missing = desk.engross({"render", desk.folder / "none.json"});
  EXPECT_EQ(missing.exit_code, 3);
  EXPECT_TRUE(holds(missing.err, "none.json")) << missing.err;
  EXPECT_EQ(desk.engross({"render", desk.folder.path()}).exit_code, 3);
}

// Values that would be markup elsewhere are words here.
TEST(BadInput, HostileValuesStayWords) {
  for (const std::string value :
       {"# Approved", "**bold** _x_ [a](http://b)", "{{secret}} {{>sig}}", "<script>alert(1)</script>", "::: close",
        "| a | b |", "---", "1. You win", "&amp;"}) {
    Desk desk;
    const std::string input = desk.folder / "case.json";
    write_file(input, case_with(", \"organisation\": \"" + value + "\"}}"));
    const std::string output = desk.folder / "proof.pdf";
    const Outcome outcome = desk.engross({"render", input, "-o", output});
    ASSERT_EQ(outcome.exit_code, 0) << value << "\n" << outcome.err;
    // Not pdftotext, which guesses spaces from the picture and takes a hyphen at the end of a line away.
    EXPECT_TRUE(holds(run({"pdfinfo", "-struct-text", output}).out, value)) << value;
  }
}

TEST(BadInput, NoneOrTwelveAddressLinesAndAVeryLongWord) {
  Desk desk;
  const std::string input = desk.folder / "case.json";
  write_file(input,
             R"({"reference": "1", "department": "dfe", "date": "2016-10-26", "topics": ["pshe"], "subject": "PSHE",
    "incoming": {"dated": "2016-09-30"}, "correspondent": {"title": "Ms", "surname": "Watling"}})");
  const Outcome none = desk.engross({"render", input, "-o", desk.folder / "0.pdf"});
  EXPECT_EQ(none.exit_code, 0) << none.err;
  EXPECT_TRUE(holds(none.err, "check.no-address")) << none.err;

  write_file(input,
             R"({"reference": "1", "department": "dfe", "date": "2016-10-26", "topics": ["pshe"], "subject": "PSHE",
    "incoming": {"dated": "2016-09-30"}, "correspondent": {"title": "Ms", "surname": "Watling",
    "address": ["1","2","3","4","5","6","7","8","9","10","11","12"], "postcode": "TF3 4NT"}})");
  const Outcome twelve = desk.engross({"render", input, "-o", desk.folder / "12.pdf"});
  EXPECT_EQ(twelve.exit_code, 1);
  EXPECT_TRUE(holds(twelve.err, "layout.address-overflow")) << twelve.err;

  write_file(input, case_with(R"(}, "paragraphs": [{"text": ")" + std::string(300, 'w') + R"("}]})"));
  const Outcome word = desk.engross({"render", input, "-o", desk.folder / "w.pdf"});
  if (word.exit_code == 0) {
    std::string text = run({"pdftotext", "-raw", desk.folder / "w.pdf", "-"}).out;
    EXPECT_EQ(std::count(text.begin(), text.end(), 'w') >= 300, true) << text;
  } else {
    EXPECT_TRUE(holds(word.err, "layout.word-too-long")) << word.err;
  }
}

TEST(BadInput, PicturesAndFontsThatAreBroken) {
  for (const auto& [file, content, code] :
       {std::tuple{"pictures/logo.png", "\x89PNG\r\n\x1a\nnonsense", "picture.damaged"},
        std::tuple{"pictures/logo.png", "GIF89a", "picture.not-a-picture"}}) {
    Desk desk;
    const std::string department = desk.folder / "dfe";
    ASSERT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe", department}).exit_code, 0);
    write_file(department + "/" + file, content);
    const Outcome outcome = desk.engross({"render", sample, "-o", desk.folder / "x.pdf", "--department", department});
    EXPECT_NE(outcome.exit_code, 0);
    EXPECT_TRUE(holds(outcome.err, code)) << outcome.err;
  }
  Desk desk;
  ASSERT_EQ(run({"mkdir", "-p", desk.folder / "liberation"}).exit_code, 0);
  for (const char* face : {"LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSans-Italic.ttf",
                           "LiberationSans-BoldItalic.ttf"})
    write_file(desk.folder / ("liberation/" + std::string(face)), "not a font");
  const Outcome outcome =
      desk.engross({"render", sample, "-o", desk.folder / "x.pdf"}, {}, {"ENGROSS_FONT_PATH=" + desk.folder.path()});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "font.")) << outcome.err;
}

}  // namespace
}  // namespace engross::test
