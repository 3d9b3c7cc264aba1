// The case of the next letter of a correspondence.
#pragma once

#include "cases/case.hpp"

namespace engross {

struct Following {
  EarlierLetter letter;       // that it follows
  std::string reference;      // of its own
  std::string template_name;  // "reply"
};

// What the earlier letter's case says of people, incoming letter, topics and facts, with the letter in its history.
// What belonged to that letter alone is left out: its date, paragraphs, enclosures, greeting and close.
Value case_that_follows(const Value& earlier_case, const Following& following);

}  // namespace engross
