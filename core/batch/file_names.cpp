// In: a pattern, and cases. Out: names that every file system takes.
// Refuses: patterns that are broken or name no field.
#include "batch/file_names.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace engross {
namespace {

// Names of devices, which Windows takes for the device whatever ending follows.
constexpr std::array<std::string_view, 24> devices{"con",  "prn",  "aux",  "nul",  "com0", "com1", "com2", "com3",
                                                   "com4", "com5", "com6", "com7", "com8", "com9", "lpt0", "lpt1",
                                                   "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"};

bool is_plain(UChar32 c) {
  return u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_COMBINING_SPACING_MARK || c == '-' ||
         c == '_' || c == '.';
}

void append_safely(std::string& to, std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (c >= 0 && is_plain(c))
      to.append(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
    else if (!to.ends_with('-'))
      to += '-';
  }
}

void cut_to(std::string& name, std::size_t bytes) {
  if (name.size() <= bytes) return;
  std::size_t end = bytes;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
  name.resize(end);
}

bool is_device(std::string_view name) {
  std::string stem(name.substr(0, name.find('.')));
  std::ranges::transform(stem, stem.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::ranges::find(devices, stem) != devices.end();
}

std::string made_safe(std::string name) {
  const std::size_t first = name.find_first_not_of(".-");
  name.erase(0, std::min(first, name.size()));
  cut_to(name, longest_name);
  while (name.ends_with('.') || name.ends_with('-')) name.pop_back();
  if (name.empty() || is_device(name)) name = "letter" + (name.empty() ? name : "-" + name);
  return name;
}

Diagnostics wrong(std::string_view pattern, std::string_view why) {
  return {error("options.name", {}, fmt::format("\"{}\" names no files: {}", pattern, why),
                {"write text and fields of the case in braces: \"{correspondent.postcode} {reference}\""})};
}

}  // namespace

Result<FileNames> FileNames::parse(std::string_view pattern) {
  FileNames names;
  for (std::string_view rest = pattern; !rest.empty();) {
    const std::size_t brace = rest.find_first_of("{}");
    if (brace != 0) {
      const std::string_view text = rest.substr(0, brace);
      if (text.find('/') != text.npos) return fail(wrong(pattern, "folders are engross's own"));
      names.pieces_.push_back({.field = false, .text = std::string(text)});
      rest.remove_prefix(text.size());
      continue;
    }
    const std::size_t end = rest.find('}');
    if (rest.front() == '}' || end == rest.npos) return fail(wrong(pattern, "a brace lacks its other one"));
    const std::string_view field = trim(rest.substr(1, end - 1));
    if (field.empty() || field.find('{') != field.npos) return fail(wrong(pattern, "a field in braces has no name"));
    names.pieces_.push_back({.field = true, .text = std::string(field)});
    rest.remove_prefix(end + 1);
  }
  if (names.fields().empty()) return fail(wrong(pattern, "it has no field, so that all letters had one name"));
  return names;
}

std::vector<std::string> FileNames::fields() const {
  std::vector<std::string> all;
  for (const Piece& piece : pieces_)
    if (piece.field) all.push_back(piece.text);
  return all;
}

std::string FileNames::of(const Value& case_) const {
  std::string name;
  for (const Piece& piece : pieces_) {
    if (!piece.field) {
      append_safely(name, piece.text);
      continue;
    }
    const Value* value = find_path(case_, piece.text);
    if (value != nullptr && (value->is_string() || value->is_number())) append_safely(name, value->text());
  }
  return made_safe(std::move(name));
}

std::string FileNames::of_reference(std::string_view reference) const {
  std::string name;
  append_safely(name, reference);
  return made_safe(std::move(name));
}

std::string folded_name(std::string_view name) {
  std::string folded;
  icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())))
      .foldCase()
      .toUTF8String(folded);
  return folded;
}

}  // namespace engross
