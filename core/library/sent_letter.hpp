// A letter as its record tells of it, and whom it went to. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "library/correspondent.hpp"
#include "record/kept_objects.hpp"
#include "record/record.hpp"

namespace engross {

struct SentLetter {
  std::string reference;
  int issue = 1;
  Date date = Date::from_days({});
  std::string department, template_name;
  std::vector<std::string> paragraphs;   // library ids in the letter's order, once each
  std::optional<CorrespondentNames> to;  // nothing also when that was purged
  bool purged = false;
};

// Without whom it went to.
SentLetter letter_of(const Record& record);
// Whom a letter went to; nothing when its case does not say enough, or was purged. Errors: those of the object and of
// read_json().
Result<std::optional<CorrespondentNames>> recipient_of(const Record& record, const KeptObjects& kept);

// All of it from a line that engross wrote into records/NNNN.jsonl, without reading more of the line than that.
// Nothing when the line has another form, or its case another hash; then it must be read.
std::optional<SentLetter> letter_in_line(std::string_view line);

}  // namespace engross
