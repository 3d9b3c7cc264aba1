// In: diagnostics. Out: their printed form with line, column, excerpt and carets.
// Refuses nothing; long lines are cut to a window around the place, control characters become '?'.
#include "base/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace engross {
namespace {

constexpr std::size_t window = 110;              // code points of excerpt that fit a terminal beside its margin
constexpr std::size_t reach = 4 * (window + 1);  // bytes that surely hold more: a line may have a hundred million

std::string_view colour_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "\033[1;31m";
    case Severity::warning:
      return "\033[1;33m";
    case Severity::note:
      return "\033[1;36m";
  }
  return "";
}

struct Excerpt {
  std::string line;
  std::size_t caret = 0;   // code points before the caret
  std::size_t length = 1;  // carets
};

std::size_t code_point_start(std::string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  return at;
}

Excerpt excerpt_of(const Span& span) {
  const std::string_view text = span.source->text;
  const std::size_t at = std::min<std::size_t>(span.begin, text.size());
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  std::size_t stop = std::min(text.find('\n', at), text.size());
  if (at - start > reach) start = code_point_start(text, at - reach);
  stop = std::min(stop, at + reach);
  const std::u32string line = decode_lossy(text.substr(start, stop - start));
  std::size_t caret = decode_lossy(text.substr(start, at - start)).size();
  const std::size_t last = std::clamp<std::size_t>(span.end, at, stop);
  std::size_t length = std::max<std::size_t>(1, decode_lossy(text.substr(at, last - at)).size());

  const std::size_t first = caret > window / 2 && line.size() > window ? caret - window / 2 : 0;
  std::u32string shown = line.substr(std::min(first, line.size()), window);
  caret -= first;
  length = std::min(length, std::max<std::size_t>(1, shown.size() - std::min(caret, shown.size())));
  std::ranges::replace_if(
      shown, [](char32_t c) { return !is_printable(c); }, U'?');
  return {.line = encode(shown), .caret = caret, .length = length};
}

std::string printable(std::string_view text) {
  std::u32string decoded = decode_lossy(text);
  std::ranges::replace_if(
      decoded, [](char32_t c) { return c != U'\n' && !is_printable(c); }, U'?');
  return encode(decoded);
}

}  // namespace

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

Diagnostic error(std::string code, Span span, std::string message, std::vector<std::string> hints) {
  return {Severity::error, std::move(code), std::move(span), std::move(message), std::move(hints)};
}

Diagnostic warning(std::string code, Span span, std::string message, std::vector<std::string> hints) {
  return {Severity::warning, std::move(code), std::move(span), std::move(message), std::move(hints)};
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::ranges::any_of(diagnostics, [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::string print(const Diagnostic& d, PrintStyle style) {
  const std::string_view on = style.colour ? colour_of(d.severity) : "";
  const std::string_view off = style.colour ? "\033[0m" : "";
  std::string out;
  if (d.span.source) {
    const LineColumn at = locate(d.span.source->text, d.span.begin);
    out += fmt::format("{}:{}:{}: ", printable(d.span.source->name), at.line, at.column);
  }
  out += fmt::format("{}{}{}: {} [{}]\n", on, name_of(d.severity), off, printable(d.message), d.code);
  if (style.excerpt && d.span.source && !d.span.source->text.empty()) {
    const Excerpt excerpt = excerpt_of(d.span);
    out += fmt::format("  | {}\n  | {}{}{}{}\n", excerpt.line, std::string(excerpt.caret, ' '), on,
                       std::string(excerpt.length, '^'), off);
  }
  for (const std::string& hint : d.hints) out += fmt::format("  = {}\n", printable(hint));
  return out;
}

std::string print(const Diagnostics& diagnostics, PrintStyle style) {
  std::string out;
  for (const Diagnostic& d : diagnostics) out += print(d, style);
  return out;
}

}  // namespace engross
