// In: a record, or a line of records. Out: the library paragraphs that the letter has.
// Refuses: lines in another form than engross writes them; those must be read.
#include "library/recorded_use.hpp"

#include <algorithm>
#include <charconv>

namespace engross {
namespace {

// Goes through the line once, from member to member.
class LineScanner {
 public:
  explicit LineScanner(std::string_view line) : rest_(line) {}

  // Behind the next place of `mark`, which is not beyond `before`; false when there is none.
  bool skip_behind(std::string_view mark, std::string_view before = {}) {
    const std::string_view within = before.empty() ? rest_ : rest_.substr(0, rest_.find(before));
    const std::size_t at = within.find(mark);
    if (at == std::string_view::npos) return false;
    rest_.remove_prefix(at + mark.size());
    return true;
  }
  // A string that was written without escapes: what is here up to the next quotation mark.
  std::optional<std::string_view> plain_text() {
    const std::size_t end = rest_.find_first_of("\"\\");
    if (end == std::string_view::npos || rest_[end] == '\\') return std::nullopt;
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return text;
  }
  bool take(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }
  std::optional<int> number() {
    int value = 0;
    const auto [end, code] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (code != std::errc()) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }
  bool has(std::string_view mark) const { return rest_.find(mark) != std::string_view::npos; }
  // Nothing beyond this place is looked at any more.
  bool end_before(std::string_view mark) {
    const std::size_t at = rest_.find(mark);
    if (at == std::string_view::npos) return false;
    rest_ = rest_.substr(0, at);
    return true;
  }

 private:
  std::string_view rest_;
};

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
