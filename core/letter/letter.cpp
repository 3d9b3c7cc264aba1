// In: parts, inlines and blocks. Out: the names of parts and the plain words of a tree.
// Refuses nothing; a part's name that is unknown is no part.
#include "letter/letter.hpp"

#include <array>
#include <utility>

namespace engross {
namespace {

constexpr std::array<std::pair<Part, std::string_view>, 10> part_names{{
    {Part::addressee, "addressee"},
    {Part::reference, "reference"},
    {Part::salutation, "salutation"},
    {Part::subject, "subject"},
    {Part::opening, "opening"},
    {Part::body, "body"},
    {Part::closing, "closing"},
    {Part::close, "close"},
    {Part::enclosures, "enclosures"},
    {Part::copies, "copies"},
}};

void append_words(const std::vector<Inline>& inlines, std::string& words) {
  for (const Inline& run : inlines) {
    if (run.kind == Inline::Kind::text) words += run.text;
    if (run.kind == Inline::Kind::line_break) words += '\n';
    append_words(run.children, words);
  }
}

void append_line(std::string& words, const std::string& line) {
  if (!words.empty()) words += '\n';
  words += line;
}

void append_row(std::string& words, const std::vector<TableCell>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += '\t';
    append_words(cells[i].inlines, line);
  }
  append_line(words, line);
}

}  // namespace

std::string_view name_of(Part part) {
  for (const auto& [known, name] : part_names)
    if (known == part) return name;
  return "body";
}

std::optional<Part> part_named(std::string_view name) {
  for (const auto& [part, known] : part_names)
    if (known == name) return part;
  return std::nullopt;
}

Breaks breaks_of(Part part) {
  switch (part) {
    case Part::addressee:
      return Breaks::packed;
    case Part::reference:
    case Part::close:
    case Part::enclosures:
    case Part::copies:
      return Breaks::lines;
    default:
      return Breaks::soft;
  }
}

std::vector<const Letter*> in_each_language(const Letter& letter) {
  std::vector<const Letter*> all{&letter};
  for (const Letter& one : letter.further) all.push_back(&one);
  return all;
}

const Letter* in_language_of(const Letter& letter, const Letter& other) {
  for (const Letter* one : in_each_language(letter))
    if (one->language == other.language) return one;
  return nullptr;
}

std::string languages_of(const Letter& letter) {
  std::string languages = letter.language;
  for (const Letter& one : letter.further) languages += ", " + one.language;
  return languages;
}

std::string plain_text(const std::vector<Inline>& inlines) {
  std::string words;
  append_words(inlines, words);
  return words;
}

std::string plain_text(const Block& block) {
  std::string words = plain_text(block.inlines);
  for (const ListItem& item : block.items)
    for (const Block& inner : item.blocks) append_line(words, plain_text(inner));
  if (block.table) {
    append_row(words, block.table->header);
    for (const std::vector<TableCell>& row : block.table->rows) append_row(words, row);
  }
  return words;
}

}  // namespace engross
