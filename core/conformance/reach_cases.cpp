// The cases that ask what a case could choose: paragraphs that overlap, and languages that lack one.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "conformance/assignments.hpp"
#include "conformance/cases.hpp"
#include "conformance/library_words.hpp"
#include "conformance/likeness.hpp"
#include "conformance/own_cases.hpp"
#include "conformance/trial.hpp"
#include "conformance/vocabulary.hpp"

namespace engross::cases {
namespace {

constexpr double alike = 0.8;            // two paragraphs that share so many of their words say nearly the same
constexpr std::size_t most_rows = 1000;  // cases that are tried for one question

// Looks for a case in which something holds.
class Search {
 public:
  Search(const Department& department, const std::vector<Value>& cases, const Date& today)
      : today_(today),
        known_(known_names(department, cases)),
        vocabulary_(department, known_, today),
        trials_(department, today) {}

  template <class Holds>
  bool finds(const std::vector<const Paragraph*>& of, const std::vector<Assigned>& fixed, Holds&& holds) {
    std::vector<Atom> atoms;
    std::vector<std::string> topics;
    for (const Paragraph* paragraph : of) {
      if (paragraph->when) {
        const auto more = atoms_of(*paragraph->when, paragraph->lets);
        atoms.insert(atoms.end(), more.begin(), more.end());
      }
      topics.insert(topics.end(), paragraph->topics.begin(), paragraph->topics.end());
    }
    std::vector<Variable> variables = vocabulary_.variables(atoms);
    std::erase_if(variables, [&](const Variable& variable) {
      return std::ranges::any_of(fixed, [&](const Assigned& one) { return one.first == variable.path; });
    });
    std::vector<std::size_t> sizes;
    for (const Variable& variable : variables) sizes.push_back(variable.choices.size());
    const bool all = combinations(sizes, most_rows + 1) <= most_rows;
    if (!all)
      for (const Paragraph* paragraph : of) cut_.insert(paragraph->id);
    for (const Row& row : all ? all_rows(sizes, most_rows) : pairs_over(Row(sizes.size(), 0), sizes, most_rows)) {
      Value made = with_values(Vocabulary::made(base(of), variables, row), fixed);
      add_topics(made, topics);
      if (holds(trials_.run(std::move(made)))) return true;
    }
    return false;
  }

  // Beyond the bound, pairs of choices are tried, and "not found" is not "there is none".
  void say_bound(Findings& found) const {
    if (!cut_.empty())
      found.said.push_back(
          fmt::format("the bound of {} cases was reached for {}: every pair of choices was tried for "
                      "them, not every combination",
                      most_rows, fmt::join(cut_, ", ")));
  }

 private:
  // On a day that is not before any of them holds.
  Value base(const std::vector<const Paragraph*>& of) const {
    Date day = today_;
    for (const Paragraph* paragraph : of)
      if (paragraph->valid_from && *paragraph->valid_from > day) day = *paragraph->valid_from;
    Value made = vocabulary_.fullest();
    made.set("date", Value::string(day.iso()));
    return made;
  }

  static void add_topics(Value& made, const std::vector<std::string>& wanted) {
    const Value* own = made.find("topics");
    Value topics = own != nullptr && own->is_array() ? *own : Value::array();
    for (const std::string& topic : wanted) topics.push_back(Value::string(topic));
    made.set("topics", std::move(topics));
  }

  Date today_;
  KnownNames known_;
  Vocabulary vocabulary_;
  Trials trials_;
  std::set<std::string> cut_;
};

bool yields(const Paragraph& one, const Paragraph& other) {
  return std::ranges::find(one.yields_to, other.id) != one.yields_to.end();
}

// Whether there is a day on which both hold.
bool hold_together(const Paragraph& a, const Paragraph& b) {
  return (!a.expires || !b.valid_from || *b.valid_from < *a.expires) &&
         (!b.expires || !a.valid_from || *a.valid_from < *b.expires);
}

// What is asked of each pair of paragraphs, read once for each paragraph.
struct Wording {
  explicit Wording(const Paragraph& of)
      : paragraph(&of), topics(of.topics.begin(), of.topics.end()), words(body_of(of)) {}
  const Paragraph* paragraph;
  std::multiset<std::string> topics;
  WordCounts words;
};

bool could_overlap(const Wording& one, const Wording& other) {
  const Paragraph& a = *one.paragraph;
  const Paragraph& b = *other.paragraph;
  return a.part == b.part && one.topics == other.topics && !yields(a, b) && !yields(b, a) && hold_together(a, b) &&
         likeness(one.words, other.words) >= alike;
}

std::vector<const Paragraph*> originals(const Department& department) {
  std::vector<const Paragraph*> list;
  for (const Paragraph& paragraph : department.paragraphs)
    if (paragraph.language.empty()) list.push_back(&paragraph);
  return list;
}

}  // namespace

void no_overlaps(CheckedDepartment& subject, Findings& found) {
  const auto cases = own_cases(subject);
  if (!cases) return append(found.list, cases.error());
  const Department& department = **subject.department();
  Search search(department, *cases, subject.options().today);
  std::vector<Wording> all;
  for (const Paragraph* paragraph : originals(department)) all.emplace_back(*paragraph);
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      if (!could_overlap(all[i], all[j])) continue;
      const Paragraph& a = *all[i].paragraph;
      const Paragraph& b = *all[j].paragraph;
      ++pairs;
      const bool both = search.finds(
          {&a, &b}, {}, [&](const Outcome& outcome) { return outcome.would_choose(a) && outcome.would_choose(b); });
      if (!both) continue;
      found.list.push_back(
          warning("conformance.overlap", place_of_key(b, "when"),
                  fmt::format("{} and {} can stand in one letter and share {:.0f}% of their words", a.id, b.id,
                              100 * likeness(all[i].words, all[j].words)),
                  {fmt::format("let one give way, \"yields_to: [{}]\", or give them conditions that exclude each other",
                               a.id)}));
    }
  found.said.push_back(fmt::format("{} pairs say nearly the same", pairs));
  search.say_bound(found);
}

void languages_complete(CheckedDepartment& subject, Findings& found) {
  constexpr std::size_t most_named = 5;
  const auto cases = own_cases(subject);
  if (!cases) return append(found.list, cases.error());
  const Department& department = **subject.department();
  if (department.languages.size() < 2) {
    found.skipped = "the department writes in one language";
    return;
  }
  Search search(department, *cases, subject.options().today);
  for (std::size_t i = 1; i < department.languages.size(); ++i) {
    const std::string& language = department.languages[i];
    std::vector<std::string> missing;
    for (const Paragraph* paragraph : originals(department)) {
      if (department.find(paragraph->id, language) != nullptr) continue;
      const Value in_language = Value::array({Value::string(language)});
      // Its code or an officer may want the paragraph in any letter.
      if (paragraph->chosen_by != ChosenBy::rules ||
          search.finds({paragraph}, {{"languages", in_language}},
                       [&](const Outcome& outcome) { return outcome.would_choose(*paragraph); }))
        missing.push_back(paragraph->id);
    }
    if (missing.empty()) continue;
    const std::size_t named = std::min(most_named, missing.size());
    found.list.push_back(warning(
        "conformance.language", {department.resources.source("department.yaml"), 0, 0},
        fmt::format("{} paragraphs can be chosen for letters in {} and have no translation: {}{}", missing.size(),
                    language, fmt::join(missing.begin(), missing.begin() + static_cast<std::ptrdiff_t>(named), ", "),
                    missing.size() > named ? " …" : ""),
        {"until they are translated, a letter that needs one of them is refused"}));
  }
  search.say_bound(found);
}

}  // namespace engross::cases
