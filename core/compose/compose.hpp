// Selection + merge -> Letter.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "cases/case.hpp"
#include "department/department.hpp"
#include "letter/letter.hpp"
#include "selection/select.hpp"

namespace engross {

// What one worker keeps between letters: parsed Markdown by merged text, which does not depend on values. Never changes
// a result, only its cost.
class ComposeCache {
 public:
  ComposeCache();
  ~ComposeCache();
  ComposeCache(ComposeCache&&) noexcept;
  ComposeCache& operator=(ComposeCache&&) noexcept;
  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

// What was decided on the way, for whoever counts branches (conformance). Both may be empty.
struct ComposeWatch {
  std::function<void(const Paragraph& paragraph, bool truth)> when;  // each `when` that was asked
  // Each section that was decided while the paragraph was merged; the tag may stand in a partial.
  std::function<void(const Paragraph& paragraph, const Span& tag, bool shown)> section;
};

struct ComposeInput {
  const Case* case_ = nullptr;
  const Department* department = nullptr;
  Date date;  // the letter's
  Date today;
  std::string language;                  // of this letter; empty: the case's first, else the department's
  Value derived;                         // an object that the department's code computed; null when none
  const Decisions* decisions = nullptr;  // of the department's code; null when it makes none
  const ComposeWatch* watch = nullptr;
};

struct Composed {
  Letter letter;
  Selection selection;  // without near misses: choose() tells them
  Diagnostics notes;
};

// The languages that a case's letters are written in, by the department's tags ("en" finds "en-GB"), in the order in
// which they stand in the file. Errors, all collected: "compose.language" (one that the department does not write, or
// one of them twice).
Result<std::vector<std::string>> languages_for(const Case& case_, const Department& department);

// Letters of one case in its languages, each composed by itself, as one: the first, with the others as its further ones
// and everybody's notes, each once. Error: "compose.languages-differ" (another paragraph, or another order, in one of
// them).
Result<Composed> as_one(std::vector<Composed> in_languages);

// One letter, in one language. Chooses the skeleton, selects paragraphs, merges each, parses its Markdown and fills the
// skeleton's slots. Errors: "compose.template" (no such template, or a div in it that no letter has; did you mean),
// "compose.slot" (paragraphs of a part for which the skeleton has no slot), "compose.signatory", "compose.language",
// "compose.empty-paragraph", and those of in_language(), deadline_facts(), selection, merge and Markdown. The errors of
// all paragraphs are collected. A template's or a partial's translation stands beside it as <name>.cy.
//
// `let` names of a paragraph may be tested by its own sections ({{#late}}…{{/late}}).
Result<Composed> compose(const ComposeInput& input, ComposeCache& cache);

// The letters of the case, each composed by itself in one of languages_for(), of one decision, as one. The input's
// language is not read. Errors: those of languages_for(), of compose() in each language, each once, and of as_one().
// Notes besides: those of words_in_one_language() where there are several.
Result<Composed> compose_in_each_language(ComposeInput input, ComposeCache& cache);

// The selection alone, with the facts that compose() lets rules see and with its near misses: for explaining a letter,
// for rules tests, and for choosing by hand.
Result<Selection> choose(const ComposeInput& input, ComposeCache& cache);

}  // namespace engross
