// What checks.yaml and words.txt may say, and what is said of anything else in them.
#include "department/check_data.hpp"

#include "data/read.hpp"
#include "department/department.hpp"
#include "department/said.hpp"

namespace engross::test {
namespace {

std::string problems_of(void (*read)(const Document&, CheckData&, Diagnostics&), const std::string& text,
                        CheckData data = {}) {
  const auto document = read_yaml(make_source("checks.yaml", text));
  if (!document) return said(document.error());
  Diagnostics problems;
  read(*document, data, problems);
  return said(problems);
}

TEST(CheckData, IsSharedAsInstalled) {
  const auto shared = SharedResources::read(SystemWorld(), ENGROSS_SOURCE_DIR "/templates");
  ASSERT_TRUE(shared.has_value());
  CheckData data;
  Diagnostics problems;
  read_shared_checks(shared->checks, data, problems);
  EXPECT_EQ(said(problems), "");
  EXPECT_EQ(data.sentence_words, 25);
  EXPECT_EQ(data.postcode_areas.size(), 127U) << "as many as GOV.UK Notify knows";
  EXPECT_EQ(data.exemptions.size(), 26U);
  ASSERT_NE(data.exemption("22A"), nullptr);
  EXPECT_TRUE(data.exemption("22A")->qualified);
  ASSERT_NE(data.exemption("40"), nullptr);
  EXPECT_FALSE(data.exemption("40")->qualified);
  EXPECT_EQ(data.exemption("50"), nullptr);
  for (const WordToAvoid& avoided : data.avoid) {
    EXPECT_FALSE(avoided.words.empty()) << avoided.instead;
    EXPECT_FALSE(avoided.instead.empty()) << avoided.words.front();
  }
}

TEST(CheckData, OfTheSharedFileMustBeWhole) {
  const std::string whole = "sentence_words: 25\navoid: []\npostcode_areas: [SW]\nexemptions: []\n";
  EXPECT_EQ(problems_of(read_shared_checks, whole), "");
  EXPECT_NE(problems_of(read_shared_checks, "sentence_words: 25\n").find("department.missing"), std::string::npos);
  EXPECT_NE(problems_of(read_shared_checks, whole + "colour: blue\n").find("5:1 department.unknown-key"),
            std::string::npos);
  EXPECT_NE(problems_of(read_shared_checks,
                        "sentence_words: 25\navoid: []\npostcode_areas: []\n"
                        "exemptions: [{section: \"40\", kind: partial, about: people}]\n")
                .find("department.choice: \"partial\" is not one of: absolute, qualified"),
            std::string::npos);
  EXPECT_NE(problems_of(read_shared_checks, "[]\n").find("department.type"), std::string::npos);
}

TEST(CheckData, OfADepartmentChangesTheShared) {
  CheckData data;
  data.avoid = {{{"deploy", "deployed"}, "use", {}}, {{"robust"}, "say how", {}}};
  const auto document = read_yaml(make_source(
      "checks.yaml", "sentence_words: 20\nallow: [Deploy]\navoid:\n  - {words: [Watercourse], instead: river}\n"));
  ASSERT_TRUE(document.has_value());
  Diagnostics problems;
  read_own_checks(*document, data, problems);
  EXPECT_EQ(said(problems), "");
  EXPECT_EQ(data.sentence_words, 20);
  ASSERT_EQ(data.avoid.size(), 2U);
  EXPECT_EQ(data.avoid[0].words, std::vector<std::string>{"robust"});
  EXPECT_EQ(data.avoid[1].words, std::vector<std::string>{"watercourse"});
}

TEST(CheckData, AllowsOnlyWhatIsForbidden) {
  CheckData data;
  data.avoid = {{{"deploy", "deployed"}, "use", {}}};
  EXPECT_EQ(problems_of(read_own_checks, "allow: [deploi]\n", data),
            "1:9 department.check-word: \"deploi\" is not among the words to avoid | did you mean \"deploy\"?\n");
  EXPECT_EQ(problems_of(read_own_checks, "allow: [tea]\n", data),
            "1:9 department.check-word: \"tea\" is not among the words to avoid | allow a word that "
            "templates/checks.yaml has under avoid\n");
  EXPECT_NE(problems_of(read_own_checks, "avoid: tea\n").find("department.type"), std::string::npos);
  EXPECT_NE(problems_of(read_own_checks, "avoid: [tea]\n").find("department.type"), std::string::npos);
}

TEST(Spellings, AreAWordALine) {
  CheckData data;
  Diagnostics problems;
  read_spellings(make_source("words.txt", "weirkeeper # who keeps one\n\n# remarks\r\n  gabion  \nTŷ"), data, problems);
  EXPECT_EQ(said(problems), "");
  EXPECT_EQ(data.spellings, (std::set<std::string, std::less<>>{"Tŷ", "gabion", "weirkeeper"}));
  read_spellings(make_source("words.txt", "good\ntwo words\n"), data, problems);
  read_spellings(make_source("words.txt", "b\xFF"), data, problems);
  EXPECT_EQ(said(problems),
            "2:1 department.check-word: \"two words\" is more than one word | write each word on a line of its own\n"
            "1:2 department.not-utf8: words.txt is not UTF-8 here | save it as UTF-8\n");
}

}  // namespace
}  // namespace engross::test
