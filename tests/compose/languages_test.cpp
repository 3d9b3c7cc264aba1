// Letters of one case in several languages: composed each by itself, made one, drafted together and read back.
#include "compose/drafts.hpp"

namespace engross::test {
namespace {

constexpr const char* both = R"("languages": ["cy", "en"], "topics": ["dredging"], "date": "2016-10-26",
  "facts": {"berth": "Pier Nine"})";

Result<Composed> compose_all(const Case& case_, const Department& department) {
  const auto languages = languages_for(case_, department);
  if (!languages) return fail(languages.error());
  ComposeCache cache;
  std::vector<Composed> letters;
  for (const std::string& language : *languages) {
    auto letter = compose({.case_ = &case_,
                           .department = &department,
                           .date = day("2016-10-26"),
                           .today = day("2016-10-26"),
                           .language = language,
                           .derived = {}},
                          cache);
    if (!letter) return letter;
    letters.push_back(std::move(*letter));
  }
  return as_one(std::move(letters));
}

struct Pair {
  std::shared_ptr<const Department> department;
  Case case_;
  Composed composed;
  std::string draft;
};

Pair pair_of(const std::string& members = both, const Changes& changes = {}) {
  Pair made{.department = harbour(changes), .case_ = case_of(case_text(members)), .composed = {}, .draft = {}};
  auto composed = compose_all(made.case_, *made.department);
  EXPECT_THAT(composed, Succeeds());
  if (composed) made.composed = std::move(*composed);
  DraftHead head = head_of(made.case_, *made.department);
  head.language = languages_of(made.composed.letter);
  made.draft = write_draft(made.composed, head);
  return made;
}

std::string said(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics) out += d.code + ": " + d.message + "\n";
  return out;
}

std::string errors_of(const Pair& pair, const std::string& draft) {
  const auto read = read_draft(make_source("reply.md", draft), pair.composed, *pair.department);
  return read ? "" : said(read.error());
}

TEST(Languages, FollowTheCaseByTheTagsOfTheDepartment) {
  const auto department = harbour();
  const auto of = [&](const char* members) { return languages_for(case_of(case_text(members)), *department); };
  EXPECT_EQ(*of(""), std::vector<std::string>{"en-GB"});
  EXPECT_EQ(*of(R"("languages": ["cy", "en"])"), (std::vector<std::string>{"cy", "en-GB"}));
  const auto wrong = of(R"("languages": ["fr", "en", "cy", "en-GB"])");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(places(wrong.error()), "case.json:2:16 compose.language\ncase.json:2:34 compose.language\n");
  EXPECT_EQ(wrong.error()[1].message, "the letter is written in \"en-GB\" already");
}

TEST(Languages, EachLetterIsWholeAndInItsLanguage) {
  const Pair pair = pair_of();
  const Letter& welsh = pair.composed.letter;
  ASSERT_EQ(welsh.further.size(), 1U);
  const Letter& english = welsh.further[0];
  EXPECT_EQ(languages_of(welsh), "cy, en-GB");
  EXPECT_EQ(welsh.sections.size(), english.sections.size());
  const std::string welsh_words = dump(Letter(welsh).sections[1].blocks) + dump(Letter(welsh).sections[2].blocks);
  EXPECT_NE(welsh_words.find("Ein cyf: H-1"), std::string::npos) << welsh_words;
  EXPECT_NE(welsh_words.find("26 Hydref 2016"), std::string::npos) << welsh_words;
  EXPECT_NE(welsh_words.find("Annwyl Mr Jones"), std::string::npos) << welsh_words;
  const std::string whole = dump(welsh);
  EXPECT_NE(whole.find("\n  letter \"H-1\"\n"), std::string::npos) << whole;
  EXPECT_NE(whole.find("Dear Mr Jones"), std::string::npos) << whole;
  EXPECT_EQ(in_language_of(welsh, english), &english);
  EXPECT_EQ(in_language_of(english, welsh), nullptr);
}

TEST(Languages, TheFirstComposedAloneIsTheSameLetter) {
  const Pair pair = pair_of();
  ComposeCache cache;
  const auto alone = compose_case(pair.case_, *pair.department, cache);
  ASSERT_THAT(alone, Succeeds());
  Letter first = pair.composed.letter;
  first.further.clear();
  EXPECT_EQ(dump(alone->letter, DumpOrigins::yes), dump(first, DumpOrigins::yes));
}

TEST(Languages, ReadTheCaseEachForItself) {
  const std::string members = R"("languages": ["cy", "en-GB"], "subject": {"cy": "Y sianel", "en-GB": "The channel"},
    "paragraphs": [{"use": "dredging"}, {"text": {"cy": "Un.", "en-GB": "One."}}],
    "facts": {"berth": {"cy": "Pier Naw", "en-GB": "Pier Nine"}})";
  const Pair pair = pair_of(members);
  EXPECT_EQ(pair.composed.letter.subject, "Y sianel");
  EXPECT_EQ(pair.composed.letter.further[0].subject, "The channel");
  const std::string whole = dump(pair.composed.letter, DumpOrigins::yes);
  EXPECT_NE(whole.find("\"Pier Naw\" @ value case.json:4:"), std::string::npos) << whole;
  EXPECT_NE(whole.find("text \"One.\" @ officer case.json:3:"), std::string::npos) << whole;
  ASSERT_EQ(pair.composed.selection.chosen.size(), 2U);  // of the case that was given, which is still there
  EXPECT_EQ(pair.composed.selection.chosen[1].own, &(*pair.case_.paragraphs)[1]);
}

TEST(Languages, MissingTranslationsAreNamed) {
  const Case case_ = case_of(case_text(R"("languages": ["en-GB", "cy"], "topics": ["lights"])"));
  const auto made = compose_all(case_, *harbour());
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error()[0].code, "selection.no-translation");
  const std::string hint = made.error()[0].hints[0];
  EXPECT_NE(hint.find(".cy.md with revision: 1"), std::string::npos) << hint;
}

TEST(Languages, HoldTheSameParagraphs) {
  const std::string only_welsh = R"(---
title: Only in Welsh
part: body
order: 10
owner: Post Room
revision: 1
when: "letter.language == 'cy'"
---
Dim ond yn Gymraeg.
)";
  const Changes changes{{"paragraphs/only.md", only_welsh},
                        {"paragraphs/only.cy.md", "---\ntitle: A\nrevision: 1\n---\nDim ond yn Gymraeg.\n"}};
  const auto department = harbour(changes);
  const auto made = compose_all(case_of(case_text(both)), *department);
  ASSERT_FALSE(made);
  EXPECT_EQ(said(made.error()),
            "compose.languages-differ: \"only\" stands in the \"cy\" letter, and not in the \"en-GB\" one\n");
  EXPECT_EQ(made.error()[0].span.source->name, "harbour/paragraphs/only.md");
  EXPECT_EQ(made.error()[0].hints[1], "chosen because: letter.language == 'cy': letter.language = cy");
  const auto other_way = compose_all(
      case_of(case_text(R"("languages": ["en", "cy"], "topics": ["dredging"], "facts": {"berth": "x"})")), *department);
  ASSERT_FALSE(other_way);
  EXPECT_EQ(said(other_way.error()),
            "compose.languages-differ: \"only\" stands in the \"cy\" letter, and not in the \"en-GB\" one\n");
}

TEST(Languages, HoldThemInTheSameOrder) {
  ComposeCache cache;
  const auto department = harbour();
  const auto compose_in = [&](const Case& case_, const char* language) {
    return *compose({.case_ = &case_,
                     .department = department.get(),
                     .date = day("2016-10-26"),
                     .today = day("2016-10-26"),
                     .language = language,
                     .derived = {}},
                    cache);
  };
  const Case one =
      case_of(case_text(R"("facts": {"berth": "x"}, "paragraphs": [{"use": "thanks"}, {"use": "dredging"}])"));
  const Case two =
      case_of(case_text(R"("facts": {"berth": "x"}, "paragraphs": [{"use": "dredging"}, {"use": "thanks"}])"));
  Composed first = compose_in(one, "cy"), second = compose_in(two, "en-GB");
  for (Composed* composed : {&first, &second})
    for (Chosen& chosen : composed->selection.chosen) chosen.own = nullptr;
  std::vector<Composed> letters;
  letters.push_back(std::move(first));
  letters.push_back(std::move(second));
  const auto made = as_one(std::move(letters));
  ASSERT_FALSE(made);
  EXPECT_EQ(said(made.error()),
            "compose.languages-differ: \"dredging\" stands elsewhere in the \"en-GB\" letter than in the \"cy\" one\n");
}

TEST(LanguageDrafts, AnUneditedDraftGivesTheSameLetters) {
  const Pair pair = pair_of();
  EXPECT_NE(pair.draft.find("language: \"cy, en-GB\"\n"), std::string::npos);
  EXPECT_NE(pair.draft.find("\n::: body {language=\"en-GB\"}\n"), std::string::npos) << pair.draft;
  const auto read = read_draft(make_source("reply.md", pair.draft), pair.composed, *pair.department);
  ASSERT_THAT(read, Succeeds());
  EXPECT_EQ(show(read->changes), "");
  EXPECT_EQ(dump(read->letter, DumpOrigins::yes), dump(pair.composed.letter, DumpOrigins::yes));
}

TEST(LanguageDrafts, AnEditBelongsToItsLanguage) {
  const Pair pair = pair_of();
  const auto read =
      read_draft(make_source("reply.md", edit(pair.draft, "I hope that this is of help.", "I hope it helps.")),
                 pair.composed, *pair.department);
  ASSERT_THAT(read, Succeeds());
  ASSERT_EQ(read->changes.size(), 1U);
  EXPECT_EQ(read->changes[0].language, "en-GB");
  EXPECT_EQ(read->changes[0].id, "goodbye");
  EXPECT_EQ(read->changes[0].place.text(), "I hope it helps.");
  Letter welsh = read->letter;
  welsh.further.clear();
  Letter composed = pair.composed.letter;
  composed.further.clear();
  EXPECT_EQ(dump(welsh, DumpOrigins::yes), dump(composed, DumpOrigins::yes));
  EXPECT_NE(dump(read->letter.further[0]).find("I hope it helps."), std::string::npos);
}

TEST(LanguageDrafts, WordsOutsideSectionsStayWhereTheyWereTyped) {
  const Pair pair = pair_of();
  const std::string heading = "::: body {language=\"cy\"}";
  const auto read = read_draft(make_source("reply.md", edit(pair.draft, heading, "Gair arall.\n\n" + heading)),
                               pair.composed, *pair.department);
  ASSERT_THAT(read, Succeeds());
  ASSERT_EQ(read->changes.size(), 1U);
  EXPECT_EQ(std::string(name_of(read->changes[0].kind)) + read->changes[0].language, "addedcy");
  EXPECT_EQ(dump(read->letter.further[0]).find("Gair arall."), std::string::npos);
}

struct Row {
  const char* name;
  std::string draft, errors;
};

TEST(LanguageDrafts, SaysWhatDoesNotFit) {
  const Pair pair = pair_of();
  const std::string& d = pair.draft;
  const std::string welsh_goodbye = div_of(d, "::: paragraph {id=\"goodbye\"");
  const std::size_t second = d.find("::: addressee {language=\"en-GB\"}");
  const std::size_t first = d.find("::: addressee {language=\"cy\"}");
  const std::string swapped = d.substr(0, first) + d.substr(second) + "\n" + d.substr(first, second - first);
  const Row rows[] = {
      {"dropped in one", edit(d, welsh_goodbye, ""),
       "draft.languages-differ: \"goodbye\" stands in the \"en-GB\" letter, and not in the \"cy\" one\n"},
      {"no language", edit(d, "::: salutation {language=\"en-GB\"}", "::: salutation"),
       "draft.section-language: this \"salutation\" does not say which letter it belongs to\n"},
      {"another language", edit(d, "::: salutation {language=\"en-GB\"}", "::: salutation {language=\"en\"}"),
       "draft.section-language: there is no letter in \"en\" in this draft\n"},
      {"another attribute",
       edit(d, "::: salutation {language=\"en-GB\"}", "::: salutation {language=\"en-GB\" id=\"x\"}"),
       "draft.attribute: the section \"salutation\" takes no \"id\"\n"},
      {"letters changed over", swapped,
       "draft.section: this section of the \"cy\" letter stands among those of the \"en-GB\" one\n"},
  };
  for (const Row& row : rows) {
    const std::string errors = errors_of(pair, row.draft);
    EXPECT_EQ(errors.substr(0, row.errors.size()), row.errors) << row.name << "\n" << errors;
  }
}

TEST(LanguageDrafts, AParagraphMovesInEveryLetterOrInNone) {
  const Pair pair = pair_of(R"("languages": ["cy", "en"], "facts": {"berth": "x"},
    "paragraphs": [{"use": "thanks"}, {"use": "dredging"}, {"text": {"cy": "Un.", "en-GB": "One."}}, {"use": "goodbye"}])");
  const std::string words = div_of(pair.draft, "::: words {from=\"/case/paragraphs/2\"}");
  const std::string dredging = div_of(pair.draft, "::: paragraph {id=\"dredging\"");
  std::string moved = edit(pair.draft, words, "");
  moved = edit(moved, dredging, words + "\n" + dredging);
  const std::string errors = errors_of(pair, moved);
  EXPECT_NE(errors.find("draft.languages-differ: "), std::string::npos) << errors;
  EXPECT_NE(errors.find("stands elsewhere in the \"en-GB\" letter than in the \"cy\" one"), std::string::npos)
      << errors;
}

TEST(LanguageDrafts, TheHeadNamesEveryLanguage) {
  const Pair pair = pair_of();
  const auto head = read_draft_head(make_source("reply.md", edit(pair.draft, "cy, en-GB", "cy")));
  ASSERT_THAT(head, Succeeds());
  const Diagnostics found = check_draft_head(*head, pair.case_, *pair.department, languages_of(pair.composed.letter));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "the draft says that it is in \"cy\"; the case makes a letter in \"cy, en-GB\"");
}

TEST(LanguageDrafts, AreSearchedByLanguage) {
  const Pair pair = pair_of();
  const SourceRef draft = make_source("reply.md", pair.draft);
  const Span english = place_in_draft(draft, Part::body, "en-GB");
  EXPECT_EQ(draft->text.substr(english.begin, 27), "::: body {language=\"en-GB\"}");
  EXPECT_LT(place_in_draft(draft, Part::body, "cy").begin, english.begin);
}

}  // namespace
}  // namespace engross::test
