// What a letter is set in before a word is chosen: private to this room.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "compose/compose.hpp"

namespace engross {

struct Setting {
  std::string language;  // one of the department's
  const Template* skeleton = nullptr;
  std::vector<const Signatory*> signatories;  // the case's, else the department's first; empty when it has none
};

// The department's tag for a language: the same one, else one of the same primary subtag; null when it has none.
const std::string* language_of(const Department& department, std::string_view wanted);

// Errors, all collected: "compose.language", "compose.template", "compose.signatory".
Result<Setting> set_out(const ComposeInput& input);

}  // namespace engross
