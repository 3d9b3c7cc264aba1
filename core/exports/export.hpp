// An export of a case system, case by case: CSV, a JSON array or JSON Lines, of any size, in constant memory.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_stream.hpp"
#include "exports/cell_places.hpp"
#include "exports/mapping.hpp"

namespace engross {

enum class ExportFormat : std::uint8_t { csv, json_array, json_lines };
enum class ExportEncoding : std::uint8_t { utf8, windows_1252 };

// "csv", "json", "jsonl", and "utf-8", "windows-1252": as the command line and messages say it.
std::string_view name_of(ExportFormat format);
std::string_view name_of(ExportEncoding encoding);
std::optional<ExportFormat> export_format(std::string_view name);
std::optional<ExportEncoding> export_encoding(std::string_view name);

// Bytes; what is longer costs its row and no memory.
struct ExportLimits {
  std::size_t row = std::size_t{1} << 20U;
  std::size_t cell = std::size_t{1} << 18U;
};

struct ExportOptions {
  std::optional<ExportFormat> format;  // nothing: told from the first bytes
  std::optional<char> delimiter;       // of CSV; nothing: told from the header among , ; tab |
  ExportEncoding encoding = ExportEncoding::utf8;
  std::shared_ptr<const Mapping> mapping;  // CSV needs one; without, each element or line of JSON is a case
  ExportLimits limits;
};

// One row of CSV, one element of a JSON array, one line of JSON Lines.
struct ExportedCase {
  std::size_t row = 0;   // from 1; the header and blank lines are not counted
  std::size_t line = 0;  // of the unpacked export, where it begins, from 1
  // The case as JSON: what a worker reads and a record keeps; its name is "cases.csv, row 12". The same row under the
  // same mapping gives the same bytes. Null when there is none, and then `faults` has an error.
  SourceRef text;
  std::string key;  // its `reference` (NFC); empty when there is none
  // The row's own bytes, without a line break after them, to be corrected and resubmitted; what is not UTF-8 in them is
  // U+FFFD. Empty when it is longer than the limit.
  std::string raw;
  bool whole = true;   // whether `raw` can stand among others: it is UTF-8, its quotes or brackets are closed
  Diagnostics faults;  // why it is no case, told of the export as `places` would
  CellPlaces places;   // what is said of `text`, told of the export
};

// Open until its end or an error.
class Export {
 public:
  // `name` is what messages call it. The first bytes are read here: gzip is unwrapped, a byte order mark skipped, the
  // header of CSV read and bound to the mapping.
  //
  // Errors: those of the stream; "exports.gzip"; "exports.encoding" (UTF-16, UTF-32, or bytes that are not UTF-8 among
  // the first: the message names the option or command that helps); "exports.workbook" (a spreadsheet's own file);
  // "exports.empty"; "exports.format" (neither CSV nor JSON, or several lines to a case in JSON Lines);
  // "exports.delimiter" (two may be meant); "exports.header"; "exports.no-mapping"; and of the mapping
  // "exports.no-column", "exports.same-column".
  static Result<std::unique_ptr<Export>> open(std::string name, std::unique_ptr<ByteStream> bytes,
                                              ExportOptions options);
  ~Export();
  Export(const Export&) = delete;
  Export& operator=(const Export&) = delete;

  // The next case; nothing at the end. A row that is no case is given with its faults:
  // "exports.cells" (too many or too few), "exports.quote" (a quote that opens and is not closed, or stands where none
  // may), "exports.too-long", "exports.not-utf8", "exports.forbidden-character", "exports.syntax" (JSON), and of the
  // mapping "exports.required", "exports.date", "exports.lookup", "exports.number", "exports.yes-no".
  // Errors, after which nothing more can be read: those of the stream, "exports.gzip", "exports.syntax" (a JSON array
  // whose elements cannot be told apart any more).
  Result<std::optional<ExportedCase>> next();

  ExportFormat format() const;
  char delimiter() const;                          // of CSV
  const std::vector<std::string>& header() const;  // of CSV, as written; empty for JSON
  // Lines or rows of CSV that hold nothing, up to here.
  std::size_t blank_rows() const;
  // Columns that the mapping does not name ("exports.unmapped-column"): of CSV from the beginning; of JSON at the end,
  // with those that it names and no row had ("exports.no-column").
  const Diagnostics& notes() const;

 private:
  class Rows;
  class CsvRows;
  class JsonRows;
  explicit Export(std::unique_ptr<Rows> rows);
  std::unique_ptr<Rows> rows_;
};

}  // namespace engross
