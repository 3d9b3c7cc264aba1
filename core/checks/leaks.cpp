// In: the words of one paragraph. Out: a finding for each trace of a template or of a value that is missing.
// Every trace was seen in letters that really went out; the table is the whole rule.
#include "checks/leaks.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <cstdint>
#include <string_view>

#include "base/enough.hpp"

namespace engross {
namespace {

struct Trace {
  std::string_view text;
  bool whole_word;  // letters and digits may not touch it
  bool any_case;
  std::string_view what;
};

constexpr std::array traces{
    Trace{"{{", false, false, "a Mustache tag"},
    Trace{"}}", false, false, "the end of a Mustache tag"},
    Trace{"((", false, false, "a placeholder in double brackets"},
    Trace{"))", false, false, "the end of a placeholder in double brackets"},
    Trace{"${", false, false, "a placeholder"},
    Trace{"<<", false, false, "a mail-merge field"},
    Trace{">>", false, false, "the end of a mail-merge field"},
    Trace{"\xC2\xAB", false, false, "a mail-merge field"},
    Trace{"[INSERT", false, true, "a note to the drafter"},
    Trace{"[NAME", false, true, "a note to the drafter"},
    Trace{"[DATE", false, true, "a note to the drafter"},
    Trace{"[ADD", false, true, "a note to the drafter"},
    Trace{"[DELETE", false, true, "a note to the drafter"},
    Trace{"[XX", false, true, "a note to the drafter"},
    Trace{"XXX", false, false, "a gap marked with X"},
    Trace{"TBC", true, false, "\"to be confirmed\""},
    Trace{"TBD", true, false, "\"to be decided\""},
    Trace{"TODO", true, false, "a note to the drafter"},
    Trace{"FIXME", true, false, "a note to the drafter"},
    Trace{"lorem ipsum", true, true, "filler text"},
    Trace{"\xEF\xBF\xBD", false, false, "a replacement character"},
};

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || byte >= 0x80;
}

char folded(char c, bool any_case) {
  return any_case && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool matches_at(std::string_view text, std::size_t at, const Trace& trace) {
  if (text.size() - at < trace.text.size()) return false;
  for (std::size_t i = 0; i < trace.text.size(); ++i)
    if (folded(text[at + i], trace.any_case) != folded(trace.text[i], trace.any_case)) return false;
  if (!trace.whole_word) return true;
  const std::size_t end = at + trace.text.size();
  return (at == 0 || !is_word_byte(text[at - 1])) && (end == text.size() || !is_word_byte(text[end]));
}

// Which traces may begin with this byte, or go on with it, a bit each; the bit above them is the gap's, a space and
// what may not follow it. Of the bytes of a letter hardly any has a neighbour that shares a bit with it.
using TraceBits = std::uint32_t;
static_assert(traces.size() < 32);
constexpr TraceBits gap = TraceBits{1} << traces.size();

constexpr std::array<TraceBits, 256> bits_of_byte(std::size_t place) {
  std::array<TraceBits, 256> bits{};
  for (std::size_t i = 0; i < traces.size(); ++i) {
    const auto byte = static_cast<unsigned char>(traces[i].text[place]);
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    bits[byte] |= TraceBits{1} << i;
    if (traces[i].any_case && letter) bits[byte ^ std::size_t{0x20}] |= TraceBits{1} << i;
  }
  for (const char c : place == 0 ? std::string_view(" ") : std::string_view(",.;:"))
    bits[static_cast<unsigned char>(c)] |= gap;
  return bits;
}
constexpr std::array<TraceBits, 256> first_bits = bits_of_byte(0), second_bits = bits_of_byte(1);

// A space before a comma or full stop is where a value used to be: "about .", "Dear ,".
bool is_gap(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const bool decimal_or_ellipsis = at + 2 < text.size() && text[at + 1] == '.' &&
                                   (std::isdigit(static_cast<unsigned char>(text[at + 2])) != 0 || text[at + 2] == '.');
  return !decimal_or_ellipsis;
}

}  // namespace

void find_leaks(const FlatText& flat, Diagnostics& found) {
  const std::string_view text = flat.text();
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    const TraceBits possible =
        first_bits[static_cast<unsigned char>(text[at])] & second_bits[static_cast<unsigned char>(text[at + 1])];
    if (possible == 0) continue;
    if (has_enough(found)) return;
    if ((possible & gap) != 0 && is_gap(text, at))
      add_up_to_most(found,
                     error("check.gap", flat.span_at(at, at + 2),
                           fmt::format("there is a space before \"{}\": a word or a value is missing", text[at + 1]),
                           {"give the value in the case, or change the sentence"}));
    for (const Trace& trace : traces) {
      if (!matches_at(text, at, trace)) continue;
      add_up_to_most(found, error("check.leak", flat.span_at(at, at + trace.text.size()),
                                  fmt::format("the letter holds \"{}\", {}", trace.text, trace.what),
                                  {"replace it by what the reader should see"}));
      at += trace.text.size() - 1;
      break;
    }
  }
}

}  // namespace engross
