// In: a made case. Out: its letter, or why there is none, and each `when` and section as it was decided.
// Refuses nothing: what the house refuses is the outcome.
#include "conformance/trial.hpp"

#include <algorithm>
#include <array>

#include "conformance/make_case.hpp"

namespace engross {
namespace {

// In the order that an outcome is judged by: the gravest first.
constexpr std::array<std::string_view, 7> broken_codes{
    "compose.empty-paragraph", "compose.languages-differ", "selection.conflict", "compose.slot",
    "merge.no-partial",        "merge.too-deep",           "merge.too-large"};
constexpr std::array<std::string_view, 3> unmade_codes{"merge.formatter", "merge.not-printable", "rule.compare"};

bool is_broken(std::string_view code) {
  return std::ranges::find(broken_codes, code) != broken_codes.end() || code.starts_with("markdown.");
}

bool is_unmade(std::string_view code) {
  return std::ranges::find(unmade_codes, code) != unmade_codes.end() || code.starts_with("cases.");
}

bool lacks_only_a_body(const Outcome& outcome) {
  return !outcome.errors.empty() &&
         std::ranges::all_of(outcome.errors, [](const Diagnostic& d) { return d.code == "selection.no-body"; });
}

Value with_topic(Value made, const std::string& topic) {
  const Value* own = made.find("topics");
  Value topics = own != nullptr && own->is_array() ? *own : Value::array();
  topics.push_back(Value::string(topic));
  made.set("topics", std::move(topics));
  return made;
}

std::string kind_of_letter(const Case& case_) {
  std::string kind = case_.template_name;
  for (const std::string& language : case_.languages) kind += " " + language;
  return kind;
}

std::vector<Decision> decisions_at(const Value& made, std::string_view path) {
  std::vector<Decision> decisions;
  if (const Value* ids = find_path(made, path))
    for (const Value& id : ids->items()) decisions.push_back({id.text(), "the code may say so"});
  return decisions;
}

Decisions decisions_in(const Value& made) {
  return {decisions_at(made, "select.add"), decisions_at(made, "select.leave_out")};
}

bool meet(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  return std::ranges::any_of(some, [&](const std::string& t) { return std::ranges::find(others, t) != others.end(); });
}

}  // namespace

bool Outcome::chose(const Paragraph& paragraph) const {
  return composed && std::ranges::any_of(composed->selection.chosen, [&](const Chosen& chosen) {
           return chosen.original != nullptr && chosen.original->id == paragraph.id;
         });
}

bool Outcome::would_choose(const Paragraph& original) const {
  if (original.chosen_by != ChosenBy::rules) return false;
  if (case_ == nullptr || (!original.topics.empty() && !meet(original.topics, case_->topics))) return false;
  if (!original.when) return true;
  const auto asked = std::ranges::find(whens, &original, &std::pair<const Paragraph*, bool>::first);
  return asked != whens.end() && asked->second;
}

Value as_case(Value made) {
  made = with_value(std::move(made), "derived", std::nullopt);
  return with_value(std::move(made), "select", std::nullopt);
}

Trials::Trials(const Department& department, Date today) : department_(department), today_(today) {
  for (const Paragraph& paragraph : department.paragraphs)
    if (paragraph.part == Part::body)
      for (const std::string& topic : paragraph.topics)
        if (std::ranges::find(body_topics_, topic) == body_topics_.end()) body_topics_.push_back(topic);
}

Outcome Trials::attempt(Value made) {
  ++count_;
  Outcome outcome;
  outcome.made = made;
  Value derived;
  if (const Value* computed = made.find("derived")) derived = *computed;
  const Decisions decisions = decisions_in(made);
  made = as_case(std::move(made));
  auto case_ = Case::from(make_source(std::string(made_case), to_json(made)));
  if (!case_) {
    outcome.errors = std::move(case_.error());
    return outcome;
  }
  outcome.case_ = std::make_unique<Case>(std::move(*case_));
  const ComposeWatch watch{
      .when = [&](const Paragraph& paragraph, bool truth) { outcome.whens.emplace_back(&paragraph, truth); },
      .section =
          [&](const Paragraph& paragraph, const Span& tag, bool shown) {
            outcome.sections.push_back({&paragraph, tag, shown});
          }};
  const ComposeInput input{.case_ = outcome.case_.get(),
                           .department = &department_,
                           .date = outcome.case_->date.value_or(today_),
                           .today = today_,
                           .language = {},
                           .derived = std::move(derived),
                           .decisions = &decisions,
                           .watch = &watch};
  auto composed = compose_in_each_language(input, cache_);
  if (composed)
    outcome.composed = std::move(*composed);
  else
    outcome.errors = std::move(composed.error());
  return outcome;
}

Outcome Trials::run(Value made) {
  Outcome alone = attempt(made);
  if (alone.case_ == nullptr || !lacks_only_a_body(alone)) return alone;
  std::string& company = company_[kind_of_letter(*alone.case_)];
  if (!company.empty()) {
    Outcome with = attempt(with_topic(made, company));
    if (with.composed) return with;
  }
  for (const std::string& topic : body_topics_) {
    Outcome with = attempt(with_topic(made, topic));
    if (!with.composed) continue;
    company = topic;
    return with;
  }
  return alone;
}

Refusal refusal_of(const Outcome& outcome) {
  if (outcome.errors.empty()) return Refusal::none;
  const auto any = [&](auto is) {
    return std::ranges::any_of(outcome.errors, [&](const Diagnostic& d) { return is(d.code); });
  };
  if (any(is_unmade)) return Refusal::unmade;
  return any(is_broken) ? Refusal::broken : Refusal::input;
}

}  // namespace engross
