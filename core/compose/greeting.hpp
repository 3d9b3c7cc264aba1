// How a letter greets those it goes to: private to this room.
#pragma once

#include <string>
#include <vector>

#include "cases/case.hpp"
#include "department/department.hpp"

namespace engross {

struct Greeted {
  const Person* person = nullptr;  // of the case
  std::string name;                // as on the envelope, else office, organisation, or as they are greeted
  std::vector<std::string> lines;  // of the address
};

struct Greeting {
  std::string salutation;  // "Dear Councillor Watling and Mr Jones"
  std::string close;
  std::vector<Greeted> people;  // the correspondent, then the further recipients
};

// language: "en-GB" or "cy". The case's own salutation and close come first; "top and tail" leaves both empty.
Greeting greet(const Case& case_, const FormsOfAddress& forms, std::string_view language);

}  // namespace engross
