// In: names of divisions. Out: their bank holidays. Refuses nothing: a division that is not there has none to give.
#include "calendar/bank_holidays.hpp"

namespace engross {

std::vector<std::string> BankHolidays::divisions() const {
  std::vector<std::string> names;
  for (const auto& [name, holidays] : divisions_) names.push_back(name);
  return names;
}

const std::vector<BankHoliday>* BankHolidays::of(std::string_view division) const {
  const auto found = divisions_.find(division);
  return found == divisions_.end() ? nullptr : &found->second;
}

std::string how_to_update_bank_holidays() {
  return "save https://www.gov.uk/bank-holidays.json as bank-holidays.json in the department's directory, and name it "
         "with --department";
}

}  // namespace engross
