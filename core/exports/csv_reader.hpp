// CSV row by row, by libcsv: private to this room.
#pragma once

#include <csv.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exports/byte_window.hpp"

namespace engross {

struct CsvLimits {
  std::size_t row = 0;
  std::size_t cell = 0;
};

// Why a row cannot be read as one.
struct CsvFault {
  enum class Kind : std::uint8_t { stray_quote, after_quote, never_closed, row_too_long, cell_too_long };
  static constexpr std::size_t some_cell = static_cast<std::size_t>(-1);  // the row is too long to say which
  Kind kind = Kind::stray_quote;
  std::size_t cell = 0;  // from 0
  std::size_t line = 0;  // of the quote (where it opens, unless it is stray); of the row when too long
  std::size_t end = 0;   // the last line that the row takes in
};

// Views are good until the next row is asked for.
struct CsvRow {
  std::size_t line = 1;  // of the export, where it begins
  std::string_view raw;  // without its line break; empty when longer than the limit
  std::vector<std::string_view> cells;
  std::optional<CsvFault> fault;
};

// RFC 4180, and what exporters make of it: rows end in CR LF, LF or CR; space belongs to the cell; any delimiter. A
// quote stands only around a cell or doubled within: a row that breaks this is given up to the end of that line, so
// that the rows after it are read for themselves.
class CsvReader {
 public:
  CsvReader(ByteWindow& bytes, char delimiter, CsvLimits limits);
  ~CsvReader();
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  // False at the end. Lines that hold nothing are left out and counted.
  Result<bool> next(CsvRow& row);
  std::size_t blank_lines() const { return blank_lines_; }
  void begin_at_line(std::size_t line) { line_ = line; }

 private:
  Result<bool> skip_blank_lines();
  Result<void> read_on();
  void feed(std::string_view piece);
  void end_of_input();
  Result<void> skip_line();
  Result<void> skip_over_long(bool quotes);
  void follow_quotes(std::string_view piece, CsvFault& open);
  void take_line(std::string_view piece);
  void refuse(CsvFault::Kind kind);
  void finish(CsvRow& row);
  void begin_row();
  void reset_parser();
  static void cell_read(void* data, std::size_t size, void* self);
  static void row_read(int, void* self);

  ByteWindow& bytes_;
  char delimiter_;
  CsvLimits limits_;
  csv_parser parser_;
  std::size_t line_ = 1;   // of the byte that comes next
  bool after_cr_ = false;  // the last byte was a CR: a LF is no other line
  bool after_break_ = false;
  std::size_t blank_lines_ = 0;

  std::size_t row_line_ = 1;
  std::size_t taken_ = 0;  // bytes of the window that the row has so far
  bool dropped_ = false;   // it had more, which are gone
  bool ended_ = false;
  bool within_ = false;  // quotes, in a row that is too long
  bool just_closed_ = false;
  std::string text_;  // of the cells, one behind the other
  std::vector<std::size_t> ends_;
  std::optional<CsvFault> fault_;
};

// The byte of a row at which a cell begins.
std::size_t cell_begin(std::string_view raw, char delimiter, std::size_t cell);

// How many cells the first row has under this delimiter.
std::size_t cells_of_first_row(std::string_view text, char delimiter);

}  // namespace engross
