// Deadlines counted the slow way, by nothing that the program uses: days as text, weekdays by a congruence, holidays as
// a set of texts read from the JSON by another reader, one day after the other.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace engross::test {

// One of the shipped policies as docs/deadlines.md words it.
struct NaivePolicy {
  std::string id;
  std::vector<std::string> divisions;
  int working_days;     // 0: a month
  bool rolled = false;  // what comes on a day off is received on the next working day
  std::vector<int> stages{};
  int extended_months = 0;  // by how many months a month may be extended
};

std::string naive_next_day(const std::string& iso);

class NaiveCalendar {
 public:
  explicit NaiveCalendar(const std::vector<std::string>& divisions);
  // "2026-03-31", or "refused" as soon as a day is needed that the calendar does not know.
  std::string due(const NaivePolicy& policy, const std::string& received, int working_days) const;
  // The same for a time of months.
  std::string due_after_months(const std::string& received, int months) const;
  bool is_off(const std::string& day) const;

 private:
  bool knows(const std::string& day) const;
  std::set<std::string> holidays_;
};

}  // namespace engross::test
