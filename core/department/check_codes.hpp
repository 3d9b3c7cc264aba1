// The codes of the checks, which `severities` in department.yaml may grade. One list for whoever reads or emits them;
// tests/checks compares it with what the checks emit.
#pragma once

#include <array>
#include <string_view>

namespace engross {

constexpr std::array<std::string_view, 49> check_codes{"check.leak",
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
                                                       "check.date-impossible",
                                                       "check.date-weekday",
                                                       "check.date-incoming",
                                                       "check.date-form",
                                                       "check.incoming-date",
                                                       "check.incoming-reference",
                                                       "check.constituent",
                                                       "check.constituent-address",
                                                       "check.holding-date",
                                                       "check.foi-section",
                                                       "check.foi-reason",
                                                       "check.foi-public-interest",
                                                       "check.foi-review",
                                                       "check.foi-commissioner",
                                                       "check.greeted-name",
                                                       "check.greeted-title",
                                                       "check.addressee-name",
                                                       "check.dear-sirs",
                                                       "check.avoid-word",
                                                       "check.abbreviation",
                                                       "check.long-sentence",
                                                       "check.link",
                                                       "check.link-http",
                                                       "check.address-lines",
                                                       "check.address-postcode",
                                                       "check.postcode-form",
                                                       "check.address-character",
                                                       "check.bfpo",
                                                       "check.no-fixed-abode",
                                                       "check.national-insurance",
                                                       "check.birth-date",
                                                       "check.other-reference",
                                                       "check.spelling",
                                                       "check.no-dictionary",
                                                       "layout.word-broken",
                                                       "layout.no-hyphenation"};

}  // namespace engross
