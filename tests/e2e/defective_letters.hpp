// Letters to be checked by the command: what each is about, and what is found in it.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace engross::test {

using Codes = std::multiset<std::string>;

struct Tried {
  const char* about;  // the check
  const char* what;
  Codes codes;  // none: a clean letter
  std::string members = {};
  std::vector<std::pair<std::string, std::string>> edits = {};  // of its draft: this for that
  std::vector<std::string> words = {};                          // of the command
  std::string department = {};                                  // "odd", "hyphenating", "irish": see Place
  std::string address = R"(["Mill House", "Telford"])";
};

const std::vector<Tried>& tried_letters();

// Envelopes in which a letter that is right elsewhere is wrong in one way.
std::string odd_envelopes();

}  // namespace engross::test
