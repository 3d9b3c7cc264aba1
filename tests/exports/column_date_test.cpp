// Formats of dates: what each reads, and what it leaves alone.
#include "exports/column_date.hpp"

#include <gtest/gtest.h>

namespace engross {
namespace {

std::string read(std::string_view format, std::string_view text) {
  const auto made = ColumnDate::from(format);
  if (!made) return "no format: " + made.error();
  const auto date = made->read(text);
  return date ? date->iso() : "no date";
}

TEST(ColumnDate, ReadsWhatItsFormatSays) {
  EXPECT_EQ(read("DD/MM/YYYY", "03/10/2016"), "2016-10-03");
  EXPECT_EQ(read("MM/DD/YYYY", "03/10/2016"), "2016-03-10");
  EXPECT_EQ(read("D/M/YYYY", "3/10/2016"), "2016-10-03");
  EXPECT_EQ(read("D/M/YYYY", "03/10/2016"), "2016-10-03");
  EXPECT_EQ(read("D/M/YYYY", "13/1/2016"), "2016-01-13");
  EXPECT_EQ(read("YYYYMMDD", "20161003"), "2016-10-03");
  EXPECT_EQ(read("D MMMM YYYY", "3 October 2016"), "2016-10-03");
  EXPECT_EQ(read("D MMMM YYYY", "29 FEBRUARY 2016"), "2016-02-29");
  EXPECT_EQ(read("DD-MMM-YYYY", "03-Oct-2016"), "2016-10-03");
  EXPECT_EQ(read("DD.MM.YYYY hh:mm:ss", "03.10.2016 23:59:00"), "2016-10-03");
  EXPECT_EQ(read("MMM D, YYYY", "May 3, 2016"), "2016-05-03");
}

TEST(ColumnDate, LeavesAloneWhatItDoesNotSay) {
  for (const char* text :
       {"3/10/2016", "03/10/16", "03-10-2016", "03/10/2016 ", " 03/10/2016", "03/13/2016", "31/09/2016", "29/02/2015",
        "00/10/2016", "03/10/2016 00:00", "", "DD/MM/YYYY", "０３/10/2016", "03/10/20166"})
    EXPECT_EQ(read("DD/MM/YYYY", text), "no date") << text;
  EXPECT_EQ(read("D MMMM YYYY", "3 Oct 2016"), "no date");
  EXPECT_EQ(read("D MMM YYYY", "3 October 2016"), "no date");
  EXPECT_EQ(read("D/M/YYYY", "003/10/2016"), "no date");
  EXPECT_EQ(read("DD/MM/YYYY hh:mm", "03/10/2016 9:30"), "no date");
}

TEST(ColumnDate, RefusesFormatsThatSayLittle) {
  EXPECT_EQ(read("DD/MM/YY", ""), "no format: YY does not say which century");
  EXPECT_EQ(read("dd/mm/yyyy", ""), "no format: \"dd\" is no part of a date");
  EXPECT_EQ(read("DD/MM", ""), "no format: a date has one year, one month and one day");
  EXPECT_EQ(read("DD/MM/MMM/YYYY", ""), "no format: a date has one year, one month and one day");
  EXPECT_EQ(read("", ""), "no format: a date has one year, one month and one day");
  EXPECT_EQ(read("DMYYYY", ""),
            "no format: D and M need something between them and what follows: nobody could tell 111");
}

TEST(ColumnDate, KnowsWhenTwoReadOneTextDifferently) {
  const auto clash = [](std::string_view a, std::string_view b) {
    return ColumnDate::from(a)->clashes_with(*ColumnDate::from(b)) ||
           ColumnDate::from(b)->clashes_with(*ColumnDate::from(a));
  };
  EXPECT_TRUE(clash("DD/MM/YYYY", "MM/DD/YYYY"));
  EXPECT_TRUE(clash("D/M/YYYY", "MM/DD/YYYY"));
  EXPECT_TRUE(clash("YYYYMMDD", "DDMMYYYY"));
  EXPECT_TRUE(clash("YYYY-MM-DD", "YYYY-DD-MM"));
  EXPECT_FALSE(clash("DD/MM/YYYY", "D/M/YYYY"));
  EXPECT_FALSE(clash("DD/MM/YYYY", "YYYY-MM-DD"));
  EXPECT_FALSE(clash("DD/MM/YYYY", "DD MMM YYYY"));
  EXPECT_FALSE(clash("MMM D YYYY", "MMMM D YYYY")) << "May is both, and the same";
}

}  // namespace
}  // namespace engross
