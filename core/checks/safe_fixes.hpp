// Findings that can be mended without thinking, in the text that they are about.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"

namespace engross {

struct SafeFix {
  Span span;
  std::string text;  // what is to stand there
};

// What to write at a finding's place: of check.double-space, check.doubled-word, check.date-form, check.abbreviation,
// check.postcode-form and check.link-http. Nothing where the place does not hold the very words that were found (they
// are escaped, or part of a value), where words stand on two lines, where a date in numbers can be read in two ways,
// and of doubled words that a sentence may have meant ("as I told you you may").
std::optional<SafeFix> safe_fix_of(const Diagnostic& finding);

struct FixedText {
  std::string text;
  std::size_t fixes = 0;
};

// The source with every safe fix of the findings that are about it; of two that overlap, the first.
FixedText fix_safely(const Source& source, const Diagnostics& findings);

}  // namespace engross
