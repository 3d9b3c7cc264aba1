// In: a department, its samples, bounds. Out: which branches were taken, and what was wrong with the letters.
// First every paragraph by itself: all combinations of what it asks, or, beyond the bound, every pair of choices over
// cases that choose it. Then letters: every pair of choices of everything that any paragraph asks, all topics by twos.
#include "conformance/branches.hpp"

#include <algorithm>

#include "conformance/assignments.hpp"
#include "layout/lay_out.hpp"

namespace engross {
namespace {

std::vector<std::size_t> sizes_of(const std::vector<Variable>& variables) {
  std::vector<std::size_t> sizes;
  sizes.reserve(variables.size());
  for (const Variable& variable : variables) sizes.push_back(variable.choices.size());
  return sizes;
}

std::vector<std::string> all_topics(const Department& department) {
  std::set<std::string> topics;
  for (const Paragraph& paragraph : department.paragraphs)
    topics.insert(paragraph.topics.begin(), paragraph.topics.end());
  return {topics.begin(), topics.end()};
}

Value list_of(const std::vector<std::string>& words) {
  Value list = Value::array();
  for (const std::string& word : words) list.push_back(Value::string(word));
  return list;
}

// Today, or the nearest day on which the paragraph holds.
Date day_for(const Paragraph& paragraph, Date today) {
  if (paragraph.expires && today >= *paragraph.expires) today = paragraph.expires->plus_days(-1);
  return paragraph.valid_from && today < *paragraph.valid_from ? *paragraph.valid_from : today;
}

class Exploring {
 public:
  Exploring(Workbench& bench, const std::vector<Value>& cases, const BranchLimits& limits, const Date& today)
      : bench_(bench),
        department_(*bench.department),
        limits_(limits),
        today_(today),
        known_(known_names(department_, cases)),
        vocabulary_(department_, known_, today),
        trials_(department_, today),
        report_(Coverage(department_, known_)) {
    for (const Value& one : cases) judge(trials_.run(one), true);
  }

  BranchReport run() {
    for (const Paragraph& paragraph : department_.paragraphs)
      if (paragraph.language.empty()) explore_paragraph(paragraph);
    explore_letters();
    report_.cases = trials_.count();
    return std::move(report_);
  }

 private:
  // ---- One paragraph

  void explore_paragraph(const Paragraph& paragraph) {
    const Questions& asked = vocabulary_.of(paragraph);
    std::vector<Atom> atoms = asked.when;
    atoms.insert(atoms.end(), asked.body.begin(), asked.body.end());
    std::vector<Variable> variables = vocabulary_.variables(atoms);
    add_languages(paragraph, variables);
    const std::vector<std::size_t> sizes = sizes_of(variables);
    Explored& explored = report_.explored[&paragraph];
    for (const Variable& variable : variables) explored.variables.push_back(variable.path);
    explored.combinations = combinations(sizes, limits_.a_paragraph + 1);
    explored.exhausted = explored.combinations <= limits_.a_paragraph;
    explored.decidable = Vocabulary::decides(atoms);
    if (explored.exhausted) {
      try_rows(paragraph, variables, all_rows(sizes, limits_.a_paragraph));
      return;
    }
    const std::size_t half = limits_.a_paragraph / 2;
    auto chosen = try_rows(paragraph, variables, pairs_over(Row(sizes.size(), 0), sizes, half));
    if (!chosen) chosen = try_rows(paragraph, variables, combinations_of_rules(asked, sizes, variables, half));
    if (chosen) try_rows(paragraph, variables, pairs_over(*chosen, sizes, half));
  }

  void add_languages(const Paragraph& paragraph, std::vector<Variable>& variables) const {
    add_languages(vocabulary_.languages_of(paragraph), variables);
  }

  // Each by itself, and all of them in one file.
  static void add_languages(const std::vector<std::string>& languages, std::vector<Variable>& variables) {
    const bool asked = std::ranges::find(variables, "languages", &Variable::path) != variables.end();
    if (asked || languages.size() < 2) return;
    Variable variable{"languages", {}};
    for (const std::string& language : languages) variable.choices.emplace_back(list_of({language}));
    variable.choices.emplace_back(list_of(languages));
    variables.push_back(std::move(variable));
  }

  // All combinations of what decides whether it is chosen, the rest as usual: the first variables are those.
  std::vector<Row> combinations_of_rules(const Questions& asked, const std::vector<std::size_t>& sizes,
                                         const std::vector<Variable>& variables, std::size_t most) const {
    const std::size_t count = std::min(vocabulary_.variables(asked.when).size(), variables.size());
    std::vector<Row> rows = all_rows({sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(count)}, most);
    for (Row& row : rows) row.resize(sizes.size(), 0);
    return rows;
  }

  // The first row whose letter has the paragraph.
  std::optional<Row> try_rows(const Paragraph& paragraph, const std::vector<Variable>& variables,
                              const std::vector<Row>& rows) {
    std::optional<Row> first;
    Value base = vocabulary_.fullest();
    base.set("date", Value::string(day_for(paragraph, today_).iso()));
    for (const Row& row : rows) {
      Value made = for_paragraph(Vocabulary::made(base, variables, row), paragraph);
      ++report_.explored[&paragraph].cases;
      if (!tried_.insert(to_canonical_json(made)).second && first) continue;
      const Outcome outcome = trials_.run(std::move(made));
      const bool chosen = outcome.chose(paragraph);
      const bool lay_out = chosen && !first;
      if (lay_out) first = row;
      judge(outcome, lay_out);
    }
    return first;
  }

  // With a topic of its own; or as an officer or the department's code would choose it.
  static Value for_paragraph(Value made, const Paragraph& paragraph) {
    switch (paragraph.chosen_by) {
      case ChosenBy::rules:
        break;
      case ChosenBy::code: {
        Value select = Value::object();
        select.set("add", list_of({paragraph.id}));
        made.set("select", std::move(select));
        break;
      }
      case ChosenBy::officer: {
        Value use = Value::object();
        use.set("use", Value::string(paragraph.id));
        Value words = Value::object();
        words.set("text", Value::string("Thank you for writing to us."));
        made.set("paragraphs", Value::array({std::move(use), std::move(words)}));
        return made;
      }
    }
    return with_own_topic(std::move(made), paragraph);
  }

  static Value with_own_topic(Value made, const Paragraph& paragraph) {
    if (paragraph.topics.empty()) return made;
    const Value* own = made.find("topics");
    Value topics = own != nullptr && own->is_array() ? *own : Value::array();
    for (const Value& topic : topics.items())
      if (std::ranges::find(paragraph.topics, topic.text()) != paragraph.topics.end()) return made;
    topics.push_back(Value::string(paragraph.topics.front()));
    made.set("topics", std::move(topics));
    return made;
  }

  // ---- Letters of several

  void explore_letters() {
    std::vector<Atom> atoms;
    for (const Paragraph& paragraph : department_.paragraphs) {
      if (!paragraph.language.empty()) continue;
      const Questions& asked = vocabulary_.of(paragraph);
      atoms.insert(atoms.end(), asked.when.begin(), asked.when.end());
      atoms.insert(atoms.end(), asked.body.begin(), asked.body.end());
    }
    std::vector<Variable> variables = vocabulary_.variables(atoms);
    const std::vector<std::string> topics = all_topics(department_);
    std::erase_if(variables, [](const Variable& variable) { return variable.path == "topics"; });
    if (!topics.empty()) variables.push_back(topic_variable(topics));
    add_languages(department_.languages, variables);
    std::vector<Row> rows = covering_rows(sizes_of(variables), limits_.letters + 1);
    if (rows.size() > limits_.letters) {
      report_.letters_cut = true;
      rows.pop_back();
    }
    for (const Row& row : rows) try_letter(Vocabulary::made(vocabulary_.fullest(), variables, row));
    std::size_t left = limits_.letters - rows.size();
    for (std::size_t i = 0; i < topics.size(); ++i)
      for (std::size_t j = i + 1; j < topics.size(); ++j) {
        if (left == 0) {
          report_.letters_cut = true;
          return;
        }
        --left;
        Value made = vocabulary_.fullest();
        made.set("topics", list_of({topics[i], topics[j]}));
        try_letter(std::move(made));
      }
  }

  static Variable topic_variable(const std::vector<std::string>& topics) {
    Variable variable{"topics", {}};
    variable.choices.emplace_back(list_of(topics));
    for (const std::string& topic : topics) variable.choices.emplace_back(list_of({topic}));
    return variable;
  }

  void try_letter(Value made) {
    if (tried_.insert(to_canonical_json(made)).second) judge(trials_.run(std::move(made)), true);
  }

  // ---- What became of it

  void judge(const Outcome& outcome, bool with_pages) {
    report_.coverage.take(outcome);
    switch (refusal_of(outcome)) {
      case Refusal::none:
        break;
      case Refusal::broken:
        return note(report_.broken, outcome.errors, outcome.made);
      case Refusal::unmade:
        return note(report_.unmade, outcome.errors, outcome.made);
      case Refusal::input:
        return;
    }
    if (!outcome.composed) return;
    ++report_.letters;
    const bool new_words = letters_.insert(dump(outcome.composed->letter)).second;
    if (new_words) look_at(outcome);
    if (with_pages && new_words) lay_out_letter(outcome);
  }

  // Each fault once, by its place and kind.
  void note(std::vector<BrokenLetter>& to, const Diagnostics& faults, const Value& made) {
    for (const Diagnostic& fault : faults) {
      const bool known =
          std::ranges::any_of(to, [&](const BrokenLetter& other) { return is_same_fault(other.fault, fault); });
      const bool counts =
          fault.severity == Severity::error && fault.code != "merge.no-value" && fault.code != "rule.absent";
      if (counts && !known) to.push_back({fault, made});
    }
  }

  // Places in made cases differ from case to case and mean nothing.
  static bool is_same_fault(const Diagnostic& a, const Diagnostic& b) {
    const auto made = [](const Diagnostic& d) { return d.span.source && d.span.source->name == made_case; };
    return a.code == b.code && (a.span == b.span || (made(a) && made(b)));
  }

  void look_at(const Outcome& outcome) {
    std::map<const Paragraph*, std::vector<const Block*>> printed;
    for (const Chosen& chosen : outcome.composed->selection.chosen) {
      if (chosen.paragraph == nullptr) continue;
      for (const Section& section : outcome.composed->letter.sections)
        for (const Block& block : section.blocks)
          if (block.provenance && block.provenance->kind == Provenance::Kind::paragraph &&
              block.provenance->id == chosen.paragraph->id)
            printed[chosen.paragraph].push_back(&block);
    }
    for (const auto& [paragraph, blocks] : printed) {
      Looks& looks = report_.looks[paragraph];
      ++looks.letters;
      std::set<Dangle::Kind> seen;
      for (Dangle& dangle : dangling_in(blocks)) {
        Looks::Sight& sight = looks.dangles[dangle.kind];
        if (seen.insert(dangle.kind).second) ++sight.count;
        if (sight.count == 1 && sight.what.empty()) {
          sight.what = std::move(dangle.what);
          sight.made = outcome.made;
        }
      }
    }
  }

  void lay_out_letter(const Outcome& outcome) {
    LayoutInput input{.letter = &outcome.composed->letter,
                      .style = &department_.style,
                      .fonts = &bench_.equipment.fonts,
                      .logo = bench_.equipment.logo,
                      .fields = {},
                      .hyphenation = bench_.equipment.hyphenation.by_language,
                      .proof_mark = {}};
    const auto pages = lay_out(input, bench_.layout_cache);
    ++report_.laid_out;
    if (!pages) return note(report_.broken, pages.error(), outcome.made);
    const std::size_t count = pages->pages.size();
    if (!report_.fewest || count < report_.fewest->pages) report_.fewest = PageCount{count, outcome.made};
    if (!report_.most || count > report_.most->pages) report_.most = PageCount{count, outcome.made};
  }

  Workbench& bench_;
  const Department& department_;
  const BranchLimits& limits_;
  Date today_;
  KnownNames known_;
  Vocabulary vocabulary_;
  Trials trials_;
  BranchReport report_;
  std::set<std::string> tried_;    // made cases, canonical
  std::set<std::string> letters_;  // dumps
};

}  // namespace

BranchReport explore(Workbench& bench, const std::vector<Value>& cases, const BranchLimits& limits, const Date& today) {
  return Exploring(bench, cases, limits, today).run();
}

}  // namespace engross
