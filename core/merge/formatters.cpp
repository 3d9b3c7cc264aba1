// In: a formatter's name, a value, a language. Out: the text, or why there is none.
// Refuses: names that are not formatters; each formatter refuses values that it is not made for.
#include "merge/formatters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "merge/format.hpp"

namespace engross {
namespace {

struct Formatter {
  std::string_view name;
  Formatted (*format)(const Value& value, std::string_view language);
};

constexpr std::array<Formatter, 10> formatters{{
    {"list", format_list},
    {"long_date", format_long_date},
    {"lower_first", format_lower_first},
    {"money", format_money},
    {"number", format_number},
    {"ordinal", format_ordinal},
    {"possessive", format_possessive},
    {"short_date", format_short_date},
    {"upper", format_upper},
    {"weekday", format_weekday},
}};

const Formatter* find_formatter(std::string_view name) {
  const auto found = std::ranges::find(formatters, name, &Formatter::name);
  return found == formatters.end() ? nullptr : &*found;
}

// The first few words; characters that would drive a terminal as "?".
std::string excerpt(std::string_view text) {
  constexpr std::size_t most = 40;
  std::string shown;
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    if (count == most) return shown + "…";
    const Decoded d = decode_at(text, i);
    if (is_printable(d.code_point))
      append_utf8(shown, d.code_point);
    else
      shown += '?';
    i += d.length;
  }
  return shown;
}

}  // namespace

bool is_formatter(std::string_view name) {
  return find_formatter(name) != nullptr;
}

std::vector<std::string> formatter_names() {
  std::vector<std::string> names;
  for (const Formatter& formatter : formatters) names.emplace_back(formatter.name);
  return names;
}

tl::expected<std::string, std::string> format(std::string_view formatter, const Value& value,
                                              std::string_view language) {
  const Formatter* found = find_formatter(formatter);
  if (found == nullptr) return tl::unexpected(fmt::format("\"{}\" is not a formatter", excerpt(formatter)));
  return found->format(value, language);
}

bool is_welsh(std::string_view language) {
  return language == "cy" || language.starts_with("cy-");
}

std::string described(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
    case Value::Kind::object:
      return std::string(with_article(value.kind()));
    case Value::Kind::boolean:
      return value.truth() ? "true" : "false";
    case Value::Kind::number:
      return "the number " + excerpt(value.text());
    case Value::Kind::string:
      return value.text().empty() ? "empty" : "the text \"" + excerpt(value.text()) + '"';
    case Value::Kind::array:
      return value.items().empty() ? "an empty list" : "a list";
  }
  return "unknown";
}

tl::unexpected<std::string> unfit(std::string_view formatter, std::string_view need, const Value& value) {
  return tl::unexpected(fmt::format("{} needs {}, and this is {}", formatter, need, described(value)));
}

}  // namespace engross
