// Whether the letter says again what its reader was told before.
#pragma once

#include <set>
#include <string>

#include "base/result.hpp"
#include "cases/case.hpp"
#include "department/department.hpp"
#include "letter/letter.hpp"

namespace engross {

// Paragraphs that answer something: of the body, and chosen by topics, by a rule, by code or by an officer. The others
// stand in every letter, and nobody minds them twice.
std::set<std::string, std::less<>> answering_paragraphs(const Department& department);

// "check.said-before" (warning), once for each paragraph of `answering` that an earlier letter of the case's history
// has too, with the latest such letter; words that the officer changed are the officer's own.
void find_said_before(const Letter& letter, const Case& case_, const std::set<std::string, std::less<>>& answering,
                      Diagnostics& found);

}  // namespace engross
