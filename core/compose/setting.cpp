// In: a case and its department. Out: the languages of its letters; of one, the language, template, and who signs.
// Refused, each with its place in the case: a language, a template or a signatory that the department does not have.
#include "compose/setting.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/language_tag.hpp"
#include "base/suggest.hpp"

namespace engross {
namespace {

// The place of a field, or of its item when it is a list.
Span place(const Document& document, std::string_view key, std::size_t item = 0) {
  const Value* value = document.root.find(key);
  if (value == nullptr) return {document.source, 0, 0};
  if (value->is_array() && item < value->items().size()) value = &value->items()[item];
  return document.span(*value);
}

std::vector<std::string> hints_for(std::string_view name, const std::vector<std::string>& known,
                                   std::string_view what) {
  std::vector<std::string> hints;
  if (std::string hint = did_you_mean(name, known); !hint.empty()) hints.push_back(std::move(hint));
  if (!known.empty()) hints.push_back(fmt::format("{}: {}", what, fmt::join(known, ", ")));
  return hints;
}

Diagnostic unknown_language(const Department& department, const std::string& wanted, Span span) {
  return error("compose.language", std::move(span),
               fmt::format("the department \"{}\" writes no letters in \"{}\"", department.id, wanted),
               hints_for(wanted, department.languages, "its languages"));
}

void set_language(const ComposeInput& input, Setting& setting, Diagnostics& errors) {
  const Case& case_ = *input.case_;
  const Department& department = *input.department;
  const bool told = !input.language.empty() || !case_.languages.empty();
  if (!told) {
    setting.language = department.languages.empty() ? "en-GB" : department.languages.front();
    return;
  }
  const std::string& wanted = input.language.empty() ? case_.languages.front() : input.language;
  if (const std::string* language = language_of(department, wanted)) {
    setting.language = *language;
    return;
  }
  errors.push_back(
      unknown_language(department, wanted, input.language.empty() ? place(case_.document, "languages") : Span{}));
}

void set_template(const ComposeInput& input, Setting& setting, Diagnostics& errors) {
  const auto& templates = input.department->templates;
  const std::string& name = input.case_->template_name;
  auto found = templates.find(fmt::format("{}.{}", name, setting.language));
  if (found == templates.end()) found = templates.find(fmt::format("{}.{}", name, primary_subtag(setting.language)));
  if (found == templates.end()) found = templates.find(name);
  if (found != templates.end()) {
    setting.skeleton = &found->second;
    return;
  }
  std::vector<std::string> names;
  for (const auto& [known, unused] : templates)
    if (known.find('.') == std::string::npos) names.push_back(known);
  const auto& named = input.case_->template_place;
  errors.push_back(error("compose.template", named ? *named : place(input.case_->document, "template"),
                         fmt::format("there is no letter template \"{}\"", name),
                         hints_for(name, names, "the templates are")));
}

void set_signatories(const ComposeInput& input, Setting& setting, Diagnostics& errors) {
  const Department& department = *input.department;
  const Case& case_ = *input.case_;
  if (case_.signatories.empty() && !department.signatories.empty())
    setting.signatories.push_back(&department.signatories.front());
  for (std::size_t i = 0; i < case_.signatories.size(); ++i) {
    const std::string& id = case_.signatories[i];
    if (const Signatory* signatory = department.signatory(id)) {
      setting.signatories.push_back(signatory);
      continue;
    }
    std::vector<std::string> ids;
    for (const Signatory& known : department.signatories) ids.push_back(known.id);
    errors.push_back(error("compose.signatory", place(case_.document, "signatory", i),
                           fmt::format("nobody called \"{}\" signs for the department \"{}\"", id, department.id),
                           hints_for(id, ids, "its signatories")));
  }
}

}  // namespace

const std::string* language_of(const Department& department, std::string_view wanted) {
  const auto& all = department.languages;
  auto found = std::ranges::find(all, wanted);
  if (found == all.end())
    found =
        std::ranges::find_if(all, [&](const std::string& l) { return primary_subtag(l) == primary_subtag(wanted); });
  return found == all.end() ? nullptr : &*found;
}

Result<Setting> set_out(const ComposeInput& input) {
  Setting setting;
  Diagnostics errors;
  set_language(input, setting, errors);
  set_template(input, setting, errors);
  set_signatories(input, setting, errors);
  if (!errors.empty()) return fail(std::move(errors));
  return setting;
}

Result<std::vector<std::string>> languages_for(const Case& case_, const Department& department) {
  if (case_.languages.empty())
    return std::vector<std::string>{department.languages.empty() ? "en-GB" : department.languages.front()};
  std::vector<std::string> languages;
  Diagnostics errors;
  for (std::size_t i = 0; i < case_.languages.size(); ++i) {
    const Span span = place(case_.document, "languages", i);
    const std::string* language = language_of(department, case_.languages[i]);
    if (language == nullptr)
      errors.push_back(unknown_language(department, case_.languages[i], span));
    else if (std::ranges::find(languages, *language) != languages.end())
      errors.push_back(error("compose.language", span,
                             fmt::format("the letter is written in \"{}\" already", *language),
                             {"name each language of the letter once"}));
    else
      languages.push_back(*language);
  }
  if (!errors.empty()) return fail(std::move(errors));
  return languages;
}

}  // namespace engross
