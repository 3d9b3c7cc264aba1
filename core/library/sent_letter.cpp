// In: a record, or a line of records. Out: which paragraphs the letter has, and whom it went to.
// Refuses: cases that do not read; lines in another form than engross writes them, which must be read.
#include "library/sent_letter.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "data/read.hpp"
#include "library/line_scanner.hpp"
#include "library/recorded_use.hpp"

namespace engross {
namespace {

std::vector<std::string> once_each(const std::vector<RecordedUse>& uses) {
  std::vector<std::string> ids;
  for (const RecordedUse& use : uses)
    if (std::ranges::find(ids, use.id) == ids.end()) ids.push_back(use.id);
  return ids;
}

std::string text_in(const Value& object, std::string_view name) {
  const Value* found = object.find(name);
  return found != nullptr && found->is_string() ? found->text() : std::string();
}

// What of a person in a case tells one from another. The case was read as a Case when the letter was issued.
std::optional<Person> person_in(const Value& kept_case, std::string_view key) {
  const Value* given = kept_case.find(key);
  if (given == nullptr || !given->is_object()) return std::nullopt;
  Person person;
  person.forename = text_in(*given, "forename");
  person.surname = text_in(*given, "surname");
  person.organisation = text_in(*given, "organisation");
  person.office = text_in(*given, "office");
  person.postcode = text_in(*given, "postcode");
  const Value* address = given->find("address");
  if (address != nullptr && address->is_array())
    for (const Value& line : address->items())
      if (line.is_string()) person.address.push_back(line.text());
  return person;
}

std::optional<CorrespondentNames> names_in(const Value& kept_case) {
  const std::optional<Person> correspondent = person_in(kept_case, "correspondent");
  if (!correspondent) return std::nullopt;
  return names_of(*correspondent, person_in(kept_case, "constituent"));
}

// The members that stand before the paragraphs, up to the SHA-256 of the case.
struct LineHead {
  std::string_view reference, template_name, case_sha256;
  int issue = 1;
};

std::optional<LineHead> head_in(LineScanner& scan) {
  if (!scan.skip_behind(",\"record\":{\"reference\":\"")) return std::nullopt;
  const auto reference = scan.plain_text();
  if (!reference || !scan.take(",\"issue\":")) return std::nullopt;
  const auto issue = scan.number();
  if (!issue || !scan.skip_behind(",\"template\":\"", "\"files\":[")) return std::nullopt;
  const auto template_name = scan.plain_text();
  if (!template_name || !scan.skip_behind("\"files\":[") ||
      !scan.skip_behind("{\"role\":\"case\",\"name\":\"", "],\"paragraphs\":[") || !scan.skip_behind("\"sha256\":\""))
    return std::nullopt;
  const auto sha256 = scan.plain_text();
  if (!sha256) return std::nullopt;
  return LineHead{.reference = *reference, .template_name = *template_name, .case_sha256 = *sha256, .issue = *issue};
}

// The case that a line keeps as text, with its hash.
std::optional<Document> case_in(LineScanner& scan, std::string_view sha256) {
  if (!scan.skip_behind(",\"kept\":{") || !scan.skip_behind("\"" + std::string(sha256) + "\":")) return std::nullopt;
  const auto written = scan.quoted();
  if (!written) return std::nullopt;
  const auto text = read_json(make_source("a line of records", std::string(*written)));
  if (!text || !text->root.is_string() || sha256_hex(text->root.text()) != sha256) return std::nullopt;
  auto read = read_json(make_source("a case", text->root.text()));
  if (!read) return std::nullopt;
  return std::move(*read);
}

}  // namespace

SentLetter letter_of(const Record& record) {
  return {.reference = record.reference,
          .issue = record.issue,
          .date = record.letter_date,
          .department = record.department,
          .template_name = record.template_name,
          .paragraphs = once_each(uses_of(record).uses),
          .to = {},
          .purged = record.purged.has_value()};
}

Result<std::optional<CorrespondentNames>> recipient_of(const Record& record, const KeptObjects& kept) {
  const RecordedFile* file = record.file("case");
  if (record.purged || file == nullptr) return std::optional<CorrespondentNames>();
  auto bytes = kept.object(file->sha256);
  if (!bytes) return fail(std::move(bytes.error()));
  const auto read = read_json(make_source("the case of " + record.reference, std::move(*bytes)));
  if (!read) return fail(read.error());
  return names_in(read->root);
}

std::optional<SentLetter> letter_in_line(std::string_view line) {
  LineScanner scan(line);
  const auto head = head_in(scan);
  const auto uses = head ? uses_in_line(line) : std::nullopt;
  if (!uses) return std::nullopt;
  SentLetter letter{.reference = std::string(head->reference),
                    .issue = head->issue,
                    .date = uses->date,
                    .department = uses->department,
                    .template_name = std::string(head->template_name),
                    .paragraphs = once_each(uses->uses),
                    .to = {},
                    .purged = scan.has(",\"purged\":{\"at\":\"")};
  if (letter.purged) return letter;
  const auto kept = case_in(scan, head->case_sha256);
  if (!kept) return std::nullopt;
  letter.to = names_in(kept->root);
  return letter;
}

}  // namespace engross
