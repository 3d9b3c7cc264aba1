// In: cases of an export that were refused, and why. Out: lines of a file that is an export again.
// Refuses nothing.
#include "exports/refused_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "data/value.hpp"
#include "exports/encodings.hpp"
#include "exports/own_columns.hpp"

namespace engross {
namespace {

std::string quoted_cell(std::string_view text) {
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + '"';
}

std::string json_string(std::string_view text) {
  std::string json;
  append_json_string(json, text);
  return json;
}

std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

}  // namespace

RefusedRows::RefusedRows(const Export& of) : format_(of.format()), delimiter_(of.delimiter()) {
  if (format_ != ExportFormat::csv) return;
  header_ = fmt::format("{}{}{}{}", byte_order_mark, own_row_column, delimiter_, own_reason_column);
  bool before_others = true;  // such columns are left out of the rows, too
  for (const std::string& name : of.header()) {
    before_others = before_others && is_own_column(name);
    if (!before_others) header_ += delimiter_ + quoted_cell(name);
  }
  header_ += '\n';
}

std::string_view RefusedRows::extension() const {
  return format_ == ExportFormat::csv ? "csv" : "jsonl";
}

std::string RefusedRows::row(const ExportedCase& refused, std::string_view reason) const {
  if (format_ == ExportFormat::csv)
    return fmt::format("{}{}{}{}{}\n", refused.row, delimiter_, quoted_cell(on_one_line(reason)), delimiter_,
                       refused.whole ? refused.raw : quoted_cell(refused.raw));
  std::string own = fmt::format("\"{}\": {{\"row\": {}, \"reason\": {}", own_member, refused.row, json_string(reason));
  if (!refused.whole || refused.raw.empty())
    return fmt::format("{{{}, \"text\": {}}}}}\n", own, json_string(refused.raw));
  const std::string_view object = std::string_view(refused.raw).substr(0, refused.raw.size() - 1);
  const bool empty = trim(object).size() == 1;
  return fmt::format("{}{}{}}}}}\n", on_one_line(object), empty ? "" : ", ", own);
}

std::string reason_of(const Diagnostics& faults) {
  std::string reason;
  for (const Diagnostic& fault : faults) {
    if (fault.severity != Severity::error) continue;
    if (!reason.empty()) reason += "; ";
    reason += fault.message;
  }
  return on_one_line(reason);
}

}  // namespace engross
