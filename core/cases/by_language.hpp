// Texts of a case that are given once a language: {"cy": "…", "en-GB": "…"}.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cases/case.hpp"

namespace engross {

// The case as its letter in `language` reads it: each text by language is the one of that language, with its own place.
// Nothing when the case gives none so and reads alike in all. `languages` are the department's; only their tags, as
// they are written there, make an object under `facts` a text by language.
//
// Errors, all collected: "cases.language" (a tag that is none of `languages`), "cases.no-language" (no text in
// `language`).
Result<std::optional<Case>> in_language(const Case& case_, const std::string& language,
                                        const std::vector<std::string>& languages);

// A warning "cases.one-language" for each of the officer's own words (subject, salutation, close, on_behalf_of, an item
// of enclosures, text, markdown) that is given only once: a letter in several languages prints it alike in all of them.
// A name among copies is nobody's words, and may be. `languages` are those of the letter.
Diagnostics words_in_one_language(const Case& case_, const std::vector<std::string>& languages);

}  // namespace engross
