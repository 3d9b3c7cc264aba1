// In: the text of a rule. Out: its words, strings, numbers, dates and symbols with their places.
// Refuses: bytes that are not UTF-8, forbidden characters, unknown signs, strings without an end, days that do not
// exist.
#include "rules/lexer.hpp"

#include <fmt/format.h>

#include <array>

#include "base/date.hpp"
#include "base/text.hpp"

namespace engross {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Names are those of JSON members that need no quotes: letters of any language, digits, '_' and '-'.
bool begins_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool continues_word(char c) {
  return begins_word(c) || is_digit(c) || c == '-';
}

constexpr std::array<std::string_view, 11> symbols = {"==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ","};

struct Slip {
  std::string_view written, hint;
};
constexpr Slip slips[] = {
    {"=", "write =="},
    {"&&", "write and"},
    {"&", "write and"},
    {"||", "write or"},
    {"|", "write or"},
    {"!", "write not"},
    {"‘", "write straight quotes: '"},
    {"’", "write straight quotes: '"},
    {"“", "write straight quotes: \""},
    {"”", "write straight quotes: \""},
};

class Lexer {
 public:
  Lexer(const SourceRef& source, Extent extent)
      : source_(source), text_(std::string_view(source->text).substr(0, extent.end)), at_(extent.begin) {}

  Result<std::vector<RuleToken>> read() {
    while (true) {
      at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
      Result<RuleToken> token = next();
      if (!token) return tl::unexpected<Diagnostics>(token.error());
      tokens_.push_back(std::move(*token));
      if (tokens_.back().kind == RuleToken::Kind::end) return std::move(tokens_);
    }
  }

 private:
  Result<RuleToken> next() {
    if (at_ >= text_.size()) return token(RuleToken::Kind::end, 0);
    const std::string_view rest = text_.substr(at_);
    for (const Slip& slip : slips)
      if (rest.starts_with(slip.written) && !rest.starts_with("==") && !rest.starts_with("!="))
        return wrong(slip.written.size(), fmt::format("{} has no meaning here", slip.written), std::string(slip.hint));
    if (begins_word(rest[0])) return word();
    if (rest[0] == '\'' || rest[0] == '"') return string();
    if (is_digit(rest[0]) || rest[0] == '-') return number();
    for (const std::string_view symbol : symbols)
      if (rest.starts_with(symbol)) return token(RuleToken::Kind::symbol, symbol.size());
    return wrong(1, fmt::format("'{}' has no meaning here", rest[0]));
  }

  RuleToken token(RuleToken::Kind kind, std::size_t length) {
    const auto begin = static_cast<std::uint32_t>(at_);
    at_ += length;
    return {kind, std::string(text_.substr(begin, length)), {begin, static_cast<std::uint32_t>(at_)}};
  }

  tl::unexpected<Diagnostics> wrong(std::size_t length, std::string message, std::string hint = {}) const {
    const auto begin = static_cast<std::uint32_t>(at_);
    std::vector<std::string> hints;
    if (!hint.empty()) hints.push_back(std::move(hint));
    const Span span{source_, begin, begin + static_cast<std::uint32_t>(length)};
    return fail(error("rule.syntax", span, std::move(message), std::move(hints)));
  }

  // A dotted path, whose later steps may be numbers of list items, or a word of the language.
  Result<RuleToken> word() {
    std::size_t length = 0;
    const std::string_view rest = text_.substr(at_);
    const auto continues = [&](std::size_t i) { return i < rest.size() && continues_word(rest[i]); };
    while (continues(length) || (length < rest.size() && rest[length] == '.' && continues(length + 1))) ++length;
    if (length < rest.size() && rest[length] == '.')
      return wrong(length + 1, fmt::format("the path {} ends in a dot", rest.substr(0, length + 1)));
    RuleToken made = token(RuleToken::Kind::word, length);
    made.text = to_nfc(made.text);
    return made;
  }

  Result<RuleToken> string() {
    const std::size_t close = text_.find(text_[at_], at_ + 1);
    if (close == std::string_view::npos) return wrong(1, "this string has no closing quote");
    RuleToken made = token(RuleToken::Kind::string, close + 1 - at_);
    made.text = to_nfc(std::string_view(made.text).substr(1, made.text.size() - 2));
    return made;
  }

  Result<RuleToken> number() {
    const std::string_view rest = text_.substr(at_);
    std::size_t length = 0;
    while (length < rest.size() && (continues_word(rest[length]) || rest[length] == '.' || rest[length] == '+'))
      ++length;
    const std::string_view written = rest.substr(0, length);
    if (Date::parse(written)) return token(RuleToken::Kind::date, length);
    if (is_json_number(written)) return token(RuleToken::Kind::number, length);
    if (written.size() == 10 && written[4] == '-' && written[7] == '-')
      return wrong(length, fmt::format("there is no day {}", written), "a date is written YYYY-MM-DD");
    return wrong(length, fmt::format("{} is neither a number nor a date", written), "put text in quotes");
  }

  const SourceRef& source_;
  std::string_view text_;
  std::size_t at_;
  std::vector<RuleToken> tokens_;
};

}  // namespace

Result<std::vector<RuleToken>> read_rule_tokens(const SourceRef& source, Extent extent) {
  const std::string_view text = std::string_view(source->text).substr(extent.begin, extent.end - extent.begin);
  const auto at = [&](std::size_t begin, std::size_t length) {
    const auto first = extent.begin + static_cast<std::uint32_t>(begin);
    return Span{source, first, first + static_cast<std::uint32_t>(length)};
  };
  if (const auto bad = first_invalid_utf8(text)) return fail(error("rule.syntax", at(*bad, 1), "this is not UTF-8"));
  if (const auto bad = first_forbidden(text))
    return fail(error("rule.syntax", at(bad->offset, bad->length),
                      fmt::format("{} is a {}", code_point_name(bad->code_point), bad->what)));
  return Lexer(source, extent).read();
}

}  // namespace engross
