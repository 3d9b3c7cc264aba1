// What is wrong with a finished Letter and its Pages: the last look before it is issued.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "cases/case.hpp"
#include "department/department.hpp"
#include "layout/pages.hpp"
#include "letter/letter.hpp"

namespace engross {

// What a letter was edited from; nothing when it is as the case makes it.
struct DraftOfLetter {
  SourceRef draft;
  const Letter* composed = nullptr;  // as the case makes it
};

// Knows what a department's library can name, so that a letter is checked in one pass. Immutable; shared by threads.
//
// Codes, each with a default severity that department.yaml's `severities` may change to error, warning or off:
//   check.leak               error    {{ (( ${ [INSERT XXXX TBC TODO and other traces of a template or a note
//   check.gap                error    a space before a comma or full stop, or nothing after "Dear": a value is missing
//   check.salutation-close   error    no name in the greeting but "sincerely", or a name but "faithfully"
//   check.no-close           error    a salutation without a close, or a close without a salutation
//   check.reference          error    a draft that bears another reference than its case
//   check.date               error    a draft that bears another date than its letter
//   check.empty-paragraph    error    a paragraph without words
//   check.no-body            error    a letter that says nothing
//   check.no-address         warning  no address lines: the letter cannot be posted
//   check.doubled-word       warning  "the the"
//   check.double-space       warning  two spaces inside a sentence
//   check.top-and-tail       warning  a salutation or close of the case that "top_and_tail" leaves to the hand
//   check.unused-fact        warning  a field under `facts` that nothing in the library names
//   layout.word-broken       note     a word that its line is too short for, broken between characters
//   layout.no-hyphenation    warning  a style that hyphenates, and no dictionary for the language
//   envelope.…                        what a window hides or shows (envelopes/window_findings.hpp)
// department/check_codes.hpp lists them all.
class Checker {
 public:
  explicit Checker(const Department& department);

  // Of the letter and its further ones: every finding with its place in the paragraph, case or draft that the words
  // came from; of what is not there, in the file that should have it.
  Diagnostics check(const Letter& letter, const Case& case_, const DraftOfLetter& from = {}) const;
  // What the layout noted, each once.
  Diagnostics check(const Pages& pages) const;
  // Findings of others, as the department grades them.
  Diagnostics graded(Diagnostics found) const;

 private:
  static Diagnostics check_one(const Letter& letter, const Case& case_, const DraftOfLetter& from);
  void check_facts(const Case& case_, Diagnostics& found) const;

  std::set<std::string, std::less<>> known_paths_;
  std::vector<std::string> known_facts_;
  std::map<std::string, std::string, std::less<>> severities_;
};

}  // namespace engross
