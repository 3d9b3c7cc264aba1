// What is about a person and should not leave the house in a letter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "cases/case.hpp"
#include "checks/line_of_text.hpp"

namespace engross {

// Finds it in the lines of the letter of one case.
class PersonalData {
 public:
  explicit PersonalData(const Case& about);

  // Adds check.national-insurance (a number of the form AB 12 34 56 C with a prefix that is given out),
  // check.birth-date (a day that the line calls one of birth, or that the case has as one), and check.other-reference
  // findings (a reference of the same form as this case's that the case does not know), to a list of these alone, up to
  // the most (base/enough.hpp). No finding says the number or the day again.
  void find(const LineOfText& line, Diagnostics& found) const;

 private:
  void find_insurance_number(const LineOfText& line, std::uint32_t number, Diagnostics& found) const;
  void find_reference(const LineOfText& line, std::uint32_t number, Diagnostics& found) const;
  void find_births(const LineOfText& line, Diagnostics& found) const;
  bool is_known(std::string_view reference) const;

  const Case* case_;
  bool has_form_ = false;         // the reference is long enough to tell it from other numbers
  std::size_t first_digits_ = 0;  // where its first number begins
  std::vector<Date> births_;      // of the people in the case
};

}  // namespace engross
