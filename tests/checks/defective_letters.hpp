// Letters with something wrong, and letters that only look so: the table that the checks are tried on.
#pragma once

#include <string>
#include <vector>

#include "checks/letters.hpp"

namespace engross::test {

struct CheckedLetter {
  const char* what;
  LetterToCheck letter;
  std::vector<std::string> codes = {};  // none: a clean letter
  std::string looks_like = {};          // what a clean letter only looks as if it had
};

const std::vector<CheckedLetter>& checked_letters();

}  // namespace engross::test
