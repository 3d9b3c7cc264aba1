// Bank holidays of named divisions, and the days between which they are known.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "base/source.hpp"

namespace engross {

struct BankHoliday {
  Date date;
  std::string title;  // "Boxing Day (substitute day)", with the file's notes
};

// What https://www.gov.uk/bank-holidays.json holds, or a file of that shape.
class BankHolidays {
 public:
  static constexpr int most_years = 100;  // of its span

  // JSON: an object with a member for each division, {"division": the same name, "events": [{"title", "date",
  // "notes"}]}; further members of these objects are not looked at, so that the published file can be used as it is. A
  // member "about" may say {"source", "licence", "from", "to"}. Without `from` and `to`, the holidays are known from
  // the first day that every division has to the last one that every division has. Errors: those of JSON;
  // "calendar.type"; "calendar.missing"; "calendar.unknown-key" (in "about"); "calendar.date" (no day);
  // "calendar.division" (no name of one, or another one inside); "calendar.duplicate" (a holiday twice);
  // "calendar.span" (it ends before it begins, is longer than a hundred years, or a holiday lies outside).
  static Result<std::shared_ptr<const BankHolidays>> from(const SourceRef& json);

  const Date& first() const { return first_; }
  const Date& last() const { return last_; }
  const std::string& file() const { return file_; }        // as diagnostics name it
  const std::string& source() const { return source_; }    // empty: the file does not say
  const std::string& licence() const { return licence_; }  // likewise

  std::vector<std::string> divisions() const;
  // Of one division, by date; null when there is none of that name.
  const std::vector<BankHoliday>* of(std::string_view division) const;

 private:
  friend class BankHolidaysReader;
  BankHolidays() = default;

  std::string file_, source_, licence_;
  Date first_ = Date::from_days({});
  Date last_ = Date::from_days({});
  std::map<std::string, std::vector<BankHoliday>, std::less<>> divisions_;
};

// What to do about days that the file does not know.
std::string how_to_update_bank_holidays();

}  // namespace engross
