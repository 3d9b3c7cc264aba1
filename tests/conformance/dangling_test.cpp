// Broken sentences are found, and sound ones are left in peace. How alike two texts are.
#include "conformance/dangling.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/likeness.hpp"
#include "letter/markdown.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Dangle::Kind> kinds(const std::vector<Dangle>& dangles) {
  std::vector<Dangle::Kind> list;
  for (const Dangle& dangle : dangles) list.push_back(dangle.kind);
  return list;
}

constexpr auto stray = Dangle::Kind::stray;
constexpr auto unclosed = Dangle::Kind::unclosed;
constexpr auto no_end = Dangle::Kind::no_end;
constexpr auto no_start = Dangle::Kind::no_start;

TEST(Dangling, FindsWhatADroppedSectionLeaves) {
  EXPECT_THAT(kinds(dangling_in("We wrote to you on  about it.")), ElementsAre(stray));
  EXPECT_THAT(kinds(dangling_in("We wrote to you , and wait.")), ElementsAre(stray));
  EXPECT_THAT(kinds(dangling_in("We wrote to you, .")), ElementsAre(stray));
  EXPECT_THAT(kinds(dangling_in("We wrote to you..")), ElementsAre(stray));
  EXPECT_THAT(kinds(dangling_in(", which we regret.")), ElementsAre(stray));
  EXPECT_THAT(kinds(dangling_in("We wrote ( ) to you.")), ElementsAre(stray));
  EXPECT_THAT(kinds(dangling_in("We wrote (see below to you.")), ElementsAre(unclosed));
  EXPECT_THAT(kinds(dangling_in("We wrote) to you.")), ElementsAre(unclosed));
  EXPECT_THAT(kinds(dangling_in("He said “we wrote to you.")), ElementsAre(unclosed));
  EXPECT_THAT(kinds(dangling_in("We wrote to you because of")), ElementsAre(no_end));
  EXPECT_THAT(kinds(dangling_in("because of that we wrote.")), ElementsAre(no_start));
}

TEST(Dangling, LeavesSoundSentencesAlone) {
  for (const char* sentence :
       {"We wrote to you.", "We wrote … to you.", "We wait...", "The fee is £1,234.50.", "Did you write?",
        "He said “yes.”", "We shall visit (on 3 May).", "It explains:", "Write to office@example.org",
        "See https://example.org/a,b", "a) the first item.", "Either a) write, or b) call.",
        "It is 1) late and iv) cold.", "Jones’s letter, etc., came.", "The rate is .5 per cent.", "Thanks!", "Office"})
    EXPECT_THAT(dangling_in(std::string_view(sentence)), testing::Each(testing::Field(&Dangle::kind, no_start)))
        << sentence;
}

std::vector<Dangle::Kind> in_markdown(const std::string& text) {
  const SourceRef source = make_source("p.md", text);
  const auto blocks = read_markdown(unmerged(source, 0, static_cast<std::uint32_t>(text.size())), {});
  std::vector<const Block*> list;
  for (const Block& block : *blocks) list.push_back(&block);
  return kinds(dangling_in(list));
}

TEST(Dangling, AsksNoFullStopOfListsHeadingsAndSetLines) {
  EXPECT_THAT(
      in_markdown("# The fees of the year\n\nIt explains:\n\n- how to pay\n- when to pay\n\n1 High Street\\\nLudlow\n"),
      IsEmpty());
  EXPECT_THAT(in_markdown("- how , to pay\n"), ElementsAre(stray));
  EXPECT_THAT(in_markdown("We wrote to you about *the weir*\n"), ElementsAre(no_end));
}

double alike(std::string_view a, std::string_view b) {
  return likeness(WordCounts(a), WordCounts(b));
}

TEST(Likeness, CountsSharedWords) {
  EXPECT_DOUBLE_EQ(alike("We wrote to you.", "we WROTE, to you"), 1);
  EXPECT_DOUBLE_EQ(alike("a b c d", "a b x y"), 0.5);
  EXPECT_DOUBLE_EQ(alike("a a a a", "a"), 0.4);
  EXPECT_DOUBLE_EQ(alike("a {{#long_date}}b.c{{/long_date}} d", "a b c d"), 1);
  EXPECT_DOUBLE_EQ(alike("", ""), 0);
}

}  // namespace
}  // namespace engross::test
