// Other ways to break an address into lines, as the post allows them: for one that does not fit its window.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "letter/letter.hpp"

namespace engross {

struct AddressRebreak {
  std::vector<std::string> lines;
  std::vector<std::string> changes;  // "join “Civic Offices” and “Coach Central”", "break “…” before “of”"
};

// Two lines are joined with ", ", or one is broken at a word boundary. Nothing is dropped. Left alone are: the postcode
// or country, and a BFPO number; from joining the town before it (GOV.UK style has each on its own line) and the name.
// A name is broken where each part has two words, for an organisation may stand there. No broken line begins with a
// character that may not begin one (@ ( ) = [ ] " \ / , < > ~) and each part has a letter, so that no number leaves its
// street (GOV.UK Notify's postal address rules). Asked in the order of fewest changes, three at most, until one fits;
// of some hundreds.
std::optional<AddressRebreak> first_rebreak(const std::vector<std::string>& lines, std::size_t most_lines,
                                            const std::function<bool(const std::vector<std::string>&)>& fits);

// The lines of the one addressee of a letter; empty when it has none, several, or words that are more than text.
std::vector<std::string> addressee_lines(const Letter& letter);
// The letter and its further ones, with these lines instead. Of a letter that addressee_lines() is not empty for.
Letter with_addressee_lines(Letter letter, const std::vector<std::string>& lines);

}  // namespace engross
