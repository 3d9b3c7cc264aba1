// In: the bytes of an export. Out: its format, then its cases.
// Refuses: what encodings.cpp, gzip_stream.cpp and the readers of the formats refuse; nothing at all; neither CSV nor
// JSON.
#include "exports/export.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "exports/csv_rows.hpp"
#include "exports/encodings.hpp"
#include "exports/gzip_stream.hpp"
#include "exports/json_rows.hpp"

namespace engross {
namespace {

constexpr std::size_t head_size = 65536;

// As take_in of data/ asks, so that what is let through here is not refused there.
bool is_plain(std::string_view text) {
  unsigned other = 0;
  for (const char c : text) other |= static_cast<unsigned char>(c) - 0x20U > 0x5EU ? 1U : 0U;
  return other == 0;
}

struct Unpacked {
  std::string head;
  std::unique_ptr<ByteStream> bytes;  // behind the head
};

Result<Unpacked> unpack(const std::string& name, std::unique_ptr<ByteStream> bytes) {
  Result<std::string> head = read_head(*bytes, head_size);
  if (!head) return tl::unexpected<Diagnostics>(head.error());
  if (!is_gzip(*head)) return Unpacked{std::move(*head), std::move(bytes)};
  std::unique_ptr<ByteStream> plain = gunzip(with_head(std::move(*head), std::move(bytes)), name);
  head = read_head(*plain, head_size);
  if (!head) return tl::unexpected<Diagnostics>(head.error());
  return Unpacked{std::move(*head), std::move(plain)};
}

ExportFormat format_of(std::string_view head) {
  const std::string_view text = trim(head);
  if (text.starts_with('[')) return ExportFormat::json_array;
  return text.starts_with('{') ? ExportFormat::json_lines : ExportFormat::csv;
}

}  // namespace

std::string_view name_of(ExportFormat format) {
  switch (format) {
    case ExportFormat::csv:
      return "csv";
    case ExportFormat::json_array:
      return "json";
    case ExportFormat::json_lines:
      return "jsonl";
  }
  return "csv";
}

std::string_view name_of(ExportEncoding encoding) {
  return encoding == ExportEncoding::utf8 ? "utf-8" : "windows-1252";
}

std::optional<ExportFormat> export_format(std::string_view name) {
  for (const ExportFormat format : {ExportFormat::csv, ExportFormat::json_array, ExportFormat::json_lines})
    if (name == name_of(format)) return format;
  return std::nullopt;
}

std::optional<ExportEncoding> export_encoding(std::string_view name) {
  for (const ExportEncoding encoding : {ExportEncoding::utf8, ExportEncoding::windows_1252})
    if (name == name_of(encoding)) return encoding;
  return std::nullopt;
}

std::optional<Export::Rows::TextFault> Export::Rows::fault_of_text(std::string_view text) {
  if (is_plain(text)) return std::nullopt;
  if (const std::optional<std::size_t> at = first_invalid_utf8(text))
    return TextFault{*at, error("exports.not-utf8", {}, not_utf8_message(text, *at), {std::string(not_utf8_hint())})};
  if (const std::optional<Forbidden> found = first_forbidden(text))
    return TextFault{found->offset, error("exports.forbidden-character", {},
                                          fmt::format("{} is a {}, which no letter can hold",
                                                      code_point_name(found->code_point), found->what),
                                          {"remove it"})};
  return std::nullopt;
}

void Export::Rows::make_utf8(ExportedCase& to) {
  if (!first_invalid_utf8(to.raw)) return;
  to.raw = encode(decode_lossy(to.raw));
  to.whole = false;
}

Result<std::unique_ptr<Export>> Export::open(std::string name, std::unique_ptr<ByteStream> bytes,
                                             ExportOptions options) {
  Result<Unpacked> unpacked = unpack(name, std::move(bytes));
  if (!unpacked) return tl::unexpected<Diagnostics>(unpacked.error());
  std::string& head = unpacked->head;
  const Result<void> readable = check_head(head, options.encoding, name);
  if (!readable) return tl::unexpected<Diagnostics>(readable.error());
  if (head.starts_with(byte_order_mark)) head.erase(0, byte_order_mark.size());
  if (trim(head).empty() && head.size() < head_size)
    return fail(error("exports.empty", {}, fmt::format("{} is empty", name), {"write the export out again"}));
  const ExportFormat format = options.format.value_or(format_of(head));
  std::unique_ptr<ByteStream> text = with_head(std::move(head), std::move(unpacked->bytes));
  if (options.encoding == ExportEncoding::windows_1252) text = from_windows_1252(std::move(text));
  std::unique_ptr<Rows> rows;
  if (format == ExportFormat::csv)
    rows = std::make_unique<CsvRows>(std::move(name), std::move(options), std::move(text));
  else
    rows = std::make_unique<JsonRows>(
        std::move(name), std::move(options), std::move(text),
        format == ExportFormat::json_array ? JsonElements::Layout::array : JsonElements::Layout::lines);
  const Result<void> begun = rows->begin();
  if (!begun) return tl::unexpected<Diagnostics>(begun.error());
  return std::unique_ptr<Export>(new Export(std::move(rows)));
}

Export::Export(std::unique_ptr<Rows> rows) : rows_(std::move(rows)) {}
Export::~Export() = default;

Result<std::optional<ExportedCase>> Export::next() {
  return rows_->next();
}
ExportFormat Export::format() const {
  return rows_->format();
}
char Export::delimiter() const {
  return rows_->delimiter();
}
const std::vector<std::string>& Export::header() const {
  return rows_->header();
}
std::size_t Export::blank_rows() const {
  return rows_->blank_rows();
}
const Diagnostics& Export::notes() const {
  return rows_->notes();
}

}  // namespace engross
