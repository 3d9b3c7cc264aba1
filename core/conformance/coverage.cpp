// In: a department, and outcomes of made cases. Out: how often each branch went each way. Refuses nothing.
#include "conformance/coverage.hpp"

#include <algorithm>
#include <set>

#include "conformance/variables.hpp"

namespace engross {
namespace {

std::set<std::string> let_names(const Paragraph& paragraph) {
  std::set<std::string> names;
  for (const auto& [name, rule] : paragraph.lets) names.insert(name);
  return names;
}

bool is_section(const MeantName& meant) {
  return meant.name.use == Template::Name::Use::section || meant.name.use == Template::Name::Use::inverted;
}

// A path that front matter calls optional, as the body means it: it may name something within a section.
std::string meaning_of(const std::string& optional, const std::vector<MeantName>& names) {
  for (const MeantName& meant : names)
    if (meant.name.name == optional) return meant.path;
  return optional;
}

ParagraphCoverage branches_of(const Paragraph& paragraph, const Department& department, const Value& known) {
  ParagraphCoverage coverage;
  coverage.paragraph = &paragraph;
  if (paragraph.when && paragraph.language.empty())
    coverage.branches.push_back(
        {Branch::Kind::when, std::string(paragraph.when->span().text()), paragraph.when->span()});
  const auto names = meant_names(*paragraph.body, known, let_names(paragraph), department.partials);
  for (const MeantName& meant : names)
    if (is_section(meant) && std::ranges::none_of(coverage.branches, [&](const Branch& branch) {
          return branch.span == meant.name.span;  // of a partial that is included twice
        }))
      coverage.branches.push_back({Branch::Kind::section, std::string(meant.name.span.text()), meant.name.span});
  for (const std::string& optional : paragraph.optional)
    if (place_in_case(meaning_of(optional, names)))  // else no case decides whether it is there
      coverage.branches.push_back({Branch::Kind::optional, meaning_of(optional, names), {paragraph.source, 0, 0}});
  return coverage;
}

}  // namespace

std::string_view name_of(Branch::Kind kind) {
  constexpr std::string_view names[]{"when", "section", "optional"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view answer_of(Branch::Kind kind, bool yes) {
  constexpr std::string_view answers[][2]{{"false", "true"}, {"hidden", "shown"}, {"absent", "present"}};
  return answers[static_cast<std::size_t>(kind)][yes ? 1 : 0];
}

std::size_t ParagraphCoverage::taken() const {
  std::size_t sum = 0;
  for (const Branch& branch : branches) sum += branch.taken();
  return sum;
}

Coverage::Coverage(const Department& department, const KnownNames& known) {
  for (const Paragraph& paragraph : department.paragraphs) {
    index_.emplace(&paragraph, paragraphs_.size());
    paragraphs_.push_back(branches_of(paragraph, department, known.root));
  }
}

void Coverage::take(const Outcome& outcome) {
  for (const auto& [paragraph, truth] : outcome.whens)
    for (Branch& branch : paragraphs_[index_.at(paragraph)].branches)
      if (branch.kind == Branch::Kind::when) ++(truth ? branch.yes : branch.no);
  if (outcome.composed) return take_letter(outcome);
  for (ParagraphCoverage& coverage : paragraphs_)
    if (coverage.paragraph->language.empty() && outcome.would_choose(*coverage.paragraph))
      ++coverage.refusals[outcome.errors.front().code + ": " + outcome.errors.front().message];
}

void Coverage::take_letter(const Outcome& outcome) {
  for (const Outcome::Section& section : outcome.sections)
    for (Branch& branch : paragraphs_[index_.at(section.paragraph)].branches)
      if (branch.kind == Branch::Kind::section && branch.span == section.tag)
        ++(section.shown ? branch.yes : branch.no);
  for (const Chosen& chosen : outcome.composed->selection.chosen) {
    if (chosen.paragraph == nullptr) continue;
    ParagraphCoverage& coverage = paragraphs_[index_.at(chosen.paragraph)];
    ++coverage.letters;
    for (Branch& branch : coverage.branches) {
      if (branch.kind != Branch::Kind::optional) continue;
      const Value* value = find_known(outcome.made, *place_in_case(branch.text));
      ++(value != nullptr && !value->is_null() ? branch.yes : branch.no);
    }
  }
}

std::size_t Coverage::taken() const {
  std::size_t sum = 0;
  for (const ParagraphCoverage& coverage : paragraphs_) sum += coverage.taken();
  return sum;
}

std::size_t Coverage::all() const {
  std::size_t sum = 0;
  for (const ParagraphCoverage& coverage : paragraphs_) sum += coverage.all();
  return sum;
}

std::size_t percent(std::size_t taken, std::size_t all) {
  return all == 0 ? 100 : 100 * taken / all;
}

}  // namespace engross
