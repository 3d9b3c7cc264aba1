// Words that somebody typed, spelt by the dictionaries of the machine (packages/test.txt), or without any.
#include "checks/spelling.hpp"

#include "checks/letters.hpp"

namespace engross {
namespace {

struct Typed {
  std::string words;
  std::string language = "en-GB";
  Origin::Kind kind = Origin::Kind::officer;
  std::string facts = "{}";
};

Letter letter_of_words(const Typed& typed) {
  Letter letter;
  letter.language = typed.language;
  Block block;
  block.inlines = {test::run_from(typed.words, typed.kind)};
  letter.sections.push_back({Part::body, {block}});
  return letter;
}

std::string found_in(const Typed& typed, Speller& speller, const Department& department = {},
                     SpelledWords which = SpelledWords::typed) {
  const auto case_ = Case::from(make_source(
      "case.json", R"({"reference": "1", "department": "d", "correspondent": {"surname": "Okafor"}, "facts": )" +
                       typed.facts + "}"));
  EXPECT_THAT(case_, test::Succeeds());
  std::string out;
  for (const Diagnostic& d : find_misspelt(letter_of_words(typed), *case_, department, which, speller)) {
    EXPECT_FALSE(d.hints.empty());
    out += d.code + " " + std::string(d.span.text()) + "\n";
  }
  return out;
}

TEST(Spelling, FindsWhatNoDictionaryKnows) {
  Speller speller;
  EXPECT_EQ(found_in({"We recieved your leter, and the letter."}, speller),
            "check.spelling recieved\ncheck.spelling leter\n");
  EXPECT_EQ(found_in({"It is a honor."}, speller), "check.spelling honor\n") << "American";
  EXPECT_EQ(found_in({"Rydym wedi derbyn eich llythyrx.", "cy"}, speller), "check.spelling llythyrx\n");
}

TEST(Spelling, SaysItOnceAndWhatToWrite) {
  Speller speller;
  const auto case_ = Case::from(make_source("c", R"({"reference": "1", "department": "d", "correspondent": {}})"));
  const Diagnostics found =
      find_misspelt(letter_of_words({"recieved and recieved"}), *case_, {}, SpelledWords::typed, speller);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].severity, Severity::warning);
  EXPECT_NE(found[0].hints[0].find("received"), std::string::npos) << found[0].hints[0];
}

TEST(Spelling, LeavesRightWordsAlone) {
  Speller speller;
  for (const char* words :
       {"The school\u2019s colour isn't ours, and they organise it.", "Mr Okafor wrote.", "We met Ms Xyzzyk in Qwertz.",
        "OFSTED and the NASUWT", "section 12b and A4", "www.zzyx.org or a@zzyx.org", "a pre-war house",
        "www.gov.uk/a?utmx=zzyx#qwertz", "Three and 4-year-olds", "We met Prof. Xyzzyk and Mr \u010Cxyzzyk."})
    EXPECT_EQ(found_in({words}, speller), "") << words;
  EXPECT_EQ(found_in({"Rydym wedi derbyn eich llythyr.", "cy"}, speller), "");
  EXPECT_EQ(found_in({"the grobnik is ours", "en-GB", Origin::Kind::officer, R"({"x": ["grobnik"]})"}, speller), "");
  Department department;
  department.checks.spellings = {"weirkeeper", "Grobnik"};
  EXPECT_EQ(found_in({"Weirkeeper and weirkeeper's hut, Grobnik too."}, speller, department), "");
}

TEST(Spelling, KnowsWelshWordsInASentence) {
  Speller speller;
  EXPECT_EQ(found_in({"Mae\u2019r ysgol fawr a\u2019ch plentyn yn ei hystyried.", "cy"}, speller), "");
  EXPECT_EQ(found_in({"Mae\u2019r ysgolx fawr.", "cy"}, speller), "check.spelling ysgolx\n");
  // Mutated, with what leans on them, at the beginning of a sentence.
  EXPECT_EQ(found_in({"Ddogfen yw hon: ysgol ei phlentyn a\u2019ch plentyn.", "cy"}, speller), "");
}

TEST(Spelling, LooksAtTheLibraryOnlyWhenAsked) {
  Speller speller;
  const Typed library{.words = "a leter", .kind = Origin::Kind::paragraph};
  EXPECT_EQ(found_in(library, speller), "");
  EXPECT_FALSE(speller.is_open()) << "nothing was typed, and yet a dictionary was loaded";
  EXPECT_EQ(found_in(library, speller, {}, SpelledWords::all), "check.spelling leter\n");
  EXPECT_EQ(found_in({.words = "a leter", .kind = Origin::Kind::value}, speller, {}, SpelledWords::all), "");
  EXPECT_EQ(found_in({.words = "a leter", .kind = Origin::Kind::draft}, speller), "check.spelling leter\n");
}

TEST(Spelling, NotesOnceThatThereIsNoDictionary) {
  Speller speller;
  EXPECT_EQ(found_in({"two words", "ga"}, speller), "check.no-dictionary two\n");
  Speller without({"libno-such-library.so.9"});
  EXPECT_EQ(found_in({"recieved leter"}, without), "check.no-dictionary recieved\n");
  EXPECT_NE(without.remedy("en-GB").find("libenchant-2-2"), std::string::npos);
}

TEST(Spelling, IsGradedLikeEveryCheck) {
  Speller speller;
  Department department;
  const auto case_ = Case::from(make_source("c", R"({"reference": "1", "department": "d", "correspondent": {}})"));
  const auto severities = [&](const std::string& wished) {
    department.severities = {{"check.spelling", wished}};
    std::string out;
    for (const Diagnostic& d :
         Checker(department)
             .check_spelling(letter_of_words({"a leter"}), *case_, department, SpelledWords::typed, speller))
      out += name_of(d.severity);
    return out;
  };
  EXPECT_EQ(severities("error"), "error");
  EXPECT_EQ(severities("off"), "");
}

}  // namespace
}  // namespace engross
