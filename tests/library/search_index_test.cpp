// Paragraphs by their words: stems, accents, Welsh, beginnings of words, ranks, filters, marks, and what is not found.
#include "library/search_index.hpp"

#include <algorithm>

#include "library/search_text.hpp"
#include "search_fixture.hpp"

namespace engross::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const std::vector<Written> paragraphs{{.id = "visitor-berths",
                                       .title = "Berths for visitors",
                                       .words = "Visitors pay policies of *insurance* at the quay."},
                                      {.id = "winter-dues",
                                       .title = "Dues in winter",
                                       .words = "A policy on dues is made each year; visitors are told of it."},
                                      {.id = "lobster-pots",
                                       .title = "Pots for lobsters",
                                       .words = "Lay your pots where {{correspondent.surname}} will not\nmeet them.",
                                       .topics = "fishing, lobsters",
                                       .owner = "Fishery Desk"},
                                      {.id = "old-lamp",
                                       .title = "The oil lamp",
                                       .words = "The lamp on the mole burns oil.",
                                       .topics = "lights",
                                       .more = "expires: 2016-01-01\n"},
                                      {.id = "new-lamp",
                                       .title = "The electric lamp",
                                       .words = "The lamp on the mole burns no oil.",
                                       .topics = "lights",
                                       .more = "valid_from: 2017-01-01\n"}};

class SearchingIndex : public testing::Test {
 protected:
  SearchFound found(std::string_view typed, SearchFilter filter = {}, std::size_t limit = 100) const {
    return found_in(index, typed, std::move(filter), limit);
  }
  std::shared_ptr<const Department> department = harbour_with(paragraphs);
  SearchIndex index = index_of(*department);
};

TEST_F(SearchingIndex, FindsEnglishByItsStems) {
  EXPECT_THAT(ids_of(found("policy ")), UnorderedElementsAre("visitor-berths", "winter-dues"));
  EXPECT_THAT(ids_of(found("policies ")), UnorderedElementsAre("visitor-berths", "winter-dues"));
  EXPECT_THAT(ids_of(found("insured ")), ElementsAre("visitor-berths"));
}

TEST_F(SearchingIndex, AllWordsMustBeThereInWhateverColumn) {
  EXPECT_THAT(ids_of(found("winter policy ")), ElementsAre("winter-dues"));
  EXPECT_THAT(ids_of(found("lobster-pots ")), ElementsAre("lobster-pots"));
  EXPECT_THAT(ids_of(found("fishing pots ")), ElementsAre("lobster-pots"));
}

TEST_F(SearchingIndex, AWordOfTheTitleCountsForMore) {
  EXPECT_THAT(ids_of(found("visitors ")), ElementsAre("visitor-berths", "winter-dues"));
}

TEST_F(SearchingIndex, WordsInQuotationMarksStandNextToEachOther) {
  EXPECT_THAT(ids_of(found("\"on dues\"")), ElementsAre("winter-dues"));
  EXPECT_THAT(ids_of(found("\"dues on\"")), IsEmpty());
}

TEST_F(SearchingIndex, TheLastWordMayBeUnfinishedAlsoBeyondItsStem) {
  for (const char* typed : {"insuran", "insuranc", "insurance", "insu"}) {
    const SearchFound all = found(typed);
    EXPECT_THAT(ids_of(all), ElementsAre("visitor-berths")) << typed;
  }
  EXPECT_EQ(found("insuran").hits.front().matched, Matched::unfinished);
  EXPECT_EQ(found("insurance").hits.front().matched, Matched::all);
  EXPECT_THAT(ids_of(found("lobster-po")), ElementsAre("lobster-pots"));
  EXPECT_EQ(found("insuran quay").hits.front().matched, Matched::some) << "only the last word may be";
}

// "ties" has the stem "ti": "time" does not begin with it.
TEST_F(SearchingIndex, WhatBeginsWithTheStemOfAnUnfinishedWordAloneIsNotFound) {
  const auto with = harbour_with({{.id = "knots", .title = "Knots", .words = "Who ties up makes a knot."},
                                  {.id = "clock", .title = "Clock", .words = "The timing of tides."}});
  EXPECT_THAT(ids_of(found_in(index_of(*with), "ties")), ElementsAre("knots"));
  EXPECT_THAT(ids_of(found_in(index_of(*with), "timi")), ElementsAre("clock"));
}

TEST_F(SearchingIndex, FinishedWordsComeBeforeUnfinishedOnes) {
  const auto with = harbour_with({{.id = "pot", .title = "A pot", .words = "One pot."},
                                  {.id = "potter", .title = "Potters pot potter", .words = "Potters potter."}});
  EXPECT_EQ(ids_of(found_in(index_of(*with), "pot")).front(), "pot");
}

TEST_F(SearchingIndex, MarksWhatWasFound) {
  const SearchFound all = found("visitors policy ");
  ASSERT_EQ(all.hits.size(), 2U);
  EXPECT_EQ(shown(all.hits[0].title), "Berths for [visitors]");
  EXPECT_EQ(shown(all.hits[0].excerpt), "[Visitors] pay [policies] of insurance at the quay.");
}

TEST_F(SearchingIndex, FieldsAreNobodysWording) {
  EXPECT_THAT(ids_of(found("surname ")), IsEmpty());
  EXPECT_EQ(found("pots ").hits.front().excerpt.text, "Lay your pots where ‹…› will not meet them.");
}

TEST_F(SearchingIndex, OnlyWhatIsUsableOnTheDayIsShownUnlessTold) {
  const SearchFound usable = found("lamp ");
  EXPECT_THAT(ids_of(usable), IsEmpty());
  EXPECT_EQ(usable.hidden.by_state, 2U);
  using State = SearchFilter::State;
  EXPECT_THAT(ids_of(found("lamp ", {.state = State::expired})), ElementsAre("old-lamp"));
  EXPECT_THAT(ids_of(found("lamp ", {.state = State::all})), UnorderedElementsAre("old-lamp", "new-lamp"));
  EXPECT_THAT(ids_of(found("lamp ", {.date = day("2015-12-31")})), ElementsAre("old-lamp"));
  EXPECT_THAT(ids_of(found("lamp ", {.date = day("2016-01-01")})), IsEmpty()) << "it expires on that day";
  EXPECT_THAT(ids_of(found("lamp ", {.date = day("2017-01-01")})), ElementsAre("new-lamp"));
}

TEST_F(SearchingIndex, FiltersSayWhatTheyKeepBack) {
  const SearchFound lobsters = found("visitors ", {.topic = "lobsters", .owner = "Fishery Desk"});
  EXPECT_EQ(lobsters.total, 0U);
  EXPECT_EQ(lobsters.hidden.by_topic, 2U);
  EXPECT_EQ(lobsters.hidden.by_owner, 2U);
  EXPECT_TRUE(lobsters.unknown.empty());
  EXPECT_THAT(ids_of(found("pots ", {.topic = "lobsters", .owner = "Fishery Desk"})), ElementsAre("lobster-pots"));
}

TEST_F(SearchingIndex, TheLimitShortensTheListAndNotTheCount) {
  const SearchFound one = found("visitors ", {}, 1);
  EXPECT_EQ(one.hits.size(), 1U);
  EXPECT_EQ(one.total, 2U);
}

TEST_F(SearchingIndex, WhenNoneHasAllWordsThoseWithSomeAreShown) {
  const SearchFound some = found("lobsters insurance ");
  EXPECT_THAT(ids_of(some), UnorderedElementsAre("lobster-pots", "visitor-berths"));
  EXPECT_EQ(some.hits.front().matched, Matched::some);
  EXPECT_TRUE(some.unknown.empty());
}

TEST_F(SearchingIndex, AWordThatNoParagraphHasIsToldWithWordsNearToIt) {
  const SearchFound none = found("inshurance ");
  EXPECT_TRUE(none.hits.empty());
  ASSERT_EQ(none.unknown.size(), 1U);
  EXPECT_EQ(none.unknown[0].word, "inshurance");
  EXPECT_THAT(none.unknown[0].near, Contains("insurance"));
  const SearchFound some = found("lobsters zzzzzz ");
  EXPECT_THAT(ids_of(some), ElementsAre("lobster-pots"));
  ASSERT_EQ(some.unknown.size(), 1U);
  EXPECT_TRUE(some.unknown[0].near.empty());
}

TEST_F(SearchingIndex, WhatIsTypedIsNeverAnErrorOfSqlite) {
  for (const char* typed :
       {"a AND", "OR",      "NOT x",    "NEAR(a b)", "title:a",  "^a",      "a*",      "*a",
        "\"a",   "a\"b\"c", "(a",       "a)",        "{id} : a", "a + b",   "-a",      "a;DROP TABLE word",
        "''a",   "\\a",     "a\u2019b", "\u202Ea",   "日本語 a", "a\tb\nc", "0x00 %s", "€a"})
    EXPECT_THAT(index.search(*read_search_words(typed), {.date = day("2016-10-26")}, 10), Succeeds()) << typed;
}

TEST(SearchIndexWelsh, IsFoundWithAndWithoutAccentsAndInItsMutations) {
  const auto department = harbour_with({{.id = "children", .title = "Children", .words = "Children may swim."}},
                                       {{"paragraphs/children.cy.md",
                                         "---\ntitle: Plant y tŷ\nrevision: 3\n---\nCaiff y plant nofio ger y tŷ gwyn "
                                         "yng Nghymru; mae'r ŵyn yn aros.\n"}});
  const SearchIndex index = index_of(*department);
  for (const char* typed :
       {"tŷ ", "ty ", "TŶ ", "blant ", "phlant ", "plant ", "cymru ", "gymru ", "ŵyn ", "wyn ", "nofi"})
    EXPECT_THAT(ids_of(found_in(index, typed)), ElementsAre("children.cy")) << typed;
  EXPECT_EQ(shown(found_in(index, "ty ").hits.front().title), "Plant y [tŷ]");
  EXPECT_THAT(ids_of(found_in(index, "swims ")), ElementsAre("children"));
  EXPECT_THAT(ids_of(found_in(index, "swam ")), IsEmpty());
}

TEST_F(SearchingIndex, ItsBytesMakeItAgain) {
  const auto bytes = std::make_shared<const std::string>(index.bytes());
  const auto again = SearchIndex::from(*bytes, bytes);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->department(), "harbour");
  for (const char* typed : {"policy ", "insuran", "visitors winter "})
    EXPECT_EQ(ids_of(found_in(*again, typed)), ids_of(found(typed))) << typed;
  ASSERT_THAT(again->topics(), Succeeds());
  EXPECT_THAT(*again->topics(), Contains("lobsters"));
  EXPECT_THAT(*again->owners(), Contains("Fishery Desk"));
  EXPECT_EQ(*again->paragraphs(), department->paragraphs.size());
}

// What completions of shells offer.
TEST(SearchIndex, ListsEachParagraphOnceByItsId) {
  const auto department =
      harbour_with({{.id = "zander", .title = "Zander", .words = "A fish."},
                    {.id = "anchor", .title = "Anchors", .words = "They hold."}},
                   {{"paragraphs/anchor.cy.md", "---\ntitle: Angorau\nrevision: 3\n---\nMaent yn dal.\n"}});
  const auto all = index_of(*department).originals();
  ASSERT_THAT(all, Succeeds());
  std::vector<std::string> ids;
  for (const SearchIndex::Listed& one : *all) {
    ids.push_back(one.id);
    if (one.id != "anchor") continue;
    EXPECT_EQ(one.title, "Anchors");
    EXPECT_EQ(one.revision, 3);
  }
  EXPECT_TRUE(std::ranges::is_sorted(ids));
  EXPECT_EQ(std::ranges::count(ids, "anchor"), 1) << "its translation is no other paragraph";
  EXPECT_EQ(std::ranges::count(ids, "zander"), 1);
}

TEST_F(SearchingIndex, OtherBytesAreNone) {
  for (const std::string& bytes : {std::string(), std::string("no index"), index.bytes().substr(0, 100)}) {
    const auto owned = std::make_shared<const std::string>(bytes);
    EXPECT_FALSE(SearchIndex::from(*owned, owned)) << bytes.size();
  }
}

TEST(SearchText, LeavesMarksAndSectionsOutAndKeepsWords) {
  const auto department = harbour_with(
      {{.id = "marks",
        .title = "Marks",
        .words =
            "A *berth*, [a form](https://example.org/form) and\n\n- one  \n- two\n\n"
            "{{#facts.visit}}\nYou came.\n{{/facts.visit}}\n\n| Boat | Due |\n| --- | --- |\n| Ketch | {{facts.due}} |",
        .more = "optional: [facts.visit, facts.due]\n"}});
  EXPECT_EQ(searchable_text(*department->find("marks")), "A berth, a form and one two You came. Boat Due Ketch ‹…›");
}

}  // namespace
}  // namespace engross::test
