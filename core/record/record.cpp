// In: a finished letter. Out: its stretches, each with its reason and the values it printed.
#include "record/record.hpp"

#include <algorithm>

#include "base/sha256.hpp"

namespace engross {
namespace {

void collect_values(const std::vector<Inline>& inlines, std::vector<RecordedValue>& values) {
  for (const Inline& run : inlines) {
    if (run.kind == Inline::Kind::text && run.origin.kind == Origin::Kind::value) {
      const bool seen = std::ranges::any_of(
          values, [&](const RecordedValue& v) { return v.pointer == run.origin.pointer && v.printed == run.text; });
      if (!seen) values.push_back({run.origin.pointer, run.text});
    }
    collect_values(run.children, values);
  }
}

void collect_values(const Block& block, std::vector<RecordedValue>& values) {
  collect_values(block.inlines, values);
  for (const ListItem& item : block.items)
    for (const Block& inner : item.blocks) collect_values(inner, values);
  if (!block.table) return;
  for (const TableCell& cell : block.table->header) collect_values(cell.inlines, values);
  for (const auto& row : block.table->rows)
    for (const TableCell& cell : row) collect_values(cell.inlines, values);
}

void add_paragraphs(const Letter& letter, const std::string& language, std::vector<RecordedParagraph>& recorded) {
  for (const Section& section : letter.sections) {
    const Provenance* last = nullptr;
    std::string words;
    const auto finish = [&] {
      if (last != nullptr) recorded.back().text_sha256 = sha256_hex(words);
      words.clear();
    };
    for (const Block& block : section.blocks) {
      static const Provenance unknown;
      const Provenance* why = block.provenance ? block.provenance.get() : &unknown;
      if (last == nullptr || !(*why == *last)) {
        finish();
        recorded.push_back({.part = section.part, .why = *why, .text_sha256 = {}, .values = {}, .language = language});
        last = why;
      }
      words += plain_text(block);
      words += '\n';
      collect_values(block, recorded.back().values);
    }
    finish();
  }
}

}  // namespace

const RecordedFile* Record::file(std::string_view role) const {
  const auto found = std::ranges::find(files, role, &RecordedFile::role);
  return found == files.end() ? nullptr : &*found;
}

std::vector<RecordedParagraph> record_paragraphs(const Letter& letter) {
  std::vector<RecordedParagraph> recorded;
  for (const Letter* one : in_each_language(letter))
    add_paragraphs(*one, letter.further.empty() ? std::string() : one->language, recorded);
  return recorded;
}

}  // namespace engross
