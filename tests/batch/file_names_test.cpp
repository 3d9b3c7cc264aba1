// Names of files: what cases say, made safe for every file system.
#include "batch/file_names.hpp"

#include "data/read.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {
using test::FailsWith;
using test::Succeeds;

std::string named(const std::string& pattern, const std::string& json) {
  const auto names = FileNames::parse(pattern);
  EXPECT_THAT(names, Succeeds()) << pattern;
  const auto document = read_json(make_source("case.json", json));
  EXPECT_THAT(document, Succeeds()) << json;
  return names && document ? names->of(document->root) : std::string();
}

std::string of_reference(const std::string& reference) {
  return FileNames::parse("{reference}")->of_reference(reference);
}

TEST(FileNames, AreMadeOfTextAndFields) {
  constexpr const char* json =
      R"({"reference": "2016-1", "correspondent": {"postcode": "TF3 4NT", "surname": "Llŷr"}, "facts": {"n": 12}})";
  EXPECT_EQ(named("{reference}", json), "2016-1");
  EXPECT_EQ(named("{correspondent.postcode} {reference}", json), "TF3-4NT-2016-1");
  EXPECT_EQ(named("Reply to { correspondent.surname } no {facts.n}", json), "Reply-to-Llŷr-no-12");
}

TEST(FileNames, LeaveOutWhatTheCaseDoesNotHave) {
  EXPECT_EQ(named("{reference}_{facts.none}", R"({"reference": "7"})"), "7_");
  EXPECT_EQ(named("{facts.none}", R"({"reference": "7"})"), "letter");
  EXPECT_EQ(named("{correspondent}", R"({"correspondent": {"surname": "Fry"}})"), "letter");
}

TEST(FileNames, CannotLeaveTheirFolderOrHide) {
  EXPECT_EQ(of_reference("../../etc/passwd"), "etc-passwd");
  EXPECT_EQ(of_reference("/etc/passwd"), "etc-passwd");
  EXPECT_EQ(of_reference("..\\..\\boot.ini"), "boot.ini");
  EXPECT_EQ(of_reference(".hidden"), "hidden");
  EXPECT_EQ(of_reference("-rf"), "rf");
  EXPECT_EQ(of_reference(".."), "letter");
  EXPECT_EQ(of_reference(""), "letter");
  EXPECT_EQ(of_reference("a\nb\tc\x01"
                         "d"),
            "a-b-c-d");
  EXPECT_EQ(of_reference("a:b*c?d\"e<f>g|h"), "a-b-c-d-e-f-g-h");
  EXPECT_EQ(of_reference("ends."), "ends");
}

TEST(FileNames, AreNoDevices) {
  EXPECT_EQ(of_reference("CON"), "letter-CON");
  EXPECT_EQ(of_reference("nul.2016"), "letter-nul.2016");
  EXPECT_EQ(of_reference("Com1"), "letter-Com1");
  EXPECT_EQ(of_reference("CONTACT"), "CONTACT");
  EXPECT_EQ(of_reference("com12"), "com12");
}

TEST(FileNames, AreNeverTooLongNorCutInsideACharacter) {
  std::string welsh;
  for (int i = 0; i < 200; ++i) welsh += "ŵ";
  const std::string name = of_reference(welsh);
  EXPECT_LE(name.size(), longest_name);
  EXPECT_EQ(name.size() % 2, 0U);
  EXPECT_EQ(of_reference(std::string(500, 'x')).size(), longest_name);
}

TEST(FileNames, RefusePatternsThatNameNothing) {
  for (const char* pattern : {"", "letter", "{}", "{ }", "{reference", "reference}", "{a{b}}", "out/{reference}"})
    EXPECT_THAT(FileNames::parse(pattern), FailsWith("options.name")) << pattern;
}

TEST(FileNames, AreOneWhereLetterCaseDoesNotCount) {
  EXPECT_EQ(folded_name("Straße-LLŶR"), folded_name("STRASSE-llŷr"));
  EXPECT_NE(folded_name("2016-1-23"), folded_name("2016-12-3"));
}

TEST(FileNames, SayWhichFieldsTheyNeed) {
  EXPECT_EQ(FileNames::parse("{a.b}-{reference}")->fields(), (std::vector<std::string>{"a.b", "reference"}));
  EXPECT_TRUE(FileNames::parse("{reference}")->is_reference());
  EXPECT_FALSE(FileNames::parse("x{reference}")->is_reference());
}

}  // namespace
}  // namespace engross
