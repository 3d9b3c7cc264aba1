// In: a text, or a list of texts and numbers. Out: the words as a sentence has them, in English or Welsh.
// Refuses: empty texts, empty lists, lists that hold anything else, and a Welsh possessive, which Welsh does not have.
#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "base/text.hpp"
#include "merge/format.hpp"

namespace engross {
namespace {

char32_t lower(char32_t c) {
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

// The letter without its accent: ŵ is w.
char32_t base_letter(char32_t c) {
  const icu::UnicodeString one(static_cast<UChar32>(c));
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return c;
  const icu::UnicodeString apart = nfd->normalize(one, status);
  return U_FAILURE(status) || apart.isEmpty() ? c : static_cast<char32_t>(apart.char32At(0));
}

// Read aloud in tens (un deg tri), a number begins with a vowel when its first three-digit group is un, wyth, un deg …
// or wyth deg …; one thousand is "mil", one hundred "cant".
bool number_begins_with_vowel(std::string_view text) {
  const std::size_t stop = std::min(text.find_first_not_of("0123456789,"), text.size());
  std::string digits(text.substr(0, stop));
  std::erase(digits, ',');
  const std::size_t first_group = (digits.size() - 1) % 3 + 1;
  const std::string group = digits.substr(0, first_group);
  if (group.front() == '8') return true;
  if (group == "1") return digits.size() == 1;
  return group.size() == 2 && group.front() == '1' && group != "10";
}

// "ac" before a vowel sound, "a" before a consonant. The w of wr and wl is a consonant (Wrecsam). Nouns after "a" would
// take the aspirate mutation; values are names and titles, which are left as they are.
std::string_view welsh_and(std::string_view next) {
  std::size_t at = 0;
  while (at < next.size() && !u_isalnum(static_cast<UChar32>(decode_at(next, at).code_point)))
    at += decode_at(next, at).length;
  if (at >= next.size()) return "a";
  const Decoded first = decode_at(next, at);
  if (first.code_point >= '0' && first.code_point <= '9') return number_begins_with_vowel(next.substr(at)) ? "ac" : "a";
  const char32_t letter = base_letter(lower(first.code_point));
  if (letter == 'w' && at + first.length < next.size()) {
    const char32_t second = lower(decode_at(next, at + first.length).code_point);
    return second == 'r' || second == 'l' ? "a" : "ac";
  }
  constexpr std::u32string_view vowels = U"aeiouwy";
  return vowels.find(letter) != std::u32string_view::npos ? "ac" : "a";
}

bool is_word(const Value& value) {
  return (value.is_string() && !value.text().empty()) || value.is_number();
}

}  // namespace

Formatted format_list(const Value& value, std::string_view language) {
  constexpr std::string_view need = "a list of texts or numbers";
  if (!value.is_array() || value.items().empty()) return unfit("list", need, value);
  std::string text;
  const std::vector<Value>& items = value.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!is_word(items[i]))
      return tl::unexpected(fmt::format("list needs {}, and item {} is {}", need, i + 1, described(items[i])));
    if (i > 0 && i + 1 < items.size()) text += ", ";
    if (i > 0 && i + 1 == items.size())
      text.append(" ").append(is_welsh(language) ? welsh_and(items[i].text()) : "and").append(" ");
    text += items[i].text();
  }
  return text;
}

Formatted format_upper(const Value& value, std::string_view) {
  if (!value.is_string() || value.text().empty()) return unfit("upper", "a text", value);
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(value.text());
  std::string upper;
  return text.toUpper(icu::Locale::getRoot()).toUTF8String(upper);
}

// A word in capitals is a name or an initialism and stays: "PSHE", "I".
Formatted format_lower_first(const Value& value, std::string_view) {
  if (!value.is_string() || value.text().empty()) return unfit("lower_first", "a text", value);
  const std::string& text = value.text();
  const Decoded first = decode_at(text, 0);
  const std::size_t word_end = std::min(text.find_first_of(" \t\n,.;:"), text.size());
  bool capitals = text.substr(0, word_end) == "I" || text.starts_with("I’") || text.starts_with("I'");
  if (first.length < word_end)
    capitals = capitals || u_isupper(static_cast<UChar32>(decode_at(text, first.length).code_point)) != 0;
  if (capitals) return text;
  std::string lowered;
  append_utf8(lowered, lower(first.code_point));
  return lowered.append(text, first.length);
}

// Every name takes ’s, Jones as well as Watling; one that has it already (Sainsbury’s) stays.
Formatted format_possessive(const Value& value, std::string_view language) {
  if (!value.is_string() || value.text().empty()) return unfit("possessive", "a name", value);
  if (is_welsh(language))
    return tl::unexpected<std::string>("Welsh has no possessive ending; name the owner after what is owned");
  const std::string& name = value.text();
  if (name.ends_with("’s") || name.ends_with("'s")) return name;
  return name + "’s";
}

}  // namespace engross
