// Where a text may be broken into lines.
#include "layout/opportunities.hpp"

#include <gtest/gtest.h>

namespace engross {
namespace {

// The places where a line may end, as '|' in the text; '-' where a hyphen would be set.
std::string with_opportunities(const std::string& text) {
  const auto dictionary = Hyphenation::from_department("hyph.dic", "UTF-8\n1b\n1d\n1m\n1k\n1w\n");
  EXPECT_TRUE(dictionary.has_value());
  TextBoundaries boundaries;
  std::vector<Opportunity> found;
  find_opportunities(text, dictionary->get(), boundaries, found);
  std::string out = text;
  for (auto one = found.rbegin(); one != found.rend(); ++one)
    out.insert(one->offset, one->kind == BreakKind::hyphen ? "-" : "|");
  return out;
}

TEST(Opportunities, AddressesTakeNoHyphenWhichWouldReadAsPartOfThem) {
  EXPECT_EQ(with_opportunities("see ombudsman now"), "see |om-bu-ds-man |now|");
  EXPECT_EQ(with_opportunities("see ombudsman.wales now"), "see |ombudsman|.wales |now|");
  EXPECT_EQ(with_opportunities("see ico.org.uk/makeabid."), "see |ico|.org|.uk/|makeabid.|");
  EXPECT_EQ(with_opportunities("the ombudsman."), "the |om-bu-ds-man.|");
}

}  // namespace
}  // namespace engross
