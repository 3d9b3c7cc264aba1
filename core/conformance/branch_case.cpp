// The case of all branches: explores, then tells what was found, what was covered and what was not, and why.
#include <fmt/format.h>

#include <algorithm>

#include "conformance/branches.hpp"
#include "conformance/cases.hpp"
#include "conformance/library_words.hpp"
#include "conformance/own_cases.hpp"

namespace engross::cases {
namespace {

class Telling {
 public:
  Telling(const BranchReport& report, const BranchLimits& limits, Findings& found)
      : report_(report), limits_(limits), found_(found), kept_(Value::array()) {}

  void tell() {
    for (const ParagraphCoverage& coverage : report_.coverage.paragraphs()) {
      tell_unreachable(coverage);
      tell_not_taken(coverage);
    }
    for (const auto& [paragraph, looks] : report_.looks) tell_looks(*paragraph, looks);
    for (const BrokenLetter& letter : report_.broken) tell_broken(letter);
    for (const BrokenLetter& letter : report_.unmade) tell_unmade(letter);
    add_data();
    say();
  }

 private:
  std::string keep(std::string_view why, const Value& made) {
    const std::string name = fmt::format("{}-{}.json", kept_.items().size() + 1, why);
    Value kept = Value::object();
    kept.set("name", Value::string(name));
    kept.set("case", as_case(made));
    kept_.push_back(std::move(kept));
    return fmt::format("--keep DIR writes the case as {}", name);
  }

  const Explored* explored(const Paragraph& paragraph) const {
    for (const auto& [original, how] : report_.explored)
      if (original->id == paragraph.id) return &how;
    return nullptr;
  }

  // What was tried for it, in words.
  std::string tried(const Paragraph& paragraph) const {
    const Explored* how = explored(paragraph);
    if (how == nullptr) return {};
    if (!how->exhausted) return fmt::format("{} cases were tried, the bound; there are more combinations", how->cases);
    if (how->variables.empty() && how->decidable) return "it asks nothing of the case";
    std::string words =
        fmt::format("all {} combinations of {} were tried", how->combinations,
                    how->variables.empty() ? "nothing" : fmt::format("{}", fmt::join(how->variables, ", ")));
    if (!how->decidable)
      words +=
          ", but it asks what they do not settle, such as how two values of the case compare: a sample may reach it";
    return words;
  }

  static std::string refusals(const ParagraphCoverage& coverage) {
    if (coverage.refusals.empty()) return {};
    const auto most = std::ranges::max_element(coverage.refusals, {}, [](const auto& one) { return one.second; });
    return fmt::format("{} letters that would have it are refused: {}", most->second, most->first);
  }

  std::vector<std::string> reasons(const ParagraphCoverage& coverage) const {
    std::vector<std::string> hints{tried(*coverage.paragraph)};
    if (std::string refused = refusals(coverage); !refused.empty()) hints.push_back(std::move(refused));
    return hints;
  }

  // Only what was proven is worth a warning.
  Severity graveness(const Paragraph& paragraph, Severity proven) const {
    const Explored* how = explored(paragraph);
    return how != nullptr && how->proven() ? proven : Severity::note;
  }

  void tell_unreachable(const ParagraphCoverage& coverage) {
    if (coverage.letters > 0) return;
    const Paragraph& paragraph = *coverage.paragraph;
    Diagnostic d =
        error("branches.unreachable", place_of_key(paragraph, paragraph.language.empty() ? "when" : "title"),
              fmt::format("no case was found that prints the paragraph {}", shown_name(paragraph)), reasons(coverage));
    d.severity = graveness(paragraph, Severity::error);
    if (d.severity == Severity::note) d.severity = Severity::warning;
    found_.list.push_back(std::move(d));
  }

  void tell_not_taken(const ParagraphCoverage& coverage) {
    if (coverage.letters == 0) return;
    for (const Branch& branch : coverage.branches)
      for (const bool yes : {true, false}) {
        if ((yes ? branch.yes : branch.no) > 0) continue;
        Diagnostic d =
            warning("branches.not-taken", branch.span,
                    fmt::format("{}: no case was found in which {} {} is {}", shown_name(*coverage.paragraph),
                                name_of(branch.kind), branch.text, answer_of(branch.kind, yes)),
                    reasons(coverage));
        d.severity = graveness(*coverage.paragraph, Severity::warning);
        found_.list.push_back(std::move(d));
      }
  }

  // What is so in every letter is how its author writes, and worth a look; what is so in some, a section left.
  void tell_looks(const Paragraph& paragraph, const Looks& looks) {
    for (const auto& [kind, sight] : looks.dangles) {
      const bool always = sight.count == looks.letters;
      if (always && kind == Dangle::Kind::no_start) continue;
      Diagnostic d =
          error("branches.dangling", {paragraph.source, 0, 0},
                fmt::format("the paragraph {} {}: \"{}\"{}", shown_name(paragraph), said_of(kind), sight.what,
                            always ? "" : fmt::format(" (in {} of {} letters)", sight.count, looks.letters)),
                {keep(paragraph.id + "-dangling", sight.made)});
      if (always) d.severity = Severity::warning;
      found_.list.push_back(std::move(d));
    }
  }

  static std::string_view said_of(Dangle::Kind kind) {
    switch (kind) {
      case Dangle::Kind::stray:
        return "has punctuation or spaces that do not belong together";
      case Dangle::Kind::unclosed:
        return "has a bracket or quotation mark without its other half";
      case Dangle::Kind::no_end:
        return "ends without closing punctuation";
      case Dangle::Kind::no_start:
        break;
    }
    return "begins with a small letter";
  }

  void tell_broken(const BrokenLetter& letter) {
    Diagnostic d = letter.fault;
    d.hints.push_back(keep(letter.fault.code, letter.made));
    found_.list.push_back(std::move(d));
  }

  void tell_unmade(const BrokenLetter& letter) {
    Diagnostic d = warning("branches.unmade", letter.fault.span,
                           fmt::format("a value that was made up does not suit: {}", letter.fault.message),
                           {"give a sample that has a value for it", keep(letter.fault.code, letter.made)});
    found_.list.push_back(std::move(d));
  }

  static Value number(std::size_t of) { return Value::number(std::to_string(of)); }

  Value value_of(const ParagraphCoverage& coverage) const {
    Value value = Value::object();
    value.set("id", Value::string(coverage.paragraph->id));
    value.set("language", Value::string(coverage.paragraph->language));
    value.set("letters", number(coverage.letters));
    value.set("branches", number(coverage.all()));
    value.set("taken", number(coverage.taken()));
    value.set("percent", number(percent(coverage.taken(), coverage.all())));
    if (const Explored* how = explored(*coverage.paragraph)) {
      value.set("cases", number(how->cases));
      value.set("exhausted", Value::boolean(how->proven()));
    }
    Value list = Value::array();
    for (const Branch& branch : coverage.branches) {
      Value one = Value::object();
      one.set("kind", Value::string(std::string(name_of(branch.kind))));
      one.set("text", Value::string(branch.text));
      one.set(std::string(answer_of(branch.kind, true)), number(branch.yes));
      one.set(std::string(answer_of(branch.kind, false)), number(branch.no));
      list.push_back(std::move(one));
    }
    value.set("list", std::move(list));
    return value;
  }

  static Value value_of(const std::optional<PageCount>& pages) {
    Value value = Value::object();
    value.set("pages", number(pages ? pages->pages : 0));
    value.set("case", pages ? as_case(pages->made) : Value());
    return value;
  }

  void add_data() {
    Value data = Value::object();
    data.set("branches", number(report_.coverage.all()));
    data.set("taken", number(report_.coverage.taken()));
    data.set("percent", number(percent(report_.coverage.taken(), report_.coverage.all())));
    data.set("cases", number(report_.cases));
    data.set("letters", number(report_.letters));
    data.set("laid_out", number(report_.laid_out));
    data.set("bound_a_paragraph", number(limits_.a_paragraph));
    data.set("bound_letters", number(limits_.letters));
    data.set("bound_reached", Value::boolean(bound_reached() > 0 || report_.letters_cut));
    data.set("fewest_pages", value_of(report_.fewest));
    data.set("most_pages", value_of(report_.most));
    Value paragraphs = Value::array();
    for (const ParagraphCoverage& coverage : report_.coverage.paragraphs()) paragraphs.push_back(value_of(coverage));
    data.set("paragraphs", std::move(paragraphs));
    data.set("kept", std::move(kept_));
    found_.data = std::move(data);
  }

  std::size_t bound_reached() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(report_.explored, [](const auto& one) { return !one.second.exhausted; }));
  }

  void say() {
    const Coverage& coverage = report_.coverage;
    found_.said.push_back(fmt::format("{} of {} branches ({}%), {} cases, {} letters", coverage.taken(), coverage.all(),
                                      percent(coverage.taken(), coverage.all()), report_.cases, report_.letters));
    if (report_.fewest)
      found_.said.push_back(fmt::format("{} to {} pages in {} letters that were laid out", report_.fewest->pages,
                                        report_.most->pages, report_.laid_out));
    if (const std::size_t cut = bound_reached(); cut > 0)
      found_.said.push_back(
          fmt::format("the bound of {} cases was reached for {} paragraphs: every pair of choices was "
                      "tried for them, not every combination",
                      limits_.a_paragraph, cut));
    if (report_.letters_cut) found_.said.push_back(fmt::format("the bound of {} letters was reached", limits_.letters));
    for (const ParagraphCoverage& one : coverage.paragraphs())
      if (!one.branches.empty())
        found_.said.push_back(fmt::format("{:>4}%  {:>3} of {:>3}  {}", percent(one.taken(), one.all()), one.taken(),
                                          one.all(), shown_name(*one.paragraph)));
  }

  const BranchReport& report_;
  const BranchLimits& limits_;
  Findings& found_;
  Value kept_;
};

}  // namespace

void all_branches(CheckedDepartment& subject, Findings& found) {
  auto cases = own_cases(subject);
  if (!cases) return append(found.list, cases.error());
  const BranchLimits& limits = subject.options().branches;
  const BranchReport report = explore(**subject.workbench(), *cases, limits, subject.options().today);
  Telling(report, limits, found).tell();
}

}  // namespace engross::cases
