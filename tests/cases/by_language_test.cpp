// Texts of a case by language: the case as each of its letters reads it.
#include "cases/by_language.hpp"

#include "cases/tables.hpp"

namespace engross {
namespace {

using test::FailsWith;
using test::Succeeds;

const std::vector<std::string> tags{"cy", "en-GB"};

Case read(std::string_view members) {
  Result<Case> result = Case::from(make_source("case.json", test::case_text(members)));
  EXPECT_THAT(result, Succeeds()) << members;
  return *result;
}

constexpr std::string_view bilingual =
    R"({"languages": ["cy", "en-GB"], "subject": {"cy": "Ysgolion", "en-GB": "Schools"},
        "salutation": {"en-GB": "Dear all", "cy": "Annwyl bawb"}, "close": {"cy": "Hwyl", "en-GB": "Yours"},
        "on_behalf_of": {"cy": "y Cyngor", "en-GB": "the Council"},
        "enclosures": ["Map 7", {"cy": "Calendr", "en-GB": "Calendar"}], "copies": [{"cy": "Pawb", "en-GB": "All"}],
        "paragraphs": [{"use": "a"}, {"text": {"cy": "Un.", "en-GB": "One."}}, {"markdown": {"cy": "*Dau*", "en-GB": "*Two*"}}],
        "facts": {"why": {"cy": "glaw", "en-GB": "rain"}, "size": {"width": 2, "height": 3},
                  "list": [{"name": {"cy": "Llan", "en-GB": "Church"}}], "deep": {"er": {"cy": "x", "en-GB": "y"}}}})";

TEST(ByLanguage, ReadsEachTextInTheLanguageOfTheLetter) {
  const Case given = read(bilingual);
  EXPECT_EQ(given.subject, "Ysgolion");  // the first that is given, until a letter asks
  EXPECT_EQ(*given.salutation, "Dear all");
  const auto made = in_language(given, "en-GB", tags);
  ASSERT_THAT(made, Succeeds());
  ASSERT_TRUE(*made);
  const Case& english = **made;
  EXPECT_EQ(english.subject, "Schools");
  EXPECT_EQ(*english.salutation, "Dear all");
  EXPECT_EQ(*english.close, "Yours");
  EXPECT_EQ(english.on_behalf_of, "the Council");
  EXPECT_EQ(english.enclosures, (std::vector<std::string>{"Map 7", "Calendar"}));
  EXPECT_EQ(english.copies, std::vector<std::string>{"All"});
  EXPECT_EQ((*english.paragraphs)[1].value, "One.");
  EXPECT_EQ((*english.paragraphs)[2].value, "*Two*");
  EXPECT_EQ(to_json(*english.document.root.find("facts"), false),
            R"({"why":"rain","size":{"width":2,"height":3},"list":[{"name":"Church"}],"deep":{"er":"y"}})");
  EXPECT_EQ((*in_language(given, "cy", tags))->subject, "Ysgolion");
}

TEST(ByLanguage, KeepsThePlaceOfTheTextThatIsRead) {
  const Case given = read(bilingual);
  const auto made = in_language(given, "en-GB", tags);
  ASSERT_THAT(made, Succeeds());
  const Document& document = (*made)->document;
  EXPECT_EQ(document.span(*document.root.find("subject")).text(), "\"Schools\"");
  EXPECT_EQ((*(*made)->paragraphs)[1].span.text(), "\"One.\"");
  EXPECT_EQ(document.key_span(*find_path(document.root, "facts.why")).text(), "\"why\"");
}

TEST(ByLanguage, KeepsWhatWasSaidInsteadOfTheFile) {
  Case given = read(bilingual);
  given.template_name = "holding";
  given.template_place = Span{};
  given.languages = {"en-GB"};
  const auto made = in_language(given, "en-GB", tags);
  ASSERT_THAT(made, Succeeds());
  EXPECT_EQ((*made)->template_name, "holding");
  EXPECT_TRUE((*made)->template_place);
  EXPECT_EQ((*made)->languages, std::vector<std::string>{"en-GB"});
}

TEST(ByLanguage, LeavesACaseAloneThatHasNone) {
  for (const std::string_view members :
       {R"({"subject": "Schools", "enclosures": ["A"], "paragraphs": [{"text": "One."}]})",
        R"({"facts": {"size": {"width": 2}, "cy": "x", "rows": [{"a": 1}]}})",
        R"({"facts": {"mixed": {"cy": 1, "width": 2}}})", R"({"facts": {"empty": {}}})"}) {
    const auto made = in_language(read(members), "cy", tags);
    ASSERT_THAT(made, Succeeds()) << members;
    EXPECT_FALSE(*made) << members;
  }
}

struct Row {
  std::string_view members, message, place, hint;
};

TEST(ByLanguage, SaysWhatIsMissingOrUnknownAndWhere) {
  const Row rows[] = {
      {R"({"subject": {"cy": "A"}})",
       "cases.no-language: subject has no text in \"en-GB\", and the letter is written in it",
       "{\n    \"cy\": \"A\"\n  }", "add \"en-GB\": \"…\""},
      {R"({"subject": {"en-GB": "A", "fr": "B"}})",
       "cases.language: subject is given in \"fr\", which is no language of the department", "\"fr\"",
       "the department's languages: cy, en-GB"},
      {R"({"facts": {"why": {"en": "rain", "cy": "glaw"}}})",
       "cases.language: facts.why is given in \"en\", which is no language of the department", "\"en\"",
       "write \"en-GB\""},
      {R"({"enclosures": [{"cy": "B"}]})",
       "cases.no-language: enclosures.0 has no text in \"en-GB\", and the letter is written in it",
       "{\n      \"cy\": \"B\"\n    }", "add \"en-GB\": \"…\""},
      {R"({"paragraphs": [{"text": {"cy": "B"}}]})",
       "cases.no-language: paragraphs.0.text has no text in \"en-GB\", and the letter is written in it",
       "{\n        \"cy\": \"B\"\n      }", "add \"en-GB\": \"…\""},
  };
  for (const Row& row : rows) {
    const auto made = in_language(read(row.members), "en-GB", tags);
    ASSERT_FALSE(made) << row.members;
    const Diagnostic& said = made.error().front();
    EXPECT_EQ(said.code + ": " + said.message, row.message);
    EXPECT_EQ(said.span.text(), row.place);
    EXPECT_EQ(said.hints.front(), row.hint);
  }
}

TEST(ByLanguage, CollectsAllThatIsWrong) {
  const auto made = in_language(read(R"({"close": {"cy": "A"}, "subject": {"cy": "A"}, "facts": {"a": {"cy": "A"}}})"),
                                "en-GB", tags);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().size(), 3U);
}

TEST(ByLanguage, TellsOfOwnWordsThatAreGivenOnce) {
  const Diagnostics found = words_in_one_language(
      read(R"({"subject": "Schools", "salutation": {"cy": "Annwyl", "en-GB": "Dear"}, "close": null,
               "on_behalf_of": "the Council", "enclosures": ["Map", {"cy": "Llun", "en-GB": "Picture"}],
               "copies": ["Ada Quay"], "facts": {"why": "rain"},
               "paragraphs": [{"use": "a"}, {"text": "One."}, {"markdown": {"cy": "Un"}}]})"),
      {"cy", "fr"});
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].span.text(), "\"Schools\"");
  EXPECT_EQ(found[1].span.text(), "\"the Council\"");
  EXPECT_EQ(found[2].span.text(), "\"One.\"");
  EXPECT_EQ(found[2].message, "the letter is written in several languages, and its text is given in one");
  EXPECT_EQ(found[2].severity, Severity::warning);
  EXPECT_EQ(found[2].hints.at(0), R"(give it in each: {"cy": "…", "fr": "…"}; the same words twice if they are alike)");
  EXPECT_EQ(found[3].span.text(), "\"Map\"");
  EXPECT_EQ(found[3].message,
            "the letter is written in several languages, and the name of an enclosure is given in one");
}

}  // namespace
}  // namespace engross
