#include "base/date.hpp"

#include <gtest/gtest.h>

namespace engross {
namespace {

TEST(Date, ReadsOnlyIsoDaysThatExist) {
  EXPECT_EQ(Date::parse("2016-10-26")->iso(), "2016-10-26");
  EXPECT_EQ(Date::parse("2016-02-29")->day(), 29U);
  for (const char* bad :
       {"", "2016-2-9", "2017-02-29", "2016-13-01", "2016-00-10", "2016/10/26", "2016-10-26 ", "0000-01-01"})
    EXPECT_FALSE(Date::parse(bad)) << bad;
}

TEST(Date, KnowsItsWeekday) {
  EXPECT_EQ(Date::parse("2016-10-26")->weekday(), 3U);  // a Wednesday
  EXPECT_EQ(Date::parse("2026-11-22")->weekday(), 7U);
}

TEST(Timestamp, ReadsAndPrintsRfc3339) {
  const auto at = Timestamp::parse("2016-10-26T00:30:00+01:00");
  ASSERT_TRUE(at);
  EXPECT_EQ(at->rfc3339(), "2016-10-26T00:30:00+01:00");
  EXPECT_EQ(at->local_date().iso(), "2016-10-26");
  EXPECT_EQ((Timestamp{at->instant, 0}).rfc3339(), "2016-10-25T23:30:00Z");
  EXPECT_EQ(Timestamp::parse("2016-10-26T00:30:00.125Z")->rfc3339(), "2016-10-26T00:30:00Z");
  for (const char* bad : {"2016-10-26", "2016-10-26T24:00:00Z", "2016-10-26T00:30:00", "2016-10-26T00:30:00+1:00",
                          "2016-10-26T00:30:00.Z", "2016-10-26T00:61:00Z"})
    EXPECT_FALSE(Timestamp::parse(bad)) << bad;
}

TEST(Timestamp, MidnightFollowsTheZone) {
  EXPECT_EQ(midnight_in(*Date::parse("2016-10-26"), "Europe/London")->rfc3339(), "2016-10-26T00:00:00+01:00");
  EXPECT_EQ(midnight_in(*Date::parse("2016-12-01"), "Europe/London")->rfc3339(), "2016-12-01T00:00:00Z");
  EXPECT_FALSE(midnight_in(*Date::parse("2016-12-01"), "Europe/Telford"));
}

}  // namespace
}  // namespace engross
