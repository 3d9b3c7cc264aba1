// How a deadline was counted, day by day, and where two policies count apart: for people who do not believe it.
#pragma once

#include <string>
#include <vector>

#include "calendar/deadlines.hpp"

namespace engross {

struct CountedDay {
  Date date;
  int number = 0;   // which working day it is; 0: it does not count
  std::string why;  // why it does not: "Saturday", "Good Friday in scotland", "the day of receipt"
};

// Every day from receipt to the deadline. Of months: the day of receipt, as far as it moved, and the days from the one
// on which they end to the first working day.
std::vector<CountedDay> counted_days(const DeadlinePolicy& policy, const WorkingDays& days, const DueDates& deadline);

// A day that one of two policies counts and the other does not, each in words: "day 12", "not counted: Saturday";
// "after the deadline" for the one that has ended before.
struct ApartDay {
  Date date;
  std::string one, other;
};

// Of two policies of working days and the same day of receipt, until the earlier deadline.
std::vector<ApartDay> days_apart(const std::vector<CountedDay>& one, const std::vector<CountedDay>& other);

// The rules in which two policies differ, a sentence without its stop for each: "a counts 20 working days, b 15".
std::vector<std::string> rules_apart(const DeadlinePolicy& one, const DeadlinePolicy& other);

}  // namespace engross
