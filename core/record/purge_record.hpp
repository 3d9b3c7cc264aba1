// What of a record and of the bytes that it names is personal data, and the record without it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "record/record.hpp"

namespace engross {

// What a purge of a store or a run is to do.
struct PurgeOrder {
  Date before;  // letters that are dated before this day
  Timestamp at;
  std::string because;  // may be empty
  bool dry_run = false;
};

// Files that tell of the person that the letter is to: "case", "draft", "approvals" (they have the letter's words),
// "decisions" (of the department's code, on that case), "letter".
bool is_personal(std::string_view role);

// The record as a purge leaves it. Gone are printed values, reasons (they have the values that rules saw), why it was
// issued again, what files of persons were called, the SHA-256 of address, greeting and list of copies (who has a list
// of names could find the right one). What stays: reference, dates, department, template; which paragraphs in which
// revision and whose; the SHA-256 of every file, of every other stretch of words and of the letter; how it was signed,
// by whom.
Record without_personal_data(Record record, const RecordedPurge& purge);

// The role of approvals without the words that were approved: who approved, when, which hashes, and the signature over
// that. A purge keeps them so.
constexpr std::string_view approval_facts = "approval-facts";
// Nothing when the bytes are no approvals.
std::optional<std::string> approvals_without_words(std::string_view approvals);

// "record.purged": when, why, and what is left; for whoever wants the letter's words.
Diagnostic purged_letter(const Record& record);

}  // namespace engross
