// What the checks of a letter know beyond its case: words to avoid, postcode areas, exemptions, spellings.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "data/value.hpp"

namespace engross {

// A word or phrase that plain English does without.
struct WordToAvoid {
  std::vector<std::string> words;   // every form of it, in small letters: "utilise", "utilised"
  std::string instead;              // what to write, as a hint says it
  std::vector<std::string> except;  // phrases in small letters that hold the word and mean something else
};

// A section of the Freedom of Information Act 2000 under which information may be withheld or a request refused.
struct Exemption {
  std::string section;     // "35", "22A"
  std::string about;       // "formulation of government policy"
  bool qualified = false;  // the public interest must be weighed (section 2 of the Act)
};

struct CheckData {
  int sentence_words = 25;  // the most words of a sentence (source: guidance of the Government Digital Service)
  std::vector<WordToAvoid> avoid;
  std::set<std::string, std::less<>> postcode_areas;  // "SW", "M"; with those of forces and crown dependencies
  std::vector<Exemption> exemptions;
  std::set<std::string, std::less<>> spellings;  // words.txt of the department, NFC

  const Exemption* exemption(std::string_view section) const;  // null for a section that is none
};

// The shared templates/checks.yaml. Its shape is told at its head. Errors, all located: "department.unknown-key",
// "department.type", "department.missing", "department.choice" (neither absolute nor qualified).
void read_shared_checks(const Document& document, CheckData& to, Diagnostics& problems);

// A department's checks.yaml: `sentence_words`, `avoid` (added), `allow` (words of the shared list that this department
// may write, each with its other forms). Error besides: "department.check-word" (a word that nothing forbids; did you
// mean).
void read_own_checks(const Document& document, CheckData& to, Diagnostics& problems);

// words.txt: a word a line; blank lines and what follows a # say nothing. Errors: "department.check-word" (two words on
// a line), "department.not-utf8".
void read_spellings(const SourceRef& source, CheckData& to, Diagnostics& problems);

}  // namespace engross
