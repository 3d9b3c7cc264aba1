// In: a record, or a line of records. Out: the library paragraphs that the letter has.
// Refuses: lines in another form than engross writes them; those must be read.
#include "library/recorded_use.hpp"

#include <algorithm>

#include "library/line_scanner.hpp"

namespace engross {
namespace {

std::optional<RecordedUse> next_use(LineScanner& line) {
  const auto id = line.plain_text();
  if (!id || !line.take(",\"revision\":")) return std::nullopt;
  const auto revision = line.number();
  if (!revision || !line.skip_behind("\"edited\":")) return std::nullopt;
  return RecordedUse{.id = std::string(*id), .revision = *revision, .edited = line.take("true")};
}

}  // namespace

const RecordedUse* LetterUses::find(std::string_view id, std::optional<int> revision) const {
  const auto found = std::ranges::find_if(
      uses, [&](const RecordedUse& use) { return use.id == id && (!revision || use.revision == *revision); });
  return found == uses.end() ? nullptr : &*found;
}

LetterUses uses_of(const Record& record) {
  LetterUses letter{.department = record.department, .date = record.letter_date, .uses = {}};
  for (const RecordedParagraph& paragraph : record.paragraphs)
    if (paragraph.why.kind == Provenance::Kind::paragraph)
      letter.uses.push_back(
          {.id = paragraph.why.id, .revision = paragraph.why.revision, .edited = paragraph.why.edited});
  return letter;
}

std::optional<LetterUses> uses_in_line(std::string_view line) {
  LineScanner scan(line);
  if (!scan.skip_behind(",\"record\":{\"reference\":\"") || !scan.skip_behind("\"letter_date\":\""))
    return std::nullopt;
  const auto date = scan.plain_text();
  if (!date || !scan.skip_behind("\"department\":\"", "\"paragraphs\":[")) return std::nullopt;
  const auto department = scan.plain_text();
  const auto day = Date::parse(*date);
  if (!department || !day || !scan.skip_behind("\"paragraphs\":[") || !scan.end_before("],\"changes\":["))
    return std::nullopt;
  LetterUses letter{.department = std::string(*department), .date = *day, .uses = {}};
  while (scan.skip_behind("\"kind\":\"paragraph\",\"id\":\"")) {
    auto use = next_use(scan);
    if (!use) return std::nullopt;
    letter.uses.push_back(std::move(*use));
  }
  return letter;
}

}  // namespace engross
