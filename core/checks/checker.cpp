// In: a finished letter and its case. Out: findings, graded as the department wishes.
// Refuses nothing itself: a finding of severity error stops `issue` in assemble/.
#include "checks/checker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/enough.hpp"
#include "base/language_tag.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "checks/dates.hpp"
#include "checks/duties.hpp"
#include "checks/greeted_names.hpp"
#include "checks/information_refusal.hpp"
#include "checks/leaks.hpp"
#include "checks/links.hpp"
#include "checks/personal_data.hpp"
#include "checks/postal_address.hpp"
#include "checks/printed_bearings.hpp"
#include "checks/said_before.hpp"
#include "checks/wording.hpp"
#include "compose/draft.hpp"

namespace engross {
namespace {

bool is_blank(const std::vector<Inline>& inlines) {
  return std::ranges::all_of(inlines, [](const Inline& run) {
    if (run.kind == Inline::Kind::text) return trim(run.text).empty();
    return is_blank(run.children);
  });
}

bool says_something(const Letter& letter) {
  return std::ranges::any_of(letter.sections, [](const Section& section) {
    return (section.part == Part::opening || section.part == Part::body || section.part == Part::closing) &&
           !section.blocks.empty();
  });
}

// A name alone cannot be posted: an address is a second line.
bool has_address(const Letter& letter) {
  std::ptrdiff_t lines = 0;
  FlatText flat;
  for (const Section& section : letter.sections)
    if (section.part == Part::addressee)
      for_each_line_of_text(section.blocks, [&](const std::vector<Inline>& inlines) {
        flat.assign(inlines);
        lines += 1 + std::ranges::count(flat.text(), '\n');
      });
  return lines > 1;
}

// Where a case says what its letter is to hold.
Span place_of_choice(const Case& case_) {
  const Value& root = case_.document.root;
  for (const char* key : {"paragraphs", "topics", "reference"})
    if (const Value* value = root.find(key)) return case_.document.span(*value);
  return {};
}

void check_empty_blocks(const Section& section, Diagnostics& found) {
  for (const Block& block : section.blocks) {
    if (block.kind != Block::Kind::paragraph && block.kind != Block::Kind::heading) continue;
    if (!is_blank(block.inlines)) continue;
    const std::string id = block.provenance ? block.provenance->id : std::string();
    found.push_back(error("check.empty-paragraph", provenance_span(block),
                          fmt::format("a paragraph{} has no words", id.empty() ? "" : " of \"" + id + "\""),
                          {"drop it, or give the values that it prints"}));
  }
}

void check_what_is_there(const Letter& letter, const Case& case_, const SourceRef& draft, const Letter* composed,
                         Diagnostics& found) {
  if (!says_something(letter))
    found.push_back(error("check.no-body",
                          draft ? place_in_draft(draft, Part::body, letter.language) : place_of_choice(case_),
                          "the letter says nothing between greeting and close",
                          {draft ? "write words into the draft's body, or draft the case again"
                                 : "choose paragraphs in the case, or give topics that the library knows"}));
  if (draft && !has_address(letter) && composed != nullptr && has_address(*composed))
    found.push_back(warning("check.no-address", place_in_draft(draft, Part::addressee, letter.language),
                            "the draft has dropped the address that the case gives",
                            {"put the addressee block back, or draft the case again"}));
  else if (!has_address(letter))
    found.push_back(warning(
        "check.no-address", draft ? place_in_draft(draft, Part::addressee, letter.language) : case_.correspondent.span,
        "the correspondent has no address", {"give \"address\" and \"postcode\", unless the letter goes by hand"}));
}

// What the signatory writes by hand is not printed; whoever gave the words may not know.
void check_top_and_tail(const Case& case_, Diagnostics& found) {
  if (!case_.top_and_tail) return;
  for (const char* key : {"salutation", "close"}) {
    const Value* given = case_.document.root.find(key);
    if (given == nullptr || given->is_null()) continue;
    found.push_back(
        warning("check.top-and-tail", case_.document.span(*given),
                fmt::format("this {} is not printed: \"top_and_tail\" leaves it to be written by hand", key),
                {fmt::format("take \"{}\" out of the case, or \"top_and_tail\"", key)}));
  }
}

}  // namespace

Checker::Checker(const Department& department)
    : severities_(department.severities),
      forms_(department.forms),
      data_(department.checks),
      plain_words_(department.checks),
      answering_(answering_paragraphs(department)) {
  const auto know = [this](const std::string& path) { known_paths_.insert(path); };
  const auto know_template = [&](const Template& text) {
    for (const Template::Name& name : text.names()) know(name.name);
  };
  for (const Paragraph& paragraph : department.paragraphs) {
    if (paragraph.body) know_template(*paragraph.body);
    for (const std::string& path : paragraph.optional) know(path);
    if (paragraph.when) std::ranges::for_each(paragraph.when->paths(), know);
    for (const auto& [name, rule] : paragraph.lets) std::ranges::for_each(rule.paths(), know);
  }
  for (const auto& [name, text] : department.templates) know_template(text);
  for (const auto& [name, text] : department.partials) know_template(text);
  for (const std::string& path : department.reads) know(path);
  know("facts.exemptions");  // by the checks themselves: checks/information_refusal.hpp
  for (const std::string& path : known_paths_)
    if (path.starts_with("facts.")) known_facts_.push_back(path);
}

void Checker::check_facts(const Case& case_, Diagnostics& found) const {
  const Value* facts = case_.document.root.find("facts");
  const auto wished = severities_.find("check.unused-fact");
  if (facts == nullptr || (wished != severities_.end() && wished->second == "off")) return;
  Diagnostics unused;
  for (const Member& member : facts->members()) {
    const std::string path = "facts." + member.key;
    const auto named = known_paths_.lower_bound(path);
    const bool known = named != known_paths_.end() && (*named == path || named->starts_with(path + "."));
    if (known || member.key == "notes") continue;
    if (has_enough(unused)) break;
    std::vector<std::string> hints{"remove it, or call it \"notes\" if it is for people only"};
    if (std::string near = did_you_mean(path, known_facts_); !near.empty())
      hints.insert(hints.begin(), std::move(near));
    add_up_to_most(unused, warning("check.unused-fact", case_.document.key_span(member.value),
                                   fmt::format("nothing in the library names \"{}\"", path), std::move(hints)));
  }
  append(found, unused);
}

Diagnostics Checker::graded(Diagnostics found) const {
  std::erase_if(found, [this](Diagnostic& d) {
    const auto wished = severities_.find(d.code);
    if (wished == severities_.end()) return false;
    if (wished->second == "error") d.severity = Severity::error;
    if (wished->second == "warning") d.severity = Severity::warning;
    return wished->second == "off";
  });
  return found;
}

Diagnostics Checker::check_spelling(const Letter& letter, const Case& case_, const Department& department,
                                    SpelledWords which, Speller& speller) const {
  const auto wished = severities_.find("check.spelling");
  if (wished != severities_.end() && wished->second == "off") return {};
  return graded(find_misspelt(letter, case_, department, which, speller));
}

// A header that repeats says the same on each page.
Diagnostics Checker::check(const Pages& pages) const {
  Diagnostics found;
  std::set<std::tuple<std::string_view, const Source*, std::uint32_t, std::uint32_t, std::string_view>> said;
  for (const Diagnostic& note : pages.notes)
    if (said.emplace(note.code, note.span.source.get(), note.span.begin, note.span.end, note.message).second)
      found.push_back(note);
  return graded(std::move(found));
}

// What the words of each line tell, in one pass over them. The lists are apart, for each has its own end.
Diagnostics Checker::check_lines(const Letter& letter, const Case& case_, LetterWords& said, CleanLines* known) const {
  Diagnostics empty, leaks, slips, dates, style, links, people;
  const bool english = primary_subtag(letter.language) == "en";
  const PersonalData personal_data(case_);
  LineOfText line;
  const auto count = [&] { return leaks.size() + slips.size() + style.size() + links.size(); };
  const auto is_full = [&] { return has_enough(leaks) || has_enough(slips) || has_enough(style) || has_enough(links); };
  const auto look_at_words = [&](const std::vector<Inline>& inlines) {
    const std::size_t before = count();
    find_leaks(line.flat, leaks);
    if (line.is_prose()) find_slips(line, slips);
    if (line.is_prose() && english) plain_words_.find(line, style);
    find_bad_links(line, inlines, links);
    return count() == before && !is_full();
  };
  for (const Section& section : letter.sections) {
    check_empty_blocks(section, empty);
    for_each_line_of_text(section.blocks, [&](const std::vector<Inline>& inlines) {
      line.assign_text(inlines, section.part);
      const LineKind kind{.prose = line.is_prose(), .english = english};
      const bool may_be_known = known != nullptr && !holds_link(inlines);
      if (!may_be_known || !known->recall(line, kind)) {
        line.read_words();
        if (look_at_words(inlines) && may_be_known) known->keep(line, kind);
      }
      said.add(line);
      if (section.part == Part::addressee) return;  // "31 June Avenue"
      find_wrong_dates(line, case_, dates);
      personal_data.find(line, people);
    });
  }
  for (Diagnostics* more : {&leaks, &slips, &dates, &style, &links, &people}) append(empty, std::move(*more));
  return empty;
}

// One letter, apart from what its case alone tells.
Diagnostics Checker::check_one(const Letter& letter, const Case& case_, const DraftOfLetter& from,
                               CleanLines* known) const {
  LetterWords said;
  constexpr std::size_t usual_letter = 4096;
  said.text.reserve(usual_letter);
  Diagnostics found = check_lines(letter, case_, said, known);
  check_greeting(letter, case_, from.draft, found);
  check_names(letter, case_, forms_, from.draft, found);
  if (from.draft && from.composed != nullptr) check_bearings(letter, *from.composed, from.draft, case_, found);
  check_postal_address(letter, case_, data_, forms_, found);
  check_what_is_there(letter, case_, from.draft, from.composed, found);
  if (!says_something(letter)) return found;
  check_duties(letter, case_, said, from.draft, found);
  check_information_refusal(letter, case_, said, data_, from.draft, found);
  return found;
}

// What is wrong in each language is told in each; what concerns the case, once.
Diagnostics Checker::check(const Letter& letter, const Case& case_, const DraftOfLetter& from,
                           CleanLines* known) const {
  Diagnostics found;
  for (const Letter* one : in_each_language(letter)) {
    const Letter* composed = from.composed != nullptr ? in_language_of(*from.composed, *one) : nullptr;
    append_new(found, check_one(*one, case_, {.draft = from.draft, .composed = composed}, known));
  }
  check_top_and_tail(case_, found);
  find_said_before(letter, case_, answering_, found);
  check_facts(case_, found);
  return graded(std::move(found));
}

}  // namespace engross
