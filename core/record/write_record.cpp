// In: a record. Out: its JSON, members in a fixed order. Refuses nothing.
#include "data/json_writer.hpp"
#include "letter/kind_names.hpp"
#include "record/record.hpp"

namespace engross {
namespace {

// What many members of a list hold; `write` takes one of it.
template <class Items, class Write>
void list(JsonWriter& to, std::string_view name, const Items& items, const Write& write) {
  to.key(name);
  to.begin_array();
  for (const auto& item : items) write(item);
  to.end_array();
}

void list_of_texts(JsonWriter& to, std::string_view name, const std::vector<std::string>& texts) {
  list(to, name, texts, [&](const std::string& one) { to.text(one); });
}

void number(JsonWriter& to, std::string_view name, std::size_t value) {
  to.key(name);
  to.number(value);
}

void truth(JsonWriter& to, std::string_view name, bool value) {
  to.key(name);
  to.boolean(value);
}

void write(JsonWriter& to, const RecordedParagraph& paragraph) {
  to.begin_object();
  to.text("part", name_of(paragraph.part));
  to.text("kind", name_of(paragraph.why.kind));
  to.text("id", paragraph.why.id);
  to.key("revision");
  to.number(std::to_string(paragraph.why.revision));
  to.text("owner", paragraph.why.owner);
  to.text("reason", paragraph.why.reason);
  truth(to, "edited", paragraph.why.edited);
  truth(to, "moved", paragraph.why.moved);
  to.text("text_sha256", paragraph.text_sha256);
  if (!paragraph.language.empty()) to.text("language", paragraph.language);
  list(to, "values", paragraph.values, [&](const RecordedValue& used) {
    to.begin_object();
    to.text("pointer", used.pointer);
    to.text("printed", used.printed);
    to.end_object();
  });
  to.end_object();
}

void write(JsonWriter& to, const RecordedSeal& seal) {
  to.begin_object();
  to.text("level", seal.level);
  to.text("signatory", seal.signatory);
  to.text("signer", seal.signer);
  to.text("certificate", seal.certificate);
  to.text("method", seal.method);
  to.text("at", seal.at.rfc3339());
  truth(to, "visible", seal.visible);
  list_of_texts(to, "words", seal.words);
  to.text("reason", seal.reason);
  to.text("location", seal.location);
  to.text("contact", seal.contact);
  number(to, "room", seal.room);
  number(to, "stamp_room", seal.stamp_room);
  to.end_object();
}

void write(JsonWriter& to, const RecordedFile& file) {
  to.begin_object();
  to.text("role", file.role);
  to.text("name", file.name);
  to.text("sha256", file.sha256);
  to.end_object();
}

void write(JsonWriter& to, const RecordedChange& change) {
  to.begin_object();
  to.text("kind", change.kind);
  to.text("part", change.part);
  to.text("id", change.id);
  if (!change.language.empty()) to.text("language", change.language);
  to.end_object();
}

void write(JsonWriter& to, const RecordedAllowance& allowance) {
  to.begin_object();
  to.text("paragraph", allowance.paragraph);
  to.text("because", allowance.because);
  to.end_object();
}

void write(JsonWriter& to, const RecordedEarlier& letter) {
  to.begin_object();
  to.text("reference", letter.reference);
  to.text("date", letter.date);
  to.text("template", letter.template_name);
  list_of_texts(to, "paragraphs", letter.paragraphs);
  to.end_object();
}

}  // namespace

void write_json(JsonWriter& to, const Record& record) {
  const auto write_one = [&](const auto& one) { write(to, one); };
  to.begin_object();
  to.text("reference", record.reference);
  to.key("issue");
  to.number(std::to_string(record.issue));
  to.text("because", record.because);
  to.text("engine", record.engine);
  to.text("at", record.at ? record.at->rfc3339() : "");
  to.text("letter_date", record.letter_date.iso());
  to.text("today", record.today.iso());
  to.text("department", record.department);
  to.text("department_version", record.department_version);
  to.text("template", record.template_name);
  to.text("language", record.language);
  if (!record.further_languages.empty()) list_of_texts(to, "further_languages", record.further_languages);
  list(to, "files", record.files, write_one);
  list(to, "paragraphs", record.paragraphs, write_one);
  list(to, "changes", record.changes, write_one);
  if (!record.allowed.empty()) list(to, "allowed", record.allowed, write_one);
  if (!record.history.empty()) list(to, "history", record.history, write_one);
  to.text("output_sha256", record.output_sha256);
  number(to, "output_bytes", record.output_bytes);
  number(to, "pages", record.pages);
  if (record.seal) {
    to.key("signature");
    write(to, *record.seal);
  } else {
    to.text("signature", "unsigned");
  }
  if (record.purged) {
    to.key("purged");
    to.begin_object();
    to.text("at", record.purged->at.rfc3339());
    to.text("because", record.purged->because);
    to.end_object();
  }
  to.end_object();
}

std::string to_json(const Record& record) {
  JsonWriter writer(true);
  write_json(writer, record);
  return writer.take();
}

}  // namespace engross
