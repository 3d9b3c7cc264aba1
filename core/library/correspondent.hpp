// Whether two letters went to the same correspondent, as far as their cases tell. The rule (docs/recall.md says it to
// those who use it):
//
//   * The name is the surname, else the organisation, else the office, of the case's `correspondent`, and the place is
//     the postcode, else an address line that is one, else the first line of the address. Both must be given, and must
//     be the same, folded as search folds words: letter case, accents, blanks, hyphens and apostrophes do not count.
//   * Forenames decide when both cases have one: their first words must be the same. One that is an initial alone is
//     compared by its letter, so that "J" is Jane and John, and Jane is not John: members of a House have one postcode,
//     and families one address.
//   * Who writes for a constituent is the same correspondent for that constituent alone, known by name (the same one of
//     the three, folded): what a member of Parliament was told of one says nothing of the others.
//   * Title, suffix, role and country do not matter; nor does the office of somebody who has a surname.
#pragma once

#include <optional>
#include <string>

#include "cases/case.hpp"

namespace engross {

struct CorrespondentNames {
  std::string name;      // "surname lloydjones"; the kind of name is part of it
  std::string place;     // "postcode ll535de"
  std::string about;     // of the constituent, as `name`; empty: there is none
  std::string initial;   // the letter that the forename begins with; empty: no forename
  std::string forename;  // its first word; empty when it is an initial alone
  bool operator==(const CorrespondentNames&) const = default;
};

// Nothing when there is no name or no place: then nobody can say.
std::optional<CorrespondentNames> names_of(const Person& correspondent,
                                           const std::optional<Person>& constituent = std::nullopt);

}  // namespace engross
