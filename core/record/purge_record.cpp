// In: a record, and approvals as they were kept. Out: the same without personal data.
// Refuses nothing.
#include "record/purge_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/shell_word.hpp"
#include "data/read.hpp"

namespace engross {
namespace {

Value without(const Value& object, std::string_view key) {
  Value left = Value::object();
  for (const Member& member : object.members())
    if (member.key != key) left.set(member.key, member.value);
  return left;
}

// Short words that name people: whoever has a list of names could find the one that has this hash.
bool names_people(Part part) {
  return part == Part::addressee || part == Part::salutation || part == Part::copies;
}

}  // namespace

bool is_personal(std::string_view role) {
  constexpr std::array<std::string_view, 5> personal{"case", "draft", "approvals", "decisions", "letter"};
  return std::ranges::find(personal, role) != personal.end();
}

Record without_personal_data(Record record, const RecordedPurge& purge) {
  record.because.clear();
  for (RecordedFile& file : record.files)
    if (is_personal(file.role)) file.name.clear();
  for (RecordedParagraph& paragraph : record.paragraphs) {
    paragraph.why.reason.clear();
    if (names_people(paragraph.part)) paragraph.text_sha256.clear();
    for (RecordedValue& value : paragraph.values) value.printed.clear();
  }
  for (RecordedAllowance& allowance : record.allowed) allowance.because.clear();
  record.history.clear();
  record.purged = purge;
  return record;
}

Diagnostic purged_letter(const Record& record) {
  const std::string why = record.purged->because.empty() ? "" : ": " + record.purged->because;
  return error("record.purged", {},
               fmt::format("personal data of the letter {} was purged on {}{}; its case and its words are gone",
                           record.reference, record.purged->at.local_date().iso(), why),
               {"its record is still there, with its paragraphs, hashes and signature: engross records show " +
                    shell_word(record.reference),
                "a PDF of it can still be proved: engross verify FILE.pdf"});
}

std::optional<std::string> approvals_without_words(std::string_view approvals) {
  const auto read = read_json(make_source("approvals", std::string(approvals)));
  const Value* all = read && read->root.is_object() ? read->root.find("approvals") : nullptr;
  if (all == nullptr || !all->is_array()) return std::nullopt;
  Value facts = Value::array();
  for (const Value& one : all->items()) {
    if (!one.is_object()) return std::nullopt;
    facts.push_back(without(one, "words"));
  }
  Value left = without(read->root, "approvals");
  left.set("approvals", std::move(facts));
  return to_json(left) + "\n";
}

}  // namespace engross
