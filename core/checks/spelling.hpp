// Words that no dictionary knows, in the language of the text.
#pragma once

#include "base/result.hpp"
#include "cases/case.hpp"
#include "checks/speller.hpp"
#include "department/department.hpp"
#include "letter/letter.hpp"

namespace engross {

// Which words are spelt: those that somebody typed for this letter (in its case or its draft), or those of the library
// too, which were looked at when they were written.
enum class SpelledWords : std::uint8_t { typed, all };

// check.spelling findings, up to the most (base/enough.hpp), and one check.no-dictionary note for each language that is
// written without a dictionary here. Not asked: values and words of the case, words of department.yaml and words.txt,
// words in capitals or with digits, names (a capital within a sentence), and addresses on the web.
// Without a word to ask, no dictionary is loaded.
Diagnostics find_misspelt(const Letter& letter, const Case& case_, const Department& department, SpelledWords which,
                          Speller& speller);

}  // namespace engross
