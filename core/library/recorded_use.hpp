// Which library paragraphs a record says that a letter has.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "record/record.hpp"

namespace engross {

struct RecordedUse {
  std::string id;
  int revision = 0;
  bool edited = false;
  bool operator==(const RecordedUse&) const = default;
};

struct LetterUses {
  std::string department;
  Date date = Date::from_days({});  // of the letter
  std::vector<RecordedUse> uses;    // in the letter's order; of a bilingual letter once for each language
  const RecordedUse* find(std::string_view id, std::optional<int> revision) const;
};

LetterUses uses_of(const Record& record);

// The same of a line that engross wrote into records/NNNN.jsonl, a hundred times as fast as reading the line: only the
// members that are asked for are looked at. Inside a string of JSON every quotation mark has a backslash before it, so
// that what a letter says cannot pass for a member. Nothing when the line does not have its members where engross puts
// them; then it must be read.
std::optional<LetterUses> uses_in_line(std::string_view line);

}  // namespace engross
