// What is typed to find paragraphs: words, words next to each other, a last word that is not finished; and nothing in
// it that is syntax.
#include "library/search_words.hpp"

#include "library/search_match.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

SearchTerm finished(std::vector<std::string> words) {
  return {.words = std::move(words), .unfinished = false};
}
SearchTerm unfinished(std::vector<std::string> words) {
  return {.words = std::move(words), .unfinished = true};
}

std::vector<SearchTerm> terms_of(std::string_view typed) {
  const auto read = read_search_words(typed);
  EXPECT_THAT(read, Succeeds()) << typed;
  return read ? read->terms : std::vector<SearchTerm>();
}

TEST(SearchWords, AreFoldedAndTheLastMayGoOn) {
  EXPECT_THAT(terms_of("School Places"), ElementsAre(finished({"school"}), unfinished({"places"})));
  EXPECT_THAT(terms_of("  school\tplac"), ElementsAre(finished({"school"}), unfinished({"plac"})));
}

TEST(SearchWords, ASpaceOrAMarkBehindTheLastWordFinishesIt) {
  EXPECT_THAT(terms_of("school "), ElementsAre(finished({"school"})));
  EXPECT_THAT(terms_of("school,"), ElementsAre(finished({"school"})));
  EXPECT_THAT(terms_of("school\u00A0"), ElementsAre(finished({"school"})));
}

TEST(SearchWords, QuotationMarksOfAnyKindHoldWordsTogether) {
  const auto both = ElementsAre(finished({"free", "school", "meals"}), unfinished({"winter"}));
  EXPECT_THAT(terms_of("\"free school meals\" winter"), both);
  EXPECT_THAT(terms_of("“Free school  meals” winter"), both);
  EXPECT_THAT(terms_of("«free school meals» winter"), both);
  EXPECT_THAT(terms_of("school \"free meals"), ElementsAre(finished({"school"}), finished({"free", "meals"})));
  EXPECT_THAT(terms_of("\"free\""), ElementsAre(finished({"free"})));
}

TEST(SearchWords, MarksInsideAWordHoldItsPartsTogether) {
  EXPECT_THAT(terms_of("well-being now"), ElementsAre(finished({"well", "being"}), unfinished({"now"})));
  EXPECT_THAT(terms_of("pshe-curric"), ElementsAre(unfinished({"pshe", "curric"})));
}

TEST(SearchWords, AccentsDoNotCountHoweverTheyAreWritten) {
  EXPECT_THAT(folded_words("Tŷ, TŶ; y\u0302 ŵyneb Éire naïve"), ElementsAre("ty", "ty", "y", "wyneb", "eire", "naive"));
  EXPECT_EQ(terms_of("t\u0079\u0302 "), terms_of("tŷ "));
  EXPECT_THAT(folded_words("Ελλάδα Straße 2016–17"), ElementsAre("ελλαδα", "straße", "2016", "17"));
}

TEST(SearchWords, WithoutAWordAreRefused) {
  for (const char* typed : {"", " ", "\"", "\"\"", "*", "- ( ) :", "‹…›", "\u0301"})
    EXPECT_THAT(read_search_words(typed), FailsWith("search.no-words")) << typed;
}

TEST(SearchWords, TooManyAndBytesThatAreNoTextAreRefused) {
  std::string many;
  for (std::size_t i = 0; i < most_search_words; ++i) many += "a" + std::to_string(i) + " ";
  EXPECT_THAT(read_search_words(many), Succeeds());
  EXPECT_THAT(read_search_words(many + "b"), FailsWith("search.too-many"));
  EXPECT_THAT(read_search_words("school \xff"), FailsWith("search.not-text"));
}

TEST(SearchWords, BecomeAnExpressionInWhichEveryWordIsQuoted) {
  const auto words = read_search_words("\"free meals\" NOT(x* near/2 ^a");
  ASSERT_THAT(words, Succeeds());
  EXPECT_EQ(match_expression(*words, {}), "(\"free meals\") AND (\"not x\") AND (\"near 2\") AND (\"a\")");
  const auto complete = [](const std::string& beginning) {
    return Completions{.words = {beginning + "bc"}, .beginning_too = true};
  };
  EXPECT_EQ(match_expression(*words, {.complete = complete, .welsh = false, .any = true}),
            "(\"free meals\") OR (\"not x\") OR (\"near 2\") OR (\"a\" OR \"abc\" OR \"a\" *)");
}

}  // namespace
}  // namespace engross::test
