// In: the JSON of a record. Out: the record. Refuses: members that are missing or of another kind.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/enough.hpp"
#include "letter/kind_names.hpp"
#include "record/record.hpp"

namespace engross {
namespace {

// Reads members one by one; remembers the first that is wrong.
class MemberReader {
 public:
  MemberReader(const Document& document, const Value& object, Diagnostics& faults)
      : document_(document), object_(object), faults_(faults) {}

  std::string text(std::string_view key) {
    const Value* value = member(key, Value::Kind::string);
    return value == nullptr ? std::string() : value->text();
  }
  // Of a member that need not be there.
  std::string text_if_there(std::string_view key) { return has(key) ? text(key) : std::string(); }
  bool has(std::string_view key) const { return object_.find(key) != nullptr; }
  bool truth(std::string_view key) {
    const Value* value = member(key, Value::Kind::boolean);
    return value != nullptr && value->truth();
  }
  template <class Integer>
  Integer integer(std::string_view key) {
    Integer result{};
    const Value* value = member(key, Value::Kind::number);
    if (value == nullptr) return result;
    const std::string& digits = value->text();
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), result);
    if (code != std::errc() || end != digits.data() + digits.size()) fault(*value, key, "a whole number");
    return result;
  }
  std::size_t integer_up_to(std::string_view key, std::size_t most) {
    const auto read = integer<std::size_t>(key);
    if (read <= most) return read;
    fault(*object_.find(key), key, fmt::format("at most {}", most));
    return 0;
  }
  Date date(std::string_view key) {
    const Value* value = member(key, Value::Kind::string);
    if (value == nullptr) return Date::from_days({});
    const auto date = Date::parse(value->text());
    if (!date) fault(*value, key, "a date such as 2016-10-26");
    return date.value_or(Date::from_days({}));
  }
  // The text of a member as `read` understands it; what it cannot read is a fault.
  template <class Read>
  auto word(std::string_view key, Read read, std::string_view wanted) {
    const Value* value = member(key, Value::Kind::string);
    decltype(read(std::string_view())) result;
    if (value == nullptr) return result;
    result = read(value->text());
    if (!result) fault(*value, key, wanted);
    return result;
  }
  bool says(std::string_view key, std::string_view word) const {
    const Value* value = object_.find(key);
    return value != nullptr && value->is_string() && value->text() == word;
  }
  std::vector<std::string> texts(std::string_view key) {
    std::vector<std::string> all;
    const Value* value = member(key, Value::Kind::array);
    if (value == nullptr) return all;
    for (const Value& item : value->items()) {
      if (!item.is_string()) fault(item, key, "a list of texts");
      all.push_back(item.text());
    }
    return all;
  }
  std::optional<MemberReader> object(std::string_view key) {
    const Value* value = member(key, Value::Kind::object);
    if (value == nullptr) return std::nullopt;
    return MemberReader(document_, *value, faults_);
  }
  template <class Visit>
  void each(std::string_view key, Visit&& visit) {
    const Value* value = member(key, Value::Kind::array);
    if (value == nullptr) return;
    for (const Value& item : value->items()) {
      MemberReader reader(document_, item, faults_);
      visit(reader);
    }
  }
  void fault(const Value& value, std::string_view key, std::string_view wanted) {
    add_up_to_most(faults_, error("record.damaged", document_.span(value),
                                  fmt::format("\"{}\" of the record should be {}", key, wanted),
                                  {"restore the record from a backup; the store is written only by engross"}));
  }

 private:
  const Value* member(std::string_view key, Value::Kind kind) {
    const Value* value = object_.find(key);
    if (value != nullptr && value->kind() == kind) return value;
    fault(value == nullptr ? object_ : *value, key, with_article(kind));
    return nullptr;
  }

  const Document& document_;
  const Value& object_;
  Diagnostics& faults_;
};

RecordedParagraph read_paragraph(MemberReader& from) {
  RecordedParagraph paragraph;
  paragraph.part = from.word("part", part_named, "a part of a letter, such as body").value_or(Part::body);
  paragraph.why.kind = from.word("kind", provenance_kind_named, "paragraph, skeleton, officer or draft")
                           .value_or(Provenance::Kind::skeleton);
  paragraph.why.id = from.text("id");
  paragraph.why.revision = from.integer<int>("revision");
  paragraph.why.owner = from.text("owner");
  paragraph.why.reason = from.text("reason");
  paragraph.why.edited = from.truth("edited");
  paragraph.why.moved = from.truth("moved");
  paragraph.text_sha256 = from.text("text_sha256");
  paragraph.language = from.text_if_there("language");
  from.each("values", [&](MemberReader& value) {
    paragraph.values.push_back({value.text("pointer"), value.text("printed")});
  });
  return paragraph;
}

std::optional<std::string> level_named(std::string_view word) {
  constexpr std::array<std::string_view, 4> levels{"b-b", "b-t", "b-lt", "b-lta"};
  if (std::ranges::find(levels, word) == levels.end()) return std::nullopt;
  return std::string(word);
}

// Room is set aside before a value is known, so a number that somebody changed must not ask for all memory.
constexpr std::size_t most_room = std::size_t{1} << 20U;

RecordedSeal read_seal(MemberReader& from) {
  RecordedSeal seal;
  seal.level = from.word("level", level_named, "b-b, b-t, b-lt or b-lta").value_or("");
  seal.signatory = from.text("signatory");
  seal.signer = from.text("signer");
  seal.certificate = from.text("certificate");
  seal.method = from.text("method");
  seal.at = from.word("at", Timestamp::parse, "a moment such as 2016-10-26T09:00:00Z").value_or(Timestamp{});
  seal.visible = from.truth("visible");
  seal.words = from.texts("words");
  seal.reason = from.text("reason");
  seal.location = from.text("location");
  seal.contact = from.text("contact");
  seal.room = from.integer_up_to("room", most_room);
  seal.stamp_room = from.integer_up_to("stamp_room", most_room);
  return seal;
}

}  // namespace

Result<Record> record_from(const Document& document) {
  Diagnostics faults;
  MemberReader from(document, document.root, faults);
  Record record;
  record.reference = from.text("reference");
  record.issue = from.integer<int>("issue");
  record.because = from.text("because");
  record.engine = from.text("engine");
  record.at = from.word("at", Timestamp::parse, "a moment such as 2016-10-26T09:00:00Z");
  record.letter_date = from.date("letter_date");
  record.today = from.date("today");
  record.department = from.text("department");
  record.department_version = from.text("department_version");
  record.template_name = from.text("template");
  record.language = from.text("language");
  if (from.has("further_languages")) record.further_languages = from.texts("further_languages");
  from.each("files", [&](MemberReader& file) {
    record.files.push_back({file.text("role"), file.text("name"), file.text("sha256")});
  });
  from.each("paragraphs", [&](MemberReader& paragraph) { record.paragraphs.push_back(read_paragraph(paragraph)); });
  from.each("changes", [&](MemberReader& change) {
    record.changes.push_back(
        {change.text("kind"), change.text("part"), change.text("id"), change.text_if_there("language")});
  });
  if (from.has("allowed"))
    from.each("allowed", [&](MemberReader& allowance) {
      record.allowed.push_back({.paragraph = allowance.text("paragraph"), .because = allowance.text("because")});
    });
  if (from.has("history"))
    from.each("history", [&](MemberReader& letter) {
      record.history.push_back({.reference = letter.text("reference"),
                                .date = letter.text("date"),
                                .template_name = letter.text("template"),
                                .paragraphs = letter.texts("paragraphs")});
    });
  record.output_sha256 = from.text("output_sha256");
  record.output_bytes = from.integer<std::size_t>("output_bytes");
  record.pages = from.integer<std::size_t>("pages");
  if (!from.says("signature", "unsigned"))
    if (auto seal = from.object("signature")) record.seal = read_seal(*seal);
  if (from.has("purged"))
    if (auto purge = from.object("purged"))
      record.purged = RecordedPurge{
          .at = purge->word("at", Timestamp::parse, "a moment such as 2016-10-26T09:00:00Z").value_or(Timestamp{}),
          .because = purge->text("because")};
  if (!faults.empty()) return fail(std::move(faults));
  return record;
}

}  // namespace engross
