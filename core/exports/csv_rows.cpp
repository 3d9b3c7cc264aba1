// In: CSV in UTF-8 and a mapping. Out: a case for each row, or why it is none.
// Refuses: no header, delimiters that cannot be told apart; row by row what csv_reader.cpp and row_mapping.cpp say,
// rows of another number of cells, and text that no letter can hold.
#include "exports/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/enough.hpp"
#include "base/text.hpp"
#include "exports/own_columns.hpp"

namespace engross {
namespace {

constexpr std::string_view delimiters = ",;\t|";

std::string shown_delimiter(char c) {
  return c == '\t' ? "tab" : fmt::format("\"{}\"", c);
}

std::string_view trimmed_line_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
  return line;
}

}  // namespace

Result<void> Export::CsvRows::begin() {
  const Result<void> head = window_.at_least(65536);
  if (!head) return head;
  const Result<void> chosen = choose_delimiter();
  if (!chosen) return chosen;
  reader_ = std::make_unique<CsvReader>(window_, delimiter_,
                                        CsvLimits{.row = options_.limits.row, .cell = options_.limits.cell});
  reader_->begin_at_line(first_line_);
  const Result<void> header = read_header();
  if (!header) return header;
  if (!options_.mapping)
    return fail(error("exports.no-mapping", {}, fmt::format("{} is CSV, and nothing says which column is what", name_),
                      {"give a mapping from its columns to the fields of a case: --map FILE.yaml"}));
  Result<RowMapping> bound = RowMapping::bind(options_.mapping, header_, name_, notes_);
  if (!bound) return tl::unexpected<Diagnostics>(bound.error());
  mapping_ = std::move(*bound);
  columns_ = std::make_shared<const std::vector<std::string>>(header_);
  return {};
}

// What was told; what a spreadsheet's first line "sep=;" says; or the one under which the header has most cells.
Result<void> Export::CsvRows::choose_delimiter() {
  std::string_view head = window_.view();
  const std::string_view line = trimmed_line_end(head.substr(0, head.find('\n')));
  std::optional<char> said;
  if (line.size() == 5 && line.starts_with("sep=")) {
    said = line.back();
    first_line_ = 2;
    window_.take(std::min(head.find('\n'), head.size() - 1) + 1);
    head = window_.view();
  }
  if (options_.delimiter || said) {
    delimiter_ = options_.delimiter.value_or(said.value_or(','));
    return {};
  }
  std::size_t most = 1;
  std::string best;
  while (!head.empty() && (head.front() == '\n' || head.front() == '\r')) head.remove_prefix(1);
  for (const char delimiter : delimiters) {
    const std::size_t cells = cells_of_first_row(head, delimiter);
    if (cells > most) best.clear();
    if (cells > 1 && cells >= most) best += delimiter;
    most = std::max(most, cells);
  }
  if (best.size() > 1)
    return fail(error("exports.delimiter", {},
                      fmt::format("the header of {} has {} columns with {} between them, and as many with {}", name_,
                                  most, shown_delimiter(best[0]), shown_delimiter(best[1])),
                      {"say which it is: --delimiter"}));
  if (!best.empty()) delimiter_ = best.front();
  return {};
}

Result<void> Export::CsvRows::read_header() {
  const Result<bool> there = reader_->next(csv_);
  if (!there) return tl::unexpected<Diagnostics>(there.error());
  if (!*there)
    return fail(error("exports.empty", {}, fmt::format("{} is empty", name_), {"write the export out again"}));
  for (const std::string_view cell : csv_.cells) header_.emplace_back(trim(cell));
  if (csv_.fault) {
    Diagnostic fault = told(*csv_.fault);
    return fail(error("exports.header", {}, fmt::format("{}, header (line {}): {}", name_, csv_.line, fault.message),
                      std::move(fault.hints)));
  }
  for (const std::string& name : header_)
    if (const auto fault = fault_of_text(name))
      return fail(error("exports.header", {},
                        fmt::format("{}, header (line {}): {}", name_, csv_.line, fault->fault.message),
                        fault->fault.hints));
  while (own_columns_ < header_.size() && is_own_column(header_[own_columns_])) ++own_columns_;
  return {};
}

bool Export::CsvRows::is_blank() const {
  return !csv_.fault && std::ranges::all_of(csv_.cells, [](std::string_view cell) { return trim(cell).empty(); });
}

Result<std::optional<ExportedCase>> Export::CsvRows::next() {
  for (;;) {
    const Result<bool> there = reader_->next(csv_);
    if (!there) return tl::unexpected<Diagnostics>(there.error());
    if (!*there) return std::nullopt;
    if (!is_blank()) break;
    ++blank_rows_;
  }
  ExportedCase made;
  made.row = ++row_;
  read_row(made);
  if (!made.faults.empty()) make_utf8(made);
  return made;
}

std::string Export::CsvRows::column_name(std::size_t column) const {
  if (column >= header_.size()) return fmt::format("cell {}", column + 1);
  return header_[column].empty() ? fmt::format("column {}", column + 1) : fmt::format("column \"{}\"", header_[column]);
}

void Export::CsvRows::add_fault(ExportedCase& to, std::optional<std::size_t> column, Diagnostic fault) const {
  const std::string place = column ? fmt::format(", {}", column_name(*column)) : "";
  fault.message = fmt::format("row {} (line {}){}: {}", to.row, to.line, place, fault.message);
  add_up_to_most(to.faults, std::move(fault));
}

void Export::CsvRows::read_row(ExportedCase& to) {
  to.line = csv_.line;
  to.raw = raw_of(csv_.raw);
  to.places = CellPlaces(to.row, to.line, columns_);
  if (csv_.fault) {
    const bool too_long =
        csv_.fault->kind == CsvFault::Kind::row_too_long || csv_.fault->kind == CsvFault::Kind::cell_too_long;
    to.whole = too_long;
    const bool in_a_cell = csv_.fault->kind != CsvFault::Kind::row_too_long && csv_.fault->cell != CsvFault::some_cell;
    return add_fault(to, in_a_cell ? std::optional(csv_.fault->cell) : std::nullopt, told(*csv_.fault));
  }
  while (csv_.cells.size() > header_.size() && trim(csv_.cells.back()).empty()) csv_.cells.pop_back();
  if (csv_.cells.size() != header_.size()) {
    const bool few = csv_.cells.size() < header_.size();
    add_fault(to, {},
              error("exports.cells", {},
                    fmt::format("it has {} cells, and the header has {}{}", csv_.cells.size(), header_.size(),
                                few ? fmt::format(": there is none for {}", column_name(csv_.cells.size())) : ""),
                    {few ? "write every delimiter, also of empty cells; look for one that is missing"
                         : "put a cell that holds the delimiter in double quotes"}));
    return;
  }
  if (const auto fault = fault_of_text(csv_.raw)) {
    for (std::size_t i = 0; i < csv_.cells.size(); ++i)
      if (auto of_cell = fault_of_text(csv_.cells[i])) add_fault(to, i, std::move(of_cell->fault));
    if (to.faults.empty()) add_fault(to, {}, fault->fault);
    return;
  }
  map(to);
}

void Export::CsvRows::map(ExportedCase& to) {
  mapping_->write({.texts = csv_.cells, .lists = {}}, mapped_);
  to.key = mapped_.key;
  for (CellFault& fault : mapped_.faults) add_fault(to, fault.column, std::move(fault.fault));
  if (!to.faults.empty()) return;
  to.text = make_source(fmt::format("{}, row {}", name_, to.row), mapped_.text);
  to.places.of(to.text);
  to.places.all(mapped_.places);
}

// Without the columns that RefusedRows put before the others.
std::string Export::CsvRows::raw_of(std::string_view raw) const {
  if (own_columns_ > 0 && !csv_.fault) raw.remove_prefix(cell_begin(raw, delimiter_, own_columns_));
  return std::string(raw);
}

Diagnostic Export::CsvRows::told(const CsvFault& fault) const {
  using Kind = CsvFault::Kind;
  switch (fault.kind) {
    case Kind::stray_quote:
      return error(
          "exports.quote", {},
          fmt::format("there is a double quote on line {} within a cell that does not begin with one", fault.line),
          {"put the whole cell in double quotes, and write each one within it twice"});
    case Kind::after_quote:
      return error(
          "exports.quote", {},
          fmt::format("the double quote that opens on line {} is closed on line {}, and something stands behind it",
                      fault.line, fault.end),
          {"write each double quote within a cell twice; or close the quote where the cell ends"});
    case Kind::never_closed:
      return error("exports.quote", {},
                   fmt::format("the double quote that opens on line {} is never closed: it takes in all to line {}",
                               fault.line, fault.end),
                   {"close it where the cell ends; or write each double quote within a cell twice"});
    case Kind::row_too_long:
      return error("exports.too-long", {},
                   fmt::format("it has more than {} bytes, to line {}", options_.limits.row, fault.end),
                   {"look for a double quote that is not closed; no letter is made from so much"});
    case Kind::cell_too_long:
      break;
  }
  return error("exports.too-long", {}, fmt::format("it has more than {} bytes", options_.limits.cell),
               {"look for a double quote that is not closed; no letter is made from so much"});
}

}  // namespace engross
