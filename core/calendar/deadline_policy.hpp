// A named way to count a deadline.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/source.hpp"

namespace engross {

struct DeadlinePolicy {
  enum class Unit : std::uint8_t { working_days, months };
  enum class Receipt : std::uint8_t { any_day, next_working_day };  // what a letter that comes on a day off counts as
  enum class DayOne : std::uint8_t { after_receipt, receipt };
  struct Stage {
    std::string name;
    int working_days = 0;  // the day by which it is done
  };

  static constexpr int most_working_days = 2000;
  static constexpr int most_months = 120;

  std::string id, name, source;
  std::vector<std::string> divisions;  // whose bank holidays are no working days; one at least, each once
  Span divisions_place;
  Unit unit = Unit::working_days;
  int length = 0;  // from 1
  Receipt receipt = Receipt::any_day;
  DayOne day_one = DayOne::after_receipt;
  std::vector<Stage> stages;  // in the order of the file; none is later than a deadline of working days
  int extension = 0;          // in the same unit, once; 0: none

  // "20 working days", "1 month".
  std::string length_in_words() const;
};

// deadlines.yaml: {"policies": [...]}; templates/deadlines.yaml tells every key. Errors, all collected: those of YAML,
// "deadline.type", "deadline.unknown-key", "deadline.missing", "deadline.id", "deadline.duplicate" (an id, a division
// or a stage twice), "deadline.length" (both units or neither, or out of range), "deadline.choice", "deadline.stage"
// (later than the deadline itself).
Result<std::vector<DeadlinePolicy>> read_deadline_policies(const SourceRef& yaml);

}  // namespace engross
