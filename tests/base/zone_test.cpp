#include "base/zone.hpp"

#include <gtest/gtest.h>

namespace engross {
namespace {

TEST(Zone, TheDayIsTheOneThatItsClocksShow) {
  const Timestamp late = *Timestamp::parse("2016-07-01T23:30:00Z");
  EXPECT_EQ(in_zone(late, "Europe/London")->rfc3339(), "2016-07-02T00:30:00+01:00");
  EXPECT_EQ(in_zone(late, "Europe/London")->local_date().iso(), "2016-07-02");
  EXPECT_EQ(in_zone(late, "America/New_York")->local_date().iso(), "2016-07-01");
  EXPECT_EQ(in_zone(*Timestamp::parse("2016-07-02T10:00:00+12:00"), "UTC")->rfc3339(), "2016-07-01T22:00:00Z");
  EXPECT_FALSE(in_zone(late, "Europe/Telford"));
}

}  // namespace
}  // namespace engross
