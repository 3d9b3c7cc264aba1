// The codes of the checks, which `severities` in department.yaml may grade. One list for whoever reads or emits them;
// tests/checks compares it with what the checks emit.
#pragma once

#include <array>
#include <string_view>

namespace engross {

constexpr std::array<std::string_view, 21> check_codes{"check.leak",
                                                       "check.gap",
                                                       "check.reference",
                                                       "check.date",
                                                       "check.salutation-close",
                                                       "check.no-close",
                                                       "check.empty-paragraph",
                                                       "check.no-body",
                                                       "check.no-address",
                                                       "check.doubled-word",
                                                       "check.double-space",
                                                       "check.top-and-tail",
                                                       "check.unused-fact",
                                                       "layout.word-broken",
                                                       "layout.no-hyphenation",
                                                       "envelope.hidden",
                                                       "envelope.shows",
                                                       "envelope.clear-zone",
                                                       "envelope.lines",
                                                       "envelope.sheet",
                                                       "envelope.no-address"};

}  // namespace engross
