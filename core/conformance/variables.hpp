// What of a case can be varied, and the values that make a difference. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "conformance/atoms.hpp"
#include "data/value.hpp"

namespace engross {

// A value, or its absence. One stands for all that the atoms cannot tell from it.
using Choice = std::optional<Value>;

struct Variable {
  std::string path;             // in the made case; what code would compute stands under "derived"
  std::vector<Choice> choices;  // the usual one first; never empty
};

// Where a case decides what a path of the merge is: "letter.subject" is "subject", "template" is itself. Nothing for
// what no case decides: department.*, and what the letter has from elsewhere.
std::optional<std::string> place_in_case(std::string_view path);

// What the values of a path can be, besides what the atoms ask.
struct PathHints {
  Choice usual;                           // its value in a sample, or an example; nothing: none is known
  std::vector<std::string> allowed = {};  // the only texts that there can be: templates, languages, signatories
  std::vector<Value> others = {};         // the usual values of the paths that it is compared with
};

// The variable of the atoms that ask about the path, all of them about this one. Numbers and dates are tried at each
// constant and on both sides of it, and so around the usual value of another path; texts as each constant and as
// another; lists without, with each and with all.
Variable variable_of(const std::string& path, const std::vector<Atom>& atoms, const PathHints& hints);

}  // namespace engross
