// In: a text and perhaps a hyphenation dictionary. Out: every place where a line may end, in order.
// Addresses of the web break before their punctuation and after a slash, so that no break adds or hides a character.
#include "layout/opportunities.hpp"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"

namespace engross {
namespace {

UBreakIterator* open_iterator(UBreakIteratorType type) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator* iterator = ubrk_open(type, "en", nullptr, 0, &status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no break rules");
  return iterator;
}

void boundaries_of(UBreakIterator* iterator, std::string_view text, std::vector<std::uint32_t>& offsets) {
  offsets.clear();
  UErrorCode status = U_ZERO_ERROR;
  UText bytes = UTEXT_INITIALIZER;
  utext_openUTF8(&bytes, text.data(), static_cast<std::int64_t>(text.size()), &status);
  ubrk_setUText(iterator, &bytes, &status);
  if (U_SUCCESS(status))
    for (std::int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator))
      offsets.push_back(static_cast<std::uint32_t>(at));
  utext_close(&bytes);
}

bool is_small_letter(char c) {
  return c >= 'a' && c <= 'z';
}

// "ico.org.uk": a point with a word before it and small letters right after it.
bool holds_domain(std::string_view token) {
  for (std::size_t i = 1; i + 2 < token.size(); ++i)
    if (token[i] == '.' && u_isalnum(static_cast<unsigned char>(token[i - 1])) != 0 && is_small_letter(token[i + 1]) &&
        is_small_letter(token[i + 2]))
      return true;
  return false;
}

bool looks_like_address(std::string_view token) {
  return holds_domain(token) || token.find("://") != std::string_view::npos || token.starts_with("www.") ||
         token.starts_with("mailto:") ||
         (token.find('@') != std::string_view::npos && token.find('.') != std::string_view::npos);
}

bool is_address_mark(char c) {
  return std::string_view(".-_?&=#%~@+,;").find(c) != std::string_view::npos;
}

// After a slash, before any other mark; never within two characters of either end or of another mark.
void break_address(std::string_view token, std::uint32_t base, std::vector<Opportunity>& found) {
  for (std::size_t i = 2; i + 2 < token.size(); ++i) {
    const bool after_slash = token[i - 1] == '/' && token[i] != '/';
    const bool before_mark = is_address_mark(token[i]) && !is_address_mark(token[i - 1]) && token[i - 1] != '/';
    if (after_slash || before_mark) found.push_back({base + static_cast<std::uint32_t>(i), BreakKind::inner});
  }
}

bool is_letter_at(std::string_view text, std::size_t at) {
  return u_isalpha(static_cast<UChar32>(decode_at(text, at).code_point)) != 0;
}

// Hyphenation points of every stretch of letters in the token.
void hyphenate(std::string_view token, std::uint32_t base, const Hyphenation& hyphenation,
               std::vector<Opportunity>& found) {
  for (std::size_t i = 0; i < token.size();) {
    std::size_t end = i;
    while (end < token.size() && is_letter_at(token, end)) end += decode_at(token, end).length;
    for (const std::size_t point : hyphenation.points(token.substr(i, end - i)))
      found.push_back({base + static_cast<std::uint32_t>(i + point), BreakKind::hyphen});
    i = end < token.size() ? end + decode_at(token, end).length : end;
  }
}

bool is_gap(char c) {
  return c == ' ' || c == '\n';
}

BreakKind kind_at(std::string_view text, std::uint32_t offset) {
  const std::string_view before = text.substr(0, offset);
  if (offset == text.size() || before.ends_with('\n')) return BreakKind::forced;
  if (before.ends_with(' ')) return BreakKind::space;
  return before.ends_with("\xC2\xAD") ? BreakKind::hyphen : BreakKind::inner;
}

}  // namespace

TextBoundaries::TextBoundaries() : lines_(open_iterator(UBRK_LINE)), graphemes_(open_iterator(UBRK_CHARACTER)) {}

TextBoundaries::~TextBoundaries() {
  ubrk_close(lines_);
  ubrk_close(graphemes_);
}

const std::vector<std::uint32_t>& TextBoundaries::line_breaks(std::string_view text) {
  boundaries_of(lines_, text, line_offsets_);
  return line_offsets_;
}

void TextBoundaries::graphemes(std::string_view text, std::vector<std::uint32_t>& offsets) {
  boundaries_of(graphemes_, text, offsets);
}

void find_opportunities(std::string_view text, const Hyphenation* hyphenation, TextBoundaries& boundaries,
                        std::vector<Opportunity>& found) {
  found.clear();
  const std::vector<std::uint32_t>& offsets = boundaries.line_breaks(text);
  std::size_t next = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && !is_gap(text[end])) ++end;
    const std::string_view token = text.substr(begin, end - begin);
    const auto base = static_cast<std::uint32_t>(begin);
    const bool address = looks_like_address(token);
    if (address) break_address(token, base, found);
    if (!address && hyphenation != nullptr) hyphenate(token, base, *hyphenation, found);
    while (end < text.size() && is_gap(text[end])) ++end;
    // An address takes no break inside from UAX 14, which would allow one after its hyphens.
    const std::size_t inside = begin + token.size();
    for (; next < offsets.size() && offsets[next] <= end; ++next)
      if (!(address && offsets[next] < inside)) found.push_back({offsets[next], kind_at(text, offsets[next])});
    begin = end;
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Opportunity& a, const Opportunity& b) { return a.offset < b.offset; });
  const auto same = [](const Opportunity& a, const Opportunity& b) { return a.offset == b.offset; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  if (found.empty() || found.back().offset != text.size())
    found.push_back({static_cast<std::uint32_t>(text.size()), BreakKind::forced});
  else
    found.back().kind = BreakKind::forced;
}

}  // namespace engross
