// Checks that compare a draft with its case, or need pages, a dictionary or a history: their defective letters are
// tried by the command itself (tests/e2e/defective_letters_test.cpp), those of all others where the checks are.
#pragma once

#include <array>
#include <string_view>

namespace engross::test {

inline constexpr std::array<std::string_view, 14> tried_by_command{
    "check.reference",     "check.date",         "check.top-and-tail",    "check.said-before",  "check.spelling",
    "check.no-dictionary", "layout.word-broken", "layout.no-hyphenation", "envelope.hidden",    "envelope.shows",
    "envelope.clear-zone", "envelope.lines",     "envelope.sheet",        "envelope.no-address"};

}  // namespace engross::test
