// What is wrong with a finished Letter and its Pages: the last look before it is issued.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "cases/case.hpp"
#include "checks/clean_lines.hpp"
#include "checks/line_of_text.hpp"
#include "checks/plain_words.hpp"
#include "checks/spelling.hpp"
#include "department/department.hpp"
#include "layout/pages.hpp"
#include "letter/letter.hpp"

namespace engross {

// What a letter was edited from; nothing when it is as the case makes it.
struct DraftOfLetter {
  SourceRef draft;
  const Letter* composed = nullptr;  // as the case makes it
};

// Knows what a department's library can name and what its checks know, so that a letter is checked in one pass.
// Immutable; shared by threads.
//
// Every code has a default severity that department.yaml's `severities` may change to error, warning or off;
// department/check_codes.hpp lists them all, and docs/checks.md says of each what it finds, why, and how to mend it.
class Checker {
 public:
  explicit Checker(const Department& department);

  // Of the letter and its further ones: every finding with its place in the paragraph, case or draft that the words
  // came from; of what is not there, in the file that should have it.
  // With `known` the lines that many letters share are looked at once.
  Diagnostics check(const Letter& letter, const Case& case_, const DraftOfLetter& from = {},
                    CleanLines* known = nullptr) const;
  // Spelling apart from the rest: a dictionary takes longer to load than a letter to make. See checks/spelling.hpp.
  Diagnostics check_spelling(const Letter& letter, const Case& case_, const Department& department, SpelledWords which,
                             Speller& speller) const;
  // What the layout noted, each once.
  Diagnostics check(const Pages& pages) const;
  // Findings of others, as the department grades them.
  Diagnostics graded(Diagnostics found) const;

 private:
  Diagnostics check_one(const Letter& letter, const Case& case_, const DraftOfLetter& from, CleanLines* known) const;
  Diagnostics check_lines(const Letter& letter, const Case& case_, LetterWords& said, CleanLines* known) const;
  void check_facts(const Case& case_, Diagnostics& found) const;

  std::set<std::string, std::less<>> known_paths_;
  std::vector<std::string> known_facts_;
  std::map<std::string, std::string, std::less<>> severities_;
  FormsOfAddress forms_;
  CheckData data_;
  PlainWords plain_words_;
  std::set<std::string, std::less<>> answering_;  // checks/said_before.hpp
};

}  // namespace engross
