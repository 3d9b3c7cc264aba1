// In: the first bytes of an export, or all of them in Windows-1252. Out: whether they may be read; UTF-8.
// Refuses: UTF-16, UTF-32, bytes that are not UTF-8 (unless Windows-1252 was said), UTF-8 that was called Windows-1252,
// and a spreadsheet's own file. Each refusal names the option or the command that helps.
#include "exports/encodings.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace engross {
namespace {

class WithHead final : public ByteStream {
 public:
  WithHead(std::string head, std::unique_ptr<ByteStream> rest) : head_(std::move(head)), rest_(std::move(rest)) {}
  Result<std::string_view> next() override {
    if (given_ || head_.empty()) return rest_->next();
    given_ = true;
    return std::string_view(head_);
  }

 private:
  std::string head_;
  std::unique_ptr<ByteStream> rest_;
  bool given_ = false;
};

using Table = std::array<std::string, 256>;

Table windows_1252_table() {
  Table table;
  UErrorCode code = U_ZERO_ERROR;
  UConverter* converter = ::ucnv_open("windows-1252", &code);
  for (unsigned byte = 0; byte < table.size(); ++byte) {
    const char in = static_cast<char>(byte);
    const char* from = &in;
    const UChar32 c = converter == nullptr ? 0xFFFD : ::ucnv_getNextUChar(converter, &from, from + 1, &code);
    if (U_FAILURE(code)) code = U_ZERO_ERROR;
    append_utf8(table[byte], static_cast<char32_t>(c));
  }
  if (converter != nullptr) ::ucnv_close(converter);
  return table;
}

const Table& windows_1252() {
  static const Table table = windows_1252_table();
  return table;
}

class FromWindows1252 final : public ByteStream {
 public:
  explicit FromWindows1252(std::unique_ptr<ByteStream> bytes) : bytes_(std::move(bytes)) {}
  Result<std::string_view> next() override {
    const Result<std::string_view> next = bytes_->next();
    if (!next) return next;
    text_.clear();
    const Table& table = windows_1252();
    for (const char c : *next) {
      if (static_cast<unsigned char>(c) < 0x80)
        text_ += c;
      else
        text_ += table[static_cast<unsigned char>(c)];
    }
    return std::string_view(text_);
  }

 private:
  std::unique_ptr<ByteStream> bytes_;
  std::string text_;
};

// A character may be cut at the end of a head.
std::optional<std::size_t> invalid_in_head(std::string_view head) {
  const std::optional<std::size_t> at = first_invalid_utf8(head);
  if (!at) return at;
  const std::string_view rest = head.substr(*at);
  const auto lead = static_cast<unsigned char>(rest.front());
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  if (rest.size() < length && std::ranges::all_of(rest.substr(1), continues)) return std::nullopt;
  return at;
}

std::string_view utf16_or_32(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("\xFF\xFE\0\0"sv) || head.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return "UTF-16";
  if (head.size() < 4) return {};
  // Without a mark: every other byte of plain text is zero.
  const std::string_view some = head.substr(0, 64);
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < some.size(); ++i)
    if (some[i] == '\0') ++(i % 2 == 0 ? even : odd);
  const std::size_t half = some.size() / 2;
  if (even + odd >= half && even > 0 && odd > 0) return "UTF-32";
  if (2 * std::max(even, odd) > half) return "UTF-16";
  return {};
}

Diagnostic utf16(std::string_view what, const std::string& name) {
  return error("exports.encoding", {}, fmt::format("{} is {}, and an export is read as UTF-8", name, what),
               {"save it from the spreadsheet as \"CSV UTF-8\"",
                fmt::format("or convert it: iconv -f {} -t UTF-8 FILE > FILE.utf8", what)});
}

Diagnostic called_wrongly(const std::string& name, std::string_view why) {
  return error("exports.encoding", {}, fmt::format("{} is UTF-8, and was called Windows-1252: {}", name, why),
               {"leave --encoding out"});
}

}  // namespace

std::unique_ptr<ByteStream> with_head(std::string head, std::unique_ptr<ByteStream> rest) {
  return std::make_unique<WithHead>(std::move(head), std::move(rest));
}

Result<std::string> read_head(ByteStream& from, std::size_t bytes) {
  std::string head;
  while (head.size() < bytes) {
    const Result<std::string_view> next = from.next();
    if (!next) return tl::unexpected<Diagnostics>(next.error());
    if (next->empty()) break;
    head += *next;
  }
  return head;
}

std::unique_ptr<ByteStream> from_windows_1252(std::unique_ptr<ByteStream> bytes) {
  return std::make_unique<FromWindows1252>(std::move(bytes));
}

std::string windows_1252_character(unsigned char byte) {
  return windows_1252()[byte];
}

std::string not_utf8_message(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const std::string character = windows_1252_character(byte);
  if (first_forbidden(character)) return fmt::format("the byte 0x{:02X} is not UTF-8", byte);
  return fmt::format("the byte 0x{:02X} is not UTF-8; in Windows-1252 it is \"{}\"", byte, character);
}

std::string_view not_utf8_hint() {
  return "if the export is in Windows-1252 (a spreadsheet's plain \"CSV\"), give --encoding windows-1252; or save it "
         "as "
         "\"CSV UTF-8\"";
}

Result<void> check_head(std::string_view head, ExportEncoding encoding, const std::string& name) {
  if (const std::string_view wide = utf16_or_32(head); !wide.empty()) return fail(utf16(wide, name));
  if (head.starts_with("PK\x03\x04") || head.starts_with("\xD0\xCF\x11\xE0"))
    return fail(error("exports.workbook", {}, fmt::format("{} is a spreadsheet's own file, and no export", name),
                      {"save it from the spreadsheet as \"CSV UTF-8\""}));
  const std::optional<std::size_t> invalid = invalid_in_head(head);
  if (encoding == ExportEncoding::windows_1252) {
    if (head.starts_with(byte_order_mark)) return fail(called_wrongly(name, "it begins with the mark of UTF-8"));
    const bool plain = std::ranges::all_of(head, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!plain && !invalid) return fail(called_wrongly(name, "its characters beyond ASCII are UTF-8"));
    return {};
  }
  if (!invalid) return {};
  const LineColumn at = locate(head, *invalid);
  return fail(error("exports.encoding", {},
                    fmt::format("{}, line {}: {}", name, at.line, not_utf8_message(head, *invalid)),
                    {std::string(not_utf8_hint())}));
}

}  // namespace engross
