// In: a day of receipt. Out: the deadline, by walking. Refuses: days that the calendar does not know.
#include "calendar/naive_calendar.hpp"

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

namespace engross::test {
namespace {

constexpr const char* first_day = "2018-01-01";
constexpr const char* last_day = "2027-12-28";

struct Parts {
  int year, month, day;
};

Parts parts_of(const std::string& iso) {
  return {std::stoi(iso.substr(0, 4)), std::stoi(iso.substr(5, 2)), std::stoi(iso.substr(8, 2))};
}

std::string text_of(const Parts& p) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", p.year, p.month, p.day);
  return text;
}

int length_of_month(int year, int month) {
  const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : lengths[month - 1];
}

// Zeller's congruence: 0 is Saturday, 1 Sunday.
int zeller(Parts p) {
  if (p.month < 3) {
    p.month += 12;
    --p.year;
  }
  const int century = p.year / 100;
  const int of_century = p.year % 100;
  return (p.day + 13 * (p.month + 1) / 5 + of_century + of_century / 4 + century / 4 + 5 * century) % 7;
}

// The same day of a later month, or its last.
std::string months_later(const std::string& iso, int months) {
  Parts p = parts_of(iso);
  for (int i = 0; i < months; ++i) {
    if (++p.month == 13) {
      p.month = 1;
      ++p.year;
    }
  }
  if (p.day > length_of_month(p.year, p.month)) p.day = length_of_month(p.year, p.month);
  return text_of(p);
}

}  // namespace

std::string naive_next_day(const std::string& iso) {
  Parts p = parts_of(iso);
  if (++p.day > length_of_month(p.year, p.month)) {
    p.day = 1;
    if (++p.month == 13) {
      p.month = 1;
      ++p.year;
    }
  }
  return text_of(p);
}

NaiveCalendar::NaiveCalendar(const std::vector<std::string>& divisions) {
  std::ifstream file(ENGROSS_SOURCE_DIR "/templates/bank-holidays.json");
  const nlohmann::json all = nlohmann::json::parse(file);
  for (const std::string& division : divisions)
    for (const auto& event : all.at(division).at("events")) holidays_.insert(event.at("date").get<std::string>());
}

bool NaiveCalendar::knows(const std::string& day) const {
  return day >= first_day && day <= last_day;
}

bool NaiveCalendar::is_off(const std::string& day) const {
  return zeller(parts_of(day)) < 2 || holidays_.count(day) > 0;
}

std::string NaiveCalendar::due(const NaivePolicy& policy, const std::string& received, int working_days) const {
  std::string day = received;
  if (!knows(day)) return "refused";
  if (policy.rolled)
    for (; is_off(day); day = naive_next_day(day))
      if (!knows(day)) return "refused";
  if (!knows(day)) return "refused";
  if (working_days == 0) return due_after_months(day, 1);
  for (int counted = 0; counted < working_days;) {
    day = naive_next_day(day);
    if (!knows(day)) return "refused";
    if (!is_off(day)) ++counted;
  }
  return day;
}

std::string NaiveCalendar::due_after_months(const std::string& received, int months) const {
  std::string day = months_later(received, months);
  while (knows(day) && is_off(day)) day = naive_next_day(day);
  return knows(day) ? day : "refused";
}

}  // namespace engross::test
