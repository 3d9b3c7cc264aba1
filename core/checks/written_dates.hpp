// The dates that stand in a line of text, in English or Welsh, right or wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "checks/words.hpp"

namespace engross {

struct WrittenDate {
  // What is not as GOV.UK writes a date: "4 June 2017" (source: GOV.UK style guide, dates).
  enum class Form : std::uint8_t { plain, ordinal, leading_zero, comma, small_letter, month_first, numbers };
  std::uint32_t begin = 0, end = 0;  // of day, month and year in the text
  std::uint32_t word = 0;            // the first of their words
  int day = 0, month = 0;
  int year = 0;     // 0: not written
  int weekday = 0;  // Monday 1 .. Sunday 7; 0: not written
  bool welsh = false;
  Form form = Form::plain;
  std::uint32_t weekday_begin = 0, weekday_end = 0;

  std::optional<Date> date() const;  // nothing without a year, or of a day that does not exist
  bool exists() const;               // without a year, in any year
  std::string as_govuk() const;      // "4 June 2017", "4 Mehefin 2017"
};

// Adds the dates of the words. A day and a month beside each other are a date; a month in small letters ("may"), an
// abbreviated one and numbers alone only with a year.
void read_dates(const TextWords& words, std::vector<WrittenDate>& dates);

std::string_view weekday_name(int weekday, bool welsh);  // Monday 1 .. Sunday 7

}  // namespace engross
