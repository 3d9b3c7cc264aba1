// In: the bytes of a source. Out: the part to read, known to be UTF-8 without forbidden characters.
// Refuses: too many bytes, none, a byte order mark, bytes that are not UTF-8, characters that base/text.hpp forbids.
#include "data/intake.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace engross {
namespace {

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7F;
}

bool is_plain_or_break(char c) {
  return is_plain(c) || c == '\n' || c == '\t';
}

std::string size_text(std::size_t bytes) {
  if (bytes < 10'000) return fmt::format("{} bytes", bytes);
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

Diagnostic not_utf8(const Intake& in, std::size_t at) {
  const std::size_t place = in.begin + at;
  std::vector<std::string> hints;
  const std::string_view text = in.text();
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    hints.emplace_back("this looks like UTF-16; save the file as UTF-8");
  else
    hints.emplace_back("save the file as UTF-8");
  const auto byte = static_cast<unsigned char>(text[at]);
  return error("data.not-utf8", in.span(place, place + 1), fmt::format("the byte 0x{:02X} is not UTF-8", byte),
               std::move(hints));
}

Diagnostics forbidden_characters(const Intake& in) {
  Diagnostics found;
  std::size_t from = 0;
  while (found.size() < most_diagnostics) {
    const std::optional<Forbidden> next = first_forbidden(in.text().substr(from));
    if (!next) break;
    const std::size_t place = in.begin + from + next->offset;
    found.push_back(error("data.forbidden-character", in.span(place, place + next->length), forbidden_message(*next),
                          {"remove it; a letter cannot hold it"}));
    from += next->offset + next->length;
  }
  return found;
}

}  // namespace

std::string forbidden_message(const Forbidden& found) {
  return fmt::format("{} is a {}, which no input may hold", code_point_name(found.code_point), found.what);
}

Result<Intake> take_in(SourceRef source, std::optional<Extent> part, const ReadLimits& limits) {
  constexpr std::size_t addressable = std::numeric_limits<std::uint32_t>::max();
  const std::size_t most = std::min(limits.bytes, addressable);
  const std::size_t size = part ? part->end - part->begin : source->text.size();
  if (size > most || source->text.size() > addressable)
    return fail(error("data.too-large", {source, 0, 0},
                      fmt::format("this has {}; at most {} are read", size_text(size), size_text(most)),
                      {"this is hardly one document; look at what was given"}));
  const Intake in{source, part ? part->begin : 0, part ? part->end : static_cast<std::uint32_t>(size)};
  const std::string_view text = in.text();
  if (trim(text).empty())
    return fail(error("data.empty", in.span(in.begin, in.begin), "there is nothing here",
                      {"the file is empty; write it out again"}));
  if (text.starts_with("\xEF\xBB\xBF"))
    return fail(error("data.byte-order-mark", in.span(in.begin, in.begin + 3U), "this begins with a byte order mark",
                      {"save the file as UTF-8 without a byte order mark"}));
  if (std::ranges::all_of(text, is_plain_or_break)) return in;
  if (const auto at = first_invalid_utf8(text)) return fail(not_utf8(in, *at));
  Diagnostics forbidden = forbidden_characters(in);
  if (!forbidden.empty()) return fail(std::move(forbidden));
  return in;
}

std::optional<Forbidden> tidy(std::string& text) {
  if (std::ranges::all_of(text, is_plain)) return std::nullopt;
  if (const auto found = first_forbidden(text)) return found;
  if (!is_nfc(text)) text = to_nfc(text);
  std::size_t kept = 0;  // a carriage return is allowed only before a line feed
  for (const char c : text)
    if (c != '\r') text[kept++] = c;
  text.resize(kept);
  return std::nullopt;
}

}  // namespace engross
