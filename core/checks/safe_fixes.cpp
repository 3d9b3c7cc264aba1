// In: findings and the text that they are about. Out: the text with what is mended surely.
// Refuses nothing: what it is not sure of stays, and is told as ever.
#include "checks/safe_fixes.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "checks/plain_words.hpp"
#include "checks/words.hpp"
#include "checks/written_dates.hpp"
#include "style/address.hpp"

namespace engross {
namespace {

std::optional<std::string> one_space(std::string_view text) {
  const bool spaces = text.size() > 1 && std::ranges::all_of(text, [](char c) { return c == ' '; });
  return spaces ? std::optional<std::string>(" ") : std::nullopt;
}

// Twice by mistake as a rule, but not for sure: "as I told you you may", "before you send it it must be signed".
constexpr std::array<std::string_view, 8> may_be_meant{"you", "it", "do", "so", "in", "on", "who", "no"};

std::optional<std::string> one_word(std::string_view text) {
  const std::size_t space = text.find(' ');
  const std::string_view first = text.substr(0, space);
  if (std::ranges::any_of(may_be_meant, [&](std::string_view word) { return same_letters(word, first); }))
    return std::nullopt;
  if (space == std::string_view::npos || !same_letters(text.substr(0, space), text.substr(space + 1)))
    return std::nullopt;
  return std::string(text.substr(0, space));
}

std::optional<std::string> plain_date(std::string_view text) {
  TextWords words;
  words.assign(text);
  std::vector<WrittenDate> dates;
  read_dates(words, dates);
  if (dates.size() != 1 || dates.front().begin != 0 || dates.front().end != text.size() || !dates.front().exists())
    return std::nullopt;
  constexpr int months = 12;
  if (dates.front().form == WrittenDate::Form::numbers && dates.front().day <= months) return std::nullopt;
  return dates.front().as_govuk();
}

std::optional<std::string> plain_english(std::string_view text) {
  std::string english(english_for_latin(text));
  if (english.empty()) return std::nullopt;
  if (is_capital_letter(text.front())) english.front() = static_cast<char>(english.front() - 'a' + 'A');
  return english;
}

std::optional<std::string> usual_postcode(std::string_view text) {
  std::string postcode = uk_postcode(text);
  return postcode.empty() ? std::nullopt : std::optional(std::move(postcode));
}

std::optional<std::string> replacement_of(const Diagnostic& finding) {
  const std::string_view text = finding.span.text();
  if (finding.code == "check.double-space") return one_space(text);
  if (finding.code == "check.doubled-word") return one_word(text);
  if (finding.code == "check.date-form") return plain_date(text);
  if (finding.code == "check.abbreviation") return plain_english(text);
  if (finding.code == "check.postcode-form") return usual_postcode(text);
  if (finding.code == "check.link-http" && text == "http") return "https";
  return std::nullopt;
}

}  // namespace

std::optional<SafeFix> safe_fix_of(const Diagnostic& finding) {
  if (!finding.span.source) return std::nullopt;
  std::optional<std::string> text = replacement_of(finding);
  if (!text || *text == finding.span.text()) return std::nullopt;
  return SafeFix{finding.span, std::move(*text)};
}

FixedText fix_safely(const Source& source, const Diagnostics& findings) {
  std::vector<SafeFix> fixes;
  for (const Diagnostic& finding : findings)
    if (auto fix = safe_fix_of(finding); fix && fix->span.source->name == source.name) fixes.push_back(std::move(*fix));
  std::ranges::stable_sort(fixes, {}, [](const SafeFix& fix) { return fix.span.begin; });
  FixedText fixed;
  std::size_t at = 0;
  for (const SafeFix& fix : fixes) {
    if (fix.span.begin < at || fix.span.end > source.text.size()) continue;
    fixed.text += source.text.substr(at, fix.span.begin - at);
    fixed.text += fix.text;
    at = fix.span.end;
    ++fixed.fixes;
  }
  fixed.text += source.text.substr(at);
  return fixed;
}

}  // namespace engross
