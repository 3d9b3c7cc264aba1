// In: a letter, and the earlier letters that its case knows of. Out: the paragraphs that its reader has had before.
// Refuses nothing: it may be right to say it again.
#include "checks/said_before.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checks/flat_text.hpp"

namespace engross {
namespace {

const EarlierLetter* latest_with(std::string_view paragraph, const Case& case_) {
  const EarlierLetter* latest = nullptr;
  for (const EarlierLetter& letter : case_.history)
    if (std::ranges::find(letter.paragraphs, paragraph) != letter.paragraphs.end() &&
        (latest == nullptr || letter.date >= latest->date))
      latest = &letter;
  return latest;
}

}  // namespace

std::set<std::string, std::less<>> answering_paragraphs(const Department& department) {
  std::set<std::string, std::less<>> ids;
  for (const Paragraph& paragraph : department.paragraphs)
    if (paragraph.part == Part::body &&
        (!paragraph.topics.empty() || paragraph.when || paragraph.chosen_by != ChosenBy::rules))
      ids.insert(paragraph.id);
  return ids;
}

void find_said_before(const Letter& letter, const Case& case_, const std::set<std::string, std::less<>>& answering,
                      Diagnostics& found) {
  const bool has_words =
      std::ranges::any_of(case_.history, [](const EarlierLetter& one) { return !one.paragraphs.empty(); });
  if (!has_words) return;
  std::set<std::string_view> told;
  for (const Section& section : letter.sections)
    for (const Block& block : section.blocks) {
      const Provenance* why = block.provenance.get();
      if (why == nullptr || why->kind != Provenance::Kind::paragraph || why->edited || !answering.contains(why->id) ||
          !told.insert(why->id).second)
        continue;
      const EarlierLetter* before = latest_with(why->id, case_);
      if (before == nullptr) continue;
      const std::string on = before->date ? " on " + before->date->iso() : std::string();
      found.push_back(
          warning("check.said-before", provenance_span(block),
                  fmt::format("\"{}\" went to the same correspondent{} already, in {}", why->id, on, before->reference),
                  {"say it in other words, or refer to that letter"}));
    }
}

}  // namespace engross
