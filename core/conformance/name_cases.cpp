// The case of real fields: every name that a rule, a paragraph or a template of the department mentions can be there.
#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "conformance/cases.hpp"
#include "conformance/known_names.hpp"
#include "conformance/library_words.hpp"
#include "conformance/own_cases.hpp"

namespace engross::cases {
namespace {

std::string_view first_step(std::string_view path) {
  return path.substr(0, path.find('.'));
}

class Naming {
 public:
  Naming(const Department& department, const std::vector<Value>& cases, Findings& found)
      : department_(department), known_(known_names(department, cases)), found_(found) {}

  void check() {
    for (const Paragraph& paragraph : department_.paragraphs) check_paragraph(paragraph);
    for (const auto& [path, content] : department_.resources.files)
      if (path.starts_with("templates/")) check_template(path);
    found_.said.push_back(fmt::format("{} names", count_));
  }

 private:
  void check_paragraph(const Paragraph& paragraph) {
    const Paragraph& original = *department_.find(paragraph.id);
    std::set<std::string> lets;
    for (const auto& [name, rule] : original.lets) lets.insert(name);
    if (paragraph.language.empty()) {
      if (paragraph.when) check_rule(*paragraph.when, lets);
      for (const auto& [name, rule] : paragraph.lets) check_rule(rule, lets);
    }
    const auto names = meant_names(*paragraph.body, known_.root, lets, department_.partials);
    for (const MeantName& meant : names) check_meant(meant);
    if (paragraph.language.empty()) check_optional(paragraph, names);
  }

  void check_template(const std::string& path) {
    const std::string name = path.substr(10, path.rfind('.') - 10);
    const auto text = department_.templates.find(name);
    if (text == department_.templates.end()) return;
    for (const MeantName& meant : meant_names(text->second, known_.root, {}, department_.partials)) check_meant(meant);
  }

  void check_rule(const Rule& rule, const std::set<std::string>& lets) {
    for (const std::string& path : rule.paths()) {
      if (lets.contains(path)) continue;
      ++count_;
      if (find_known(known_.root, path) == nullptr) tell(path, place_in(rule, path), beside(path));
    }
  }

  static Span place_in(const Rule& rule, const std::string& path) {
    const Span& span = rule.span();
    const std::size_t at = span.text().find(path);
    if (at == std::string_view::npos) return span;
    const auto begin = static_cast<std::uint32_t>(span.begin + at);
    return {span.source, begin, begin + static_cast<std::uint32_t>(path.size())};
  }

  std::vector<std::string> beside(std::string_view path) const {
    const Value* value = &known_.root;
    while (value != nullptr) {
      const Value* next = find_known(*value, first_step(path));
      if (next == nullptr) return value->keys();
      path.remove_prefix(std::min(first_step(path).size() + 1, path.size()));
      value = next;
    }
    return {};
  }

  void check_meant(const MeantName& meant) {
    ++count_;
    if (meant.is == MeantName::Is::unknown) tell(meant.path, meant.name.span, meant.beside);
  }

  // What samples and code make up is open: a field that no sample gives may still be real, unless it is nearly one that
  // a sample does give. All others are the case format's and the department's own.
  void tell(const std::string& path, const Span& place, const std::vector<std::string>& beside) {
    const std::string_view root = first_step(path);
    const bool open = root == "facts" || root == "derived";
    if (open && !(root == "facts" ? known_.has_facts : known_.has_derived)) return;
    const std::string wrong = wrong_step(path);
    std::vector<std::string> hints;
    if (std::string near = did_you_mean(wrong, beside); !near.empty()) hints.push_back(std::move(near));
    const bool sure = !open || !hints.empty();
    hints.push_back(open ? "give a sample or a row of tests/rules.yaml that has it"
                         : "fields that only this department's paragraphs name stand under facts");
    Diagnostic d = error("conformance.no-field", place,
                         open ? fmt::format("no sample and no rules test has a {}", path)
                              : fmt::format("there is no {}: \"{}\" is unknown", path, wrong),
                         std::move(hints));
    if (!sure) d.severity = Severity::warning;
    found_.list.push_back(std::move(d));
  }

  // The first step of the path that leads nowhere.
  std::string wrong_step(std::string_view path) const {
    const Value* value = &known_.root;
    for (;;) {
      const std::string_view step = first_step(path);
      const Value* next = find_known(*value, step);
      if (next == nullptr || step.size() == path.size()) return std::string(step);
      path.remove_prefix(step.size() + 1);
      value = next;
    }
  }

  static void add_names(const Rule& rule, std::vector<std::string>& to) {
    for (std::string& path : rule.paths()) to.push_back(std::move(path));
  }

  // A path that is called optional and that nothing names was meant to be another one.
  void check_optional(const Paragraph& paragraph, const std::vector<MeantName>& names) {
    std::vector<std::string> mentioned;
    for (const MeantName& meant : names) {
      mentioned.push_back(meant.name.name);
      mentioned.push_back(meant.path);
    }
    for (const auto& [name, rule] : paragraph.lets) add_names(rule, mentioned);
    if (paragraph.when) add_names(*paragraph.when, mentioned);
    for (const std::string& optional : paragraph.optional) {
      const bool named = std::ranges::any_of(
          mentioned, [&](const std::string& name) { return name == optional || name.starts_with(optional + "."); });
      if (named || is_in_translation(paragraph, optional)) continue;
      std::vector<std::string> hints{"take it out of optional"};
      if (std::string near = did_you_mean(optional, mentioned); !near.empty())
        hints.insert(hints.begin(), std::move(near));
      found_.list.push_back(error("conformance.no-field", place_of_key(paragraph, "optional"),
                                  fmt::format("{} is called optional, and nothing in the paragraph names it", optional),
                                  std::move(hints)));
    }
  }

  bool is_in_translation(const Paragraph& paragraph, const std::string& optional) const {
    return std::ranges::any_of(department_.paragraphs, [&](const Paragraph& other) {
      return other.id == paragraph.id && !other.language.empty() &&
             std::ranges::any_of(other.body->names(),
                                 [&](const Template::Name& name) { return name.name == optional; });
    });
  }

  const Department& department_;
  KnownNames known_;
  Findings& found_;
  std::size_t count_ = 0;
};

}  // namespace

void real_fields(CheckedDepartment& subject, Findings& found) {
  const auto cases = own_cases(subject);
  if (!cases) return append(found.list, cases.error());
  Naming(**subject.department(), *cases, found).check();
}

}  // namespace engross::cases
