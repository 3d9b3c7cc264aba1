// In: bytes of a JSON array or of JSON Lines. Out: its elements as they were written, with their lines.
// Refuses: an array whose elements cannot be told apart any more, one that does not end, and bytes behind it.
#include "exports/json_elements.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engross {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_blank(std::string_view text) {
  return std::ranges::all_of(text, is_space);
}

std::string_view name_of_bracket(char c) {
  return c == '{' ? "an object" : "an array";
}

}  // namespace

void JsonElements::advance(std::size_t bytes) {
  line_ += static_cast<std::size_t>(std::ranges::count(bytes_.view().substr(0, bytes), '\n'));
  bytes_.take(bytes);
}

Result<bool> JsonElements::next(JsonElement& element) {
  advance(std::exchange(given_, 0));
  element = JsonElement();
  if (ended_) return false;
  return layout_ == Layout::lines ? next_line(element) : next_of_array(element);
}

Result<bool> JsonElements::next_line(JsonElement& element) {
  for (;;) {
    std::size_t searched = 0;
    std::size_t dropped = 0;
    std::size_t end = std::string_view::npos;
    for (;;) {
      const std::string_view view = bytes_.view();
      end = view.find('\n', searched);
      if (end != std::string_view::npos) break;
      searched = view.size();
      if (searched > longest_) {
        dropped += searched;
        bytes_.take(std::exchange(searched, 0));
      }
      const Result<bool> added = bytes_.more();
      if (!added) return added;
      if (!*added) break;
    }
    const std::string_view view = bytes_.view();
    const std::string_view line = view.substr(0, end);
    if (line.empty() && end == std::string_view::npos && dropped == 0) return false;
    given_ = end == std::string_view::npos ? view.size() : end + 1;
    element.line = line_;
    element.end_line = line_;
    if (dropped + line.size() > longest_) {
      element.too_long = true;
      return true;
    }
    if (is_blank(line)) {
      ++blank_lines_;
      advance(std::exchange(given_, 0));
      continue;
    }
    element.text = line;
    while (is_space(element.text.front())) element.text.remove_prefix(1);
    while (is_space(element.text.back())) element.text.remove_suffix(1);
    const std::size_t taken = element.scanned.feed(element.text);
    element.whole = taken == element.text.size() && element.scanned.state() == JsonScanner::State::done;
    return true;
  }
}

Diagnostic JsonElements::broken(std::string message, std::string hint) const {
  return error("exports.syntax", {}, fmt::format("{}, line {}: {}", name_, line_, message), {std::move(hint)});
}

// The next byte that is no space, not taken; '\0' at the end.
Result<char> JsonElements::next_sign() {
  for (;;) {
    const std::string_view view = bytes_.view();
    std::size_t at = 0;
    while (at < view.size() && is_space(view[at])) ++at;
    advance(at);
    if (at < view.size()) return bytes_.view().front();
    const Result<bool> added = bytes_.more();
    if (!added) return tl::unexpected<Diagnostics>(added.error());
    if (!*added) return '\0';
  }
}

Result<bool> JsonElements::next_of_array(JsonElement& element) {
  Result<char> sign = next_sign();
  if (!sign) return tl::unexpected<Diagnostics>(sign.error());
  const bool first = !begun_;
  if (first) {
    begun_ = true;
    advance(1);  // the '[' by which the format was told
    sign = next_sign();
    if (!sign) return tl::unexpected<Diagnostics>(sign.error());
  }
  if (*sign == ']') return end_of_array();
  if (!first) {
    if (*sign != ',')
      return fail(*sign == '\0' ? broken("the array is not closed", "the export was cut off: write it out again")
                                : broken("a comma or ] is expected after an element", "write the export out again"));
    advance(1);
    sign = next_sign();
    if (!sign) return tl::unexpected<Diagnostics>(sign.error());
  }
  if (*sign == '\0') return fail(broken("the array is not closed", "the export was cut off: write it out again"));
  if (*sign == ']' || *sign == ',')
    return fail(broken("there is a comma, and no element with it", "take the comma out"));
  return take_element(element);
}

Result<bool> JsonElements::end_of_array() {
  advance(1);
  const Result<char> sign = next_sign();
  if (!sign) return tl::unexpected<Diagnostics>(sign.error());
  if (*sign != '\0') return fail(broken("there is more behind the array", "an export is one array; take the rest out"));
  ended_ = true;
  return false;
}

Result<bool> JsonElements::take_element(JsonElement& element) {
  element.line = line_;
  std::size_t fed = 0;  // bytes of the window
  while (element.scanned.state() == JsonScanner::State::open) {
    const std::string_view rest = bytes_.view().substr(fed);
    if (rest.empty()) {
      if (fed > longest_) {
        element.too_long = true;
        advance(std::exchange(fed, 0));
      }
      const Result<bool> added = bytes_.more();
      if (!added) return added;
      if (*added) continue;
      line_ = element.line;
      return fail(broken(fmt::format("{} that begins here is not closed",
                                     element.scanned.in_string() ? "a string in the element" : "the element"),
                         "the export was cut off, or a bracket or quote is missing: write it out again"));
    }
    fed += element.scanned.feed(rest);
  }
  if (element.scanned.state() == JsonScanner::State::broken) {
    const char open = element.scanned.open_bracket();
    const std::string_view view = bytes_.view();
    advance(fed);
    return fail(broken(open == '\0' ? "a bracket closes what nothing opens"
                                    : fmt::format("\"{}\" closes {} in the element that begins on line {}",
                                                  view[fed - 1], name_of_bracket(open), element.line),
                       "the elements after it cannot be told apart: write the export out again"));
  }
  element.too_long = element.too_long || fed > longest_;
  if (!element.too_long) element.text = bytes_.view().substr(0, fed);
  given_ = fed;
  return true;
}

}  // namespace engross
