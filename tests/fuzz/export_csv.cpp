// CSV: the first bytes say the limits and the size of pieces. What is read does not depend on the pieces, every byte of
// a row that is kept is given back, and a row that is a case is one whose JSON reads.
#include "data/read.hpp"
#include "exports/csv_reader.hpp"
#include "exports/export.hpp"
#include "exports/refused_rows.hpp"
#include "require.hpp"
#include "support/pieces.hpp"

namespace {

using namespace engross;

std::string rows_of(const std::string& text, std::size_t piece, CsvLimits limits) {
  ByteWindow window(test::in_pieces(text, piece));
  CsvReader reader(window, ',', limits);
  std::string all;
  CsvRow row;
  for (auto there = reader.next(row); *there; there = reader.next(row)) {
    all += std::to_string(row.line) + ' ' + std::string(row.raw) + '\n';
    for (const std::string_view cell : row.cells) all += std::string(cell) + '|';
    fuzz::require(row.raw.size() <= limits.row, "a row is kept up to the limit");
    fuzz::require(row.raw.empty() || text.find(row.raw) != std::string::npos, "a row's bytes are the export's");
    if (row.fault)
      all += '!' + std::to_string(static_cast<int>(row.fault->kind)) + ' ' + std::to_string(row.fault->cell) + ' ' +
             std::to_string(row.fault->line) + ' ' + std::to_string(row.fault->end);
    all += '\n';
  }
  return all + std::to_string(reader.blank_lines());
}

const std::shared_ptr<const Mapping>& mapping() {
  static const auto made = Mapping::from(make_source(
      "m.yaml",
      "fields:\n  reference: a\n  department: {constant: dfe}\n  correspondent.surname: {column: b, default: x}\n"
      "  topics: {column: c, split: \";\"}\n"));
  return *made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string text(data + 2, data + size);
  const CsvLimits limits{.row = std::size_t{1} + data[0], .cell = std::size_t{1} + data[0] / 2U};
  fuzz::require(rows_of(text, 1U + data[1] % 16U, limits) == rows_of(text, text.size() + 1, limits),
                "rows do not depend on pieces");
  ExportOptions options;
  options.mapping = mapping();
  if (data[1] % 2U != 0) options.encoding = ExportEncoding::windows_1252;
  const auto opened = Export::open("cases.csv", test::in_pieces("a,b,c\n" + text, 7), options);
  if (!opened) {
    fuzz::require_sound(opened.error());
    return 0;
  }
  const RefusedRows refused(**opened);
  std::string again = refused.header();
  std::size_t count = 0;
  for (auto next = (*opened)->next(); next && *next; next = (*opened)->next()) {
    const ExportedCase& one = **next;
    fuzz::require((one.text == nullptr) == has_errors(one.faults), "a row is a case, or has faults");
    if (one.text) {
      fuzz::require(read_json(one.text).has_value(), "a case is JSON");
      continue;
    }
    fuzz::require_sound(one.faults);
    again += refused.row(one, reason_of(one.faults));
    ++count;
  }
  ExportOptions plain;
  plain.mapping = mapping();
  plain.delimiter = (*opened)->delimiter();
  const auto reopened = Export::open("refused.csv", test::in_pieces(again, again.size()), plain);
  fuzz::require(reopened.has_value(), "what was refused is an export");
  for (auto next = (*reopened)->next(); next && *next; next = (*reopened)->next()) --count;
  fuzz::require(count == 0, "what was refused is there again, row by row");
  return 0;
}
