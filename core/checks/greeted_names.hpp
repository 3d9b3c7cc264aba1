// Whether greeting and envelope are of the people that the case writes to.
#pragma once

#include "base/result.hpp"
#include "cases/case.hpp"
#include "letter/letter.hpp"
#include "style/address.hpp"

namespace engross {

// Adds check.greeted-name (the greeting has the title and name of somebody else, or leaves out one of several),
// check.greeted-title (the right name, but another title than the forms of address give it), check.addressee-name (the
// address block does not name the correspondent) and check.dear-sirs findings. A greeting as the forms of address give
// it is right, whatever it says; one without a person's title ("Dear Minister", "Dear Sam") is its writer's.
void check_names(const Letter& letter, const Case& case_, const FormsOfAddress& forms, const SourceRef& draft,
                 Diagnostics& found);

}  // namespace engross
