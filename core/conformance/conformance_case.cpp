// In: a case and the department. Out: the result of the case.
// A fault that keeps the department from opening is told by the one case that it belongs to; the others are skipped.
#include "conformance/conformance_case.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "conformance/cases.hpp"
#include "conformance/owners.hpp"

namespace engross {
namespace {

using Of = ConformanceCase::Of;
using Needs = ConformanceCase::Needs;

constexpr ConformanceCase table[]{
    {"opens", "The department opens: its files are read and agree with each other.", Of::any, Needs::workbench,
     owners::opens, cases::opens},
    {"manifest-agrees", "The manifest, the descriptor and department.yaml say the same.", Of::library,
     Needs::department, owners::manifest, cases::manifest_agrees},
    {"exports-one-symbol", "It loads with every symbol bound, and exports engross_department_open alone.", Of::library,
     Needs::nothing, owners::symbols, cases::exports_one_symbol},
    {"unknown-extensions", "An extension that nobody knows is answered with null.", Of::library, Needs::nothing,
     nullptr, cases::unknown_extensions},
    {"same-answers",
     "The same question gets the same answer: twice, in another order, of a fresh child and a warm one.", Of::library,
     Needs::nothing, nullptr, cases::same_answers},
    {"odd-questions", "Empty, torn, deep and huge questions neither crash it nor hang it.", Of::library, Needs::nothing,
     nullptr, cases::odd_questions},
    {"paragraphs-parse", "Every paragraph, partial and template parses and lints.", Of::any, Needs::department,
     owners::paragraphs, cases::paragraphs_parse},
    {"real-fields", "Rules and paragraphs name fields that a case has.", Of::any, Needs::department, nullptr,
     cases::real_fields},
    {"samples-render", "Every sample is composed, laid out and drawn without an error.", Of::any, Needs::workbench,
     nullptr, cases::samples_render},
    {"rules-tests", "The rows of tests/rules.yaml get the paragraphs that they name.", Of::any, Needs::department,
     nullptr, cases::rules_tests},
    {"golden-letters", "The letters of the samples are those in expected/.", Of::any, Needs::workbench, nullptr,
     cases::golden_letters},
    {"paragraphs-alive", "No paragraph has expired, is past its review, or could never hold.", Of::any,
     Needs::department, owners::dates, cases::paragraphs_alive},
    {"no-overlaps", "No two paragraphs that say nearly the same can stand in one letter.", Of::any, Needs::department,
     nullptr, cases::no_overlaps},
    {"style-in-range", "The house style is whole, and its sizes, boxes and colours are within their ranges.", Of::any,
     Needs::department, owners::style, cases::style_in_range},
    {"fonts-serve", "The fonts may be embedded and have every character that the paragraphs and languages need.",
     Of::any, Needs::workbench, owners::fonts, cases::fonts_serve},
    {"pictures-serve", "The pictures decode, and have words for those who cannot see them.", Of::any, Needs::workbench,
     owners::pictures, cases::pictures_serve},
    {"translations-agree", "Translations carry the same values and revision as their originals.", Of::any,
     Needs::department, owners::translations, cases::translations_agree},
    {"languages-complete", "Every language has every paragraph that its letters can need.", Of::any, Needs::department,
     nullptr, cases::languages_complete},
    {"all-branches", "Every branch of every paragraph can be taken, and none leaves a broken sentence.", Of::any,
     Needs::workbench, nullptr, cases::all_branches},
};

bool is_owned(const ConformanceCase& which, const Diagnostic& fault) {
  return which.owns != nullptr && which.owns(fault);
}

// The case that tells what keeps the department from opening.
std::string_view teller_of(const Diagnostics& faults) {
  for (const ConformanceCase& one : table)
    if (std::ranges::any_of(faults, [&](const Diagnostic& fault) { return is_owned(one, fault); })) return one.name;
  return "opens";
}

// What kept the department from opening: this case's own, or a reason to skip.
bool is_open(const ConformanceCase& which, const Diagnostics& faults, Findings& found) {
  std::ranges::copy_if(faults, std::back_inserter(found.list),
                       [&](const Diagnostic& fault) { return is_owned(which, fault); });
  if (!found.list.empty()) return false;
  found.told_by = teller_of(faults);
  found.skipped = fmt::format("the department does not open; {} says why", found.told_by);
  return false;
}

bool prepare(const ConformanceCase& which, CheckedDepartment& subject, Findings& found) {
  if (which.of == Of::library && !subject.is_library()) {
    found.skipped = "only a library has that; build the department, and check its .so";
    return false;
  }
  if (which.needs == Needs::nothing) return true;
  if (const auto& opened = subject.department(); !opened) return is_open(which, opened.error(), found);
  if (which.needs == Needs::department) return true;
  if (const auto bench = subject.workbench(); !bench) return is_open(which, bench.error(), found);
  return true;
}

CaseStatus status_of(const Findings& found) {
  if (has_errors(found.list)) return CaseStatus::failed;
  if (!found.skipped.empty()) return CaseStatus::skipped;
  const bool warned =
      std::ranges::any_of(found.list, [](const Diagnostic& d) { return d.severity == Severity::warning; });
  return warned ? CaseStatus::warning : CaseStatus::success;
}

}  // namespace

std::span<const ConformanceCase> conformance_cases() {
  return table;
}

const ConformanceCase* case_named(std::string_view name) {
  const auto* const found = std::ranges::find(table, name, &ConformanceCase::name);
  return found != std::end(table) ? found : nullptr;
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const ConformanceCase& one : table) names.emplace_back(one.name);
  return names;
}

CaseResult run_case(const ConformanceCase& which, CheckedDepartment& subject) {
  Findings found;
  if (prepare(which, subject, found)) which.run(subject, found);
  CaseResult result;
  result.name = which.name;
  result.status = status_of(found);
  if (result.status == CaseStatus::skipped) {
    result.reason = std::move(found.skipped);
    result.told_by = std::move(found.told_by);
  }
  for (const Diagnostic& diagnostic : found.list) result.findings.push_back(finding_of(diagnostic));
  result.said = std::move(found.said);
  result.data = std::move(found.data);
  result.files = std::move(found.files);
  return result;
}

}  // namespace engross
