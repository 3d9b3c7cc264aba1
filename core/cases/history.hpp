// Earlier letters of a correspondence, whoever knows of them: the case, or a store.
#pragma once

#include <vector>

#include "cases/case.hpp"

namespace engross {

// A case's `history` with one letter more behind it. Of a letter that it has already: what it does not say of it.
// `history` may be null.
Value history_with(const Value* history, const EarlierLetter& letter);

// The case knows of these letters too, and remembers which they are (Case::added_history). Its own come first.
void add_history(Case& to, const std::vector<EarlierLetter>& more);

}  // namespace engross
