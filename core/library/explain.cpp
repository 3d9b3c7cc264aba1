// In: a letter and the selection behind it. Out: who wrote what, by which rule, with which values.
// Refuses nothing.
#include "library/explain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "library/blocks_with_index.hpp"

namespace engross {
namespace {

std::string_view what_it_is(Provenance::Kind kind) {
  switch (kind) {
    case Provenance::Kind::paragraph:
      return "paragraph";
    case Provenance::Kind::skeleton:
      return "words of the template";
    case Provenance::Kind::officer:
      return "the officer's own words in the case";
    case Provenance::Kind::draft:
      return "the officer's own words in the draft";
  }
  return "words";
}

std::string printed_reasons(const ExplainedParagraph& paragraph) {
  std::string out;
  if (!paragraph.why.reason.empty()) out += fmt::format("    because  {}\n", paragraph.why.reason);
  for (const RecordedValue& value : paragraph.values)
    out += fmt::format("    value    {} = {}\n", value.pointer, value.printed);
  return out;
}

std::string shortened(const std::string& words) {
  constexpr std::size_t most = 72;
  std::string line = words.substr(0, words.find('\n'));
  if (line.size() <= most) return line;
  std::size_t cut = most;
  while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
  return line.substr(0, cut) + "…";
}

std::string place_of(const Origin& origin) {
  if (!origin.span.source) return origin.pointer;
  const LineColumn at = locate(origin.span.source->text, origin.span.begin);
  std::string place = fmt::format("{}:{}:{}", origin.span.source->name, at.line, at.column);
  if (!origin.pointer.empty()) place += " (the value of " + origin.pointer + ")";
  return place;
}

Value text(std::string_view of) {
  return Value::string(std::string(of));
}

}  // namespace

std::string heading_of(const ExplainedParagraph& paragraph) {
  std::string out;
  if (paragraph.why.kind == Provenance::Kind::paragraph)
    out = fmt::format("{}, revision {}, owned by {}", paragraph.why.id, paragraph.why.revision, paragraph.why.owner);
  else
    out = std::string(what_it_is(paragraph.why.kind)) + (paragraph.why.id.empty() ? "" : " " + paragraph.why.id);
  if (!paragraph.from.empty()) out += ", from " + paragraph.from;
  if (paragraph.why.edited) out += ", edited in the draft";
  if (paragraph.why.moved) out += ", moved in the draft";
  return out;
}

Explanation explain(const Letter& letter, const Selection& selection, const Department& department) {
  Explanation explanation;
  for (RecordedParagraph& recorded : record_paragraphs(letter)) {
    ExplainedParagraph one{.part = recorded.part,
                           .why = std::move(recorded.why),
                           .words = {},
                           .values = std::move(recorded.values),
                           .language = std::move(recorded.language)};
    if (one.why.kind == Provenance::Kind::paragraph)
      if (const Paragraph* paragraph = department.find(one.why.id)) one.from = paragraph->from;
    explanation.paragraphs.push_back(std::move(one));
  }
  for_each_block_with_index(letter, [&](const Block& block, std::size_t index) {
    std::string& words = explanation.paragraphs[index].words;
    words += (words.empty() ? "" : "\n") + plain_text(block);
  });
  for (const NearMiss& miss : selection.near_misses)
    explanation.near_misses.push_back(
        {miss.paragraph->id, miss.paragraph->revision, miss.reason, miss.paragraph->from});
  return explanation;
}

std::string print(const Explanation& explanation) {
  std::string out;
  Part part = Part::addressee;
  std::string language;
  for (const ExplainedParagraph& paragraph : explanation.paragraphs) {
    const bool other_letter = paragraph.language != language;
    if (other_letter) out += fmt::format("in {}:\n", paragraph.language);
    language = paragraph.language;
    if (out.empty() || other_letter || paragraph.part != part) out += fmt::format("{}:\n", name_of(paragraph.part));
    part = paragraph.part;
    out += fmt::format("  {}\n    \"{}\"\n{}", heading_of(paragraph), shortened(paragraph.words),
                       printed_reasons(paragraph));
  }
  if (!explanation.near_misses.empty()) out += "not in the letter:\n";
  for (const NearMissed& miss : explanation.near_misses)
    out += fmt::format("  {}, revision {}{}\n    because  {}\n", miss.id, miss.revision,
                       miss.from.empty() ? "" : ", from " + miss.from, miss.reason);
  return out;
}

std::string print_found(const Explanation& explanation, std::string_view words) {
  if (explanation.found.empty()) return fmt::format("\"{}\" is not in the letter\n", words);
  std::string out;
  std::size_t last = explanation.paragraphs.size();
  for (const ExplainedWords& place : explanation.found) {
    const ExplainedParagraph& paragraph = explanation.paragraphs[place.paragraph];
    if (place.paragraph != last)
      out += fmt::format("{} ({}{})\n{}", heading_of(paragraph), name_of(paragraph.part),
                         paragraph.language.empty() ? "" : ", " + paragraph.language, printed_reasons(paragraph));
    last = place.paragraph;
    out += fmt::format("    words    \"{}\"\n    from     {}\n", place.sentence, place_of(place.origin));
  }
  return out;
}

Value to_value(const Explanation& explanation) {
  Value value = Value::object();
  Value paragraphs = Value::array();
  for (const ExplainedParagraph& paragraph : explanation.paragraphs) {
    Value item = Value::object();
    item.set("part", text(name_of(paragraph.part)));
    if (!paragraph.language.empty()) item.set("language", text(paragraph.language));
    item.set("kind", text(what_it_is(paragraph.why.kind)));
    item.set("id", text(paragraph.why.id));
    item.set("revision", Value::number(std::to_string(paragraph.why.revision)));
    item.set("owner", text(paragraph.why.owner));
    item.set("from", text(paragraph.from));
    item.set("reason", text(paragraph.why.reason));
    item.set("edited", Value::boolean(paragraph.why.edited));
    item.set("moved", Value::boolean(paragraph.why.moved));
    item.set("words", text(paragraph.words));
    Value values = Value::array();
    for (const RecordedValue& used : paragraph.values) {
      Value one = Value::object();
      one.set("pointer", text(used.pointer));
      one.set("printed", text(used.printed));
      values.push_back(std::move(one));
    }
    item.set("values", std::move(values));
    paragraphs.push_back(std::move(item));
  }
  value.set("paragraphs", std::move(paragraphs));
  Value misses = Value::array();
  for (const NearMissed& miss : explanation.near_misses) {
    Value item = Value::object();
    item.set("id", text(miss.id));
    item.set("revision", Value::number(std::to_string(miss.revision)));
    item.set("reason", text(miss.reason));
    misses.push_back(std::move(item));
  }
  value.set("near_misses", std::move(misses));
  Value found = Value::array();
  for (const ExplainedWords& place : explanation.found) {
    Value item = Value::object();
    item.set("paragraph", Value::number(std::to_string(place.paragraph)));
    item.set("sentence", text(place.sentence));
    item.set("from", text(place_of(place.origin)));
    item.set("pointer", text(place.origin.pointer));
    found.push_back(std::move(item));
  }
  value.set("found", std::move(found));
  return value;
}

}  // namespace engross
