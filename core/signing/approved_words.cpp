// In: a letter, or the words of one as a file of approvals has them. Out: the words as plain paragraphs.
// Refuses: members that are missing, of another kind or unknown, parts that no letter has, dates that are none.
#include "signing/approved_words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "signing/members.hpp"

namespace engross {
namespace {

using signing::Members;

// The block as a diff shows it.
std::string reading_of(const Block& block) {
  std::string text;
  for (const WordChange& stretch : diff_words(block, Block{})) text += stretch.text;
  return to_nfc(text);  // as it will be read again
}

Block plain_block(std::string_view text, const std::string& id) {
  Block block;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (at > 0) block.inlines.push_back({.kind = Inline::Kind::line_break});
    if (end > at) block.inlines.push_back({.text = std::string(text.substr(at, end - at))});
    at = end + 1;
  }
  if (!id.empty())
    block.provenance = std::make_shared<Provenance>(
        Provenance{.kind = Provenance::Kind::paragraph, .id = id, .owner = {}, .reason = {}});
  return block;
}

std::string id_of(const Block& block) {
  const bool named = block.provenance && block.provenance->kind == Provenance::Kind::paragraph;
  return named ? block.provenance->id : std::string();
}

Value text(std::string_view of) {
  return Value::string(std::string(of));
}

Value texts(const std::vector<std::string>& of) {
  Value list = Value::array();
  for (const std::string& one : of) list.push_back(text(one));
  return list;
}

Value value_of(const SignatureBlock& signature) {
  Value value = Value::object();
  value.set("id", text(signature.id));
  value.set("name", text(signature.name));
  value.set("lines", texts(signature.lines));
  return value;
}

void read_date(const Members& from, Letter& to) {
  const std::string iso = from.text("date");
  to.date = Date::parse(iso);
  if (!to.date && !iso.empty()) from.fault("date", "a day such as 2016-10-26, or empty");
}

void read_block(const Document& document, const Value& item, Letter& to, Diagnostics& faults) {
  const Members from(document, item, {"part", "id", "text"}, faults);
  const std::optional<Part> part = part_named(from.text("part"));
  if (!part) from.fault("part", "a part of a letter, such as body");
  Block block = plain_block(from.text("text"), from.text("id"));
  if (!part) return;
  if (to.sections.empty() || to.sections.back().part != *part) to.sections.push_back({.part = *part, .blocks = {}});
  to.sections.back().blocks.push_back(std::move(block));
}

Letter read_letter(const Document& document, const Members& from, Diagnostics& faults) {
  Letter words{.reference = from.text("reference"),
               .department = from.text("department"),
               .template_name = from.text("template"),
               .language = from.text("language"),
               .date = {},
               .subject = from.text("subject"),
               .marking = from.text("marking"),
               .top_and_tail = from.truth("top_and_tail"),
               .sections = {},
               .signatures = {},
               .recipients = from.texts("recipients")};
  read_date(from, words);
  for (const Value& item : from.items("signatures")) {
    const Members one(document, item, {"id", "name", "lines"}, faults);
    words.signatures.push_back({.id = one.text("id"), .lines = one.texts("lines"), .name = one.text("name")});
  }
  for (const Value& item : from.items("blocks")) read_block(document, item, words, faults);
  return words;
}

}  // namespace

Letter words_of(const Letter& letter) {
  Letter words = letter;
  words.sections.clear();
  for (const Section& section : letter.sections) {
    Section plain{.part = section.part, .blocks = {}};
    for (const Block& block : section.blocks) plain.blocks.push_back(plain_block(reading_of(block), id_of(block)));
    words.sections.push_back(std::move(plain));
  }
  for (Letter& further : words.further) further = words_of(further);
  return words;
}

Value value_of_words(const Letter& words) {
  Value value = Value::object();
  value.set("reference", text(words.reference));
  value.set("department", text(words.department));
  value.set("template", text(words.template_name));
  value.set("language", text(words.language));
  value.set("date", text(words.date ? words.date->iso() : std::string()));
  value.set("subject", text(words.subject));
  value.set("marking", text(words.marking));
  value.set("top_and_tail", Value::boolean(words.top_and_tail));
  value.set("recipients", texts(words.recipients));
  Value signatures = Value::array();
  for (const SignatureBlock& signature : words.signatures) signatures.push_back(value_of(signature));
  value.set("signatures", std::move(signatures));
  Value blocks = Value::array();
  for (const Section& section : words.sections)
    for (const Block& block : section.blocks) {
      Value one = Value::object();
      one.set("part", text(name_of(section.part)));
      one.set("id", text(id_of(block)));
      one.set("text", text(plain_text(block)));
      blocks.push_back(std::move(one));
    }
  value.set("blocks", std::move(blocks));
  if (words.further.empty()) return value;
  Value further = Value::array();
  for (const Letter& one : words.further) further.push_back(value_of_words(one));
  value.set("further", std::move(further));
  return value;
}

Letter words_from(const Document& document, const Value& value, Diagnostics& faults) {
  const Members from(document, value,
                     {"reference", "department", "template", "language", "date", "subject", "marking", "top_and_tail",
                      "recipients", "signatures", "blocks", "further"},
                     faults);
  Letter words = read_letter(document, from, faults);
  if (value.find("further") == nullptr) return words;
  for (const Value& item : from.items("further")) {
    const Members one(document, item,
                      {"reference", "department", "template", "language", "date", "subject", "marking", "top_and_tail",
                       "recipients", "signatures", "blocks"},
                      faults);
    words.further.push_back(read_letter(document, one, faults));
  }
  return words;
}

}  // namespace engross
