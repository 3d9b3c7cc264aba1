// A template as its readers see it who have no case at hand: fields and sections by name.
#pragma once

#include "letter/tokens.hpp"
#include "merge/template.hpp"

namespace engross {

// Each tag is a token: ‹incoming.dated›, ‹incoming.dated as long date›, ‹if facts.visit:›, ‹if not facts.visit:›,
// ‹end if›, ‹the partial reference›. A section tag that stands on a line of its own is a paragraph of its own, or a row
// inside a table. Comments are gone. The text is Markdown, as the template's is.
MergedText with_placeholders(const Template& of);

}  // namespace engross
