// Other lines for an address: what may be joined and broken, and what never is.
#include "envelopes/rebreak.hpp"

#include <fmt/ranges.h>

#include "base/text.hpp"
#include "layout/fixtures.hpp"

namespace engross::test {
namespace {
using Lines = std::vector<std::string>;

std::function<bool(const Lines&)> within_lines(std::size_t most, std::size_t longest) {
  return [most, longest](const Lines& all) {
    return all.size() <= most &&
           std::ranges::all_of(all, [&](const std::string& line) { return decode_lossy(line).size() <= longest; });
  };
}

Lines broken(const Lines& from, std::size_t most, std::size_t longest, std::size_t most_lines = 9) {
  const auto found = first_rebreak(from, most_lines, within_lines(most, longest));
  return found ? found->lines : Lines{"none"};
}

const Lines seven{"Mrs Ada Wynne", "Mill House", "Weir Lane", "Lower Dinham", "Ludford", "Ludlow", "SY8 1AA"};

TEST(Rebreak, JoinsTheTwoShortestLines) {
  const auto found = first_rebreak(seven, 9, within_lines(6, 40));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->lines,
            (Lines{"Mrs Ada Wynne", "Mill House, Weir Lane", "Lower Dinham", "Ludford", "Ludlow", "SY8 1AA"}));
  EXPECT_EQ(found->changes, Lines{"join “Mill House” and “Weir Lane”"});
  EXPECT_EQ(broken(seven, 5, 40),
            (Lines{"Mrs Ada Wynne", "Mill House, Weir Lane", "Lower Dinham, Ludford", "Ludlow", "SY8 1AA"}));
}

TEST(Rebreak, LeavesNameTownAndPostcodeAlone) {
  EXPECT_EQ(broken(seven, 4, 60),
            (Lines{"Mrs Ada Wynne", "Mill House, Weir Lane, Lower Dinham, Ludford", "Ludlow", "SY8 1AA"}));
  EXPECT_EQ(broken(seven, 3, 99), Lines{"none"}) << "nothing is left to join";
  EXPECT_EQ(broken({"Mr Rowe", "Hull", "HU1 1AA"}, 2, 99), Lines{"none"});
  EXPECT_EQ(broken({"Mr Rowe", "12 Rue Haute", "Bâtiment C", "75001 Paris", "FRANCE"}, 4, 99),
            (Lines{"Mr Rowe", "12 Rue Haute, Bâtiment C", "75001 Paris", "FRANCE"}));
  EXPECT_EQ(broken({"Sgt Rowe", "A Company", "1 Regiment", "BFPO 12", "BF1 2AA"}, 4, 99),
            (Lines{"Sgt Rowe", "A Company, 1 Regiment", "BFPO 12", "BF1 2AA"}));
}

TEST(Rebreak, BreaksALongLineWhereItIsMostEven) {
  EXPECT_EQ(broken({"Mr Rowe", "The Association of Friends of the Weirs", "Weir Lane", "Hull", "HU1 1AA"}, 9, 25),
            (Lines{"Mr Rowe", "The Association of", "Friends of the Weirs", "Weir Lane", "Hull", "HU1 1AA"}));
  EXPECT_EQ(broken({"Mr Rowe", "Mill House, Lower Weir Lane", "Hull", "HU1 1AA"}, 9, 16),
            (Lines{"Mr Rowe", "Mill House", "Lower Weir Lane", "Hull", "HU1 1AA"}))
      << "no comma stays at the end of a line";
}

TEST(Rebreak, NeverBreaksANumberOffAPostcodeOrBeforeAForbiddenCharacter) {
  EXPECT_EQ(broken({"Mr Rowe", "1742 Haverstockstreet", "Hull", "HU1 1AA"}, 9, 17), Lines{"none"});
  EXPECT_EQ(broken({"Mr Rowe", "Haverstockstreet 1742", "Hull", "HU1 1AA"}, 9, 17), Lines{"none"});
  EXPECT_EQ(broken({"Mr Rowe", "Haverstockhouse (upperfloor)", "Hull", "HU1 1AA"}, 9, 17), Lines{"none"});
  EXPECT_EQ(broken({"Mr Rowe", "12 Great Western Road", "Hull", "HU1 1AA"}, 9, 14), Lines{"none"})
      << "there is another Western Road";
  EXPECT_EQ(broken({"Mr Rowe", "Haverstockstreet 12b", "Hull", "HU1 1AA"}, 9, 17), Lines{"none"});
  EXPECT_EQ(broken({"Mr Rowe", "Flat 2, 12 Great Western Road", "Hull", "HU1 1AA"}, 9, 21),
            (Lines{"Mr Rowe", "Flat 2", "12 Great Western Road", "Hull", "HU1 1AA"}));
  EXPECT_EQ(broken({"Mr Rowe", "Hull", "HU1 1AA"}, 9, 6), Lines{"none"}) << "a title stays with its name";
}

// A council may stand where a name does.
TEST(Rebreak, BreaksALongNameButJoinsNoPartOfIt) {
  const Lines from{"The Council of the Borough of Telford", "Mill House", "Weir Lane", "Hull", "HU1 1AA"};
  EXPECT_EQ(broken(from, 9, 22),
            (Lines{"The Council of the", "Borough of Telford", "Mill House", "Weir Lane", "Hull", "HU1 1AA"}));
  EXPECT_EQ(broken(from, 5, 22),
            (Lines{"The Council of the", "Borough of Telford", "Mill House, Weir Lane", "Hull", "HU1 1AA"}));
  EXPECT_EQ(broken({"The Council of the Borough of Telford", "Hull", "HU1 1AA"}, 3, 22), Lines{"none"});
}

TEST(Rebreak, BreaksAndJoinsAtOnce) {
  const Lines from{"Mr Rowe", "Association of Friends of Weirs", "Mill House", "Weir Lane", "Hull", "HU1 1AA"};
  const auto found = first_rebreak(from, 9, within_lines(6, 24));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->lines,
            (Lines{"Mr Rowe", "Association of", "Friends of Weirs", "Mill House, Weir Lane", "Hull", "HU1 1AA"}));
  EXPECT_EQ(found->changes.size(), 2U);
}

TEST(Rebreak, KeepsToTheLinesThatTheEnvelopeTakes) {
  const Lines from{"Mr Rowe", "The Association of Friends of the Weirs", "Weir Lane", "Hull", "HU1 1AA"};
  EXPECT_EQ(broken(from, 99, 25, 5), Lines{"none"});
  EXPECT_EQ(broken(from, 99, 25, 6).size(), 6U);
}

TEST(Rebreak, KeepsEveryWord) {
  const auto words = [](const Lines& all) {
    std::string made;
    for (const std::string& line : all)
      for (const char c : line)
        if (c != ' ' && c != ',') made += c;
    return made;
  };
  std::size_t asked = 0;
  EXPECT_FALSE(first_rebreak(seven, 9, [&](const Lines& all) {
    EXPECT_EQ(words(all), words(seven)) << fmt::format("{}", fmt::join(all, " / "));
    EXPECT_EQ(all.front().find(','), std::string::npos);
    EXPECT_EQ(all.back(), "SY8 1AA");
    ++asked;
    return false;
  }));
  EXPECT_GT(asked, 20U);
  EXPECT_LE(asked, 400U);
}

TEST(Rebreak, OfALetterReadsAndWritesItsOneAddress) {
  Letter letter = whole_letter();
  const Lines before = addressee_lines(letter);
  ASSERT_EQ(before.size(), 6U);
  EXPECT_EQ(before[1], "Cabinet Members Office");
  letter.further.push_back(letter);
  const Letter changed = with_addressee_lines(letter, {"A", "B C"});
  EXPECT_EQ(addressee_lines(changed), (Lines{"A", "B C"}));
  EXPECT_EQ(addressee_lines(changed.further.front()), (Lines{"A", "B C"}));
  EXPECT_EQ(plain_text(changed.sections[0].blocks[0]), "A\nB C");
  Letter two = whole_letter();
  two.sections[0].blocks.push_back(lines("Mr Rowe\nHull"));
  EXPECT_EQ(addressee_lines(two), Lines{}) << "whose lines would they be?";
  Letter emphatic = whole_letter();
  emphatic.sections[0].blocks[0].inlines.push_back(within(Inline::Kind::emphasis, {text("urgent")}));
  EXPECT_EQ(addressee_lines(emphatic), Lines{});
  EXPECT_EQ(addressee_lines(Letter{}), Lines{});
}

}  // namespace
}  // namespace engross::test
