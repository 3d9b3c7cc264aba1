// The words of a letter as an approval keeps them, so that it can be told later which of them changed.
#pragma once

#include "data/value.hpp"
#include "letter/diff.hpp"

namespace engross {

// The letter as it reads: each block one paragraph of plain text with the marks that a diff shows (emphasis, links,
// headings, lists), and the paragraph of the library that it is from. Two of them are compared with diff().
Letter words_of(const Letter& letter);

// Members in a fixed order; docs/schemas/approvals.schema.json describes them. What the paragraphs' ids and the fields
// say is kept with the text.
Value value_of_words(const Letter& words);
// Errors: "approvals.damaged", each with its place.
Letter words_from(const Document& document, const Value& value, Diagnostics& faults);

}  // namespace engross
