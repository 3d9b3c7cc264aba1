// The words of a rule, private to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "data/value.hpp"

namespace engross {

struct RuleToken {
  enum class Kind : std::uint8_t { word, string, number, date, symbol, end };
  Kind kind = Kind::end;
  std::string text;  // a word or symbol as written, a string's content (NFC), a number or date as written
  Extent extent;     // in the source
  bool is(std::string_view word_or_symbol) const {
    return (kind == Kind::word || kind == Kind::symbol) && text == word_or_symbol;
  }
};

// The tokens of [begin, end) of the source, closed by one of kind `end`. Errors: "rule.syntax".
Result<std::vector<RuleToken>> read_rule_tokens(const SourceRef& source, Extent extent);

}  // namespace engross
