// The officer's own words in a case, as blocks: private to this room.
#pragma once

#include <memory>
#include <vector>

#include "base/result.hpp"
#include "cases/case.hpp"
#include "letter/letter.hpp"
#include "letter/tokens.hpp"

namespace engross {

// `text`: plain words. A blank line is a new paragraph, a line feed a line break, and every Markdown character literal.
std::vector<Block> plain_words(const CaseParagraph& words, std::shared_ptr<const Provenance> provenance);

// `markdown`: the words as merged text without tags, ready for the Markdown reader.
MergedText own_markdown(const CaseParagraph& words);

}  // namespace engross
