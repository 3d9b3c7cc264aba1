// In: bytes of CSV in UTF-8. Out: rows with their cells, raw bytes and lines.
// Refuses, row by row: quotes where none may stand, quotes that are never closed, rows and cells over the limits.
//
// libcsv does not say where it is, so it is fed one line at a time: what it has eaten when it reports a row is the row.
#include "exports/csv_reader.hpp"

#include <algorithm>
#include <new>
#include <utility>

namespace engross {
namespace {

constexpr unsigned char strict = CSV_STRICT | CSV_STRICT_FINI;

int never(unsigned char) {
  return 0;
}

void open_parser(csv_parser& parser, char delimiter) {
  ::csv_init(&parser, strict);
  ::csv_set_delim(&parser, static_cast<unsigned char>(delimiter));
  ::csv_set_space_func(&parser, never);  // or it would trim cells, and swallow tabs that delimit
  ::csv_set_blk_size(&parser, 4096);
}

// The length of the line that a text begins with, its break included (of CR LF only the CR); all of it without one.
std::size_t line_length(std::string_view text) {
  const std::size_t feed = std::min(text.find('\n'), text.size() - 1);
  const std::size_t cr = text.substr(0, feed + 1).find('\r');
  return std::min(feed, cr) + 1;
}

bool is_break(char c) {
  return c == '\n' || c == '\r';
}

std::size_t line_breaks(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\r' || (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'))) ++count;
  return count;
}

struct CellCount {
  std::size_t cells = 0;
  bool row = false;
};

void count_cell(void*, std::size_t, void* to) {
  ++static_cast<CellCount*>(to)->cells;
}
void count_row(int, void* to) {
  static_cast<CellCount*>(to)->row = true;
}

}  // namespace

CsvReader::CsvReader(ByteWindow& bytes, char delimiter, CsvLimits limits)
    : bytes_(bytes), delimiter_(delimiter), limits_(limits), parser_() {
  open_parser(parser_, delimiter);
}

CsvReader::~CsvReader() {
  ::csv_free(&parser_);
}

void CsvReader::reset_parser() {
  ::csv_free(&parser_);
  open_parser(parser_, delimiter_);
}

void CsvReader::cell_read(void* data, std::size_t size, void* self) {
  auto& reader = *static_cast<CsvReader*>(self);
  reader.text_.append(static_cast<const char*>(data), size);
  reader.ends_.push_back(reader.text_.size());
}

void CsvReader::row_read(int, void* self) {
  static_cast<CsvReader*>(self)->ended_ = true;
}

void CsvReader::begin_row() {
  bytes_.take(taken_);
  taken_ = 0;
  dropped_ = false;
  ended_ = false;
  text_.clear();
  ends_.clear();
  fault_.reset();
}

// A piece that has a line break at its end or nowhere.
void CsvReader::take_line(std::string_view piece) {
  taken_ += piece.size();
  if (piece.back() == '\r' || (piece.back() == '\n' && !(after_cr_ && piece.size() == 1))) ++line_;
  after_cr_ = piece.back() == '\r';
  after_break_ = is_break(piece.back());
}

// Whether there is anything after them.
Result<bool> CsvReader::skip_blank_lines() {
  for (;;) {
    const std::string_view view = bytes_.view();
    if (view.empty()) {
      Result<bool> added = bytes_.more();
      if (!added || !*added) return added;
      continue;
    }
    if (!is_break(view.front())) return true;
    const bool rest_of_break = view.front() == '\n' && after_cr_;
    if (!rest_of_break) ++blank_lines_;
    take_line(view.substr(0, 1));
    bytes_.take(std::exchange(taken_, 0));
  }
}

Result<bool> CsvReader::next(CsvRow& row) {
  begin_row();
  Result<bool> there = skip_blank_lines();
  if (!there || !*there) return there;
  row_line_ = line_;
  while (!ended_) {
    const Result<void> read = read_on();
    if (!read) return tl::unexpected<Diagnostics>(read.error());
  }
  finish(row);
  return true;
}

// One line more of the row, or its end.
Result<void> CsvReader::read_on() {
  const std::string_view rest = bytes_.view().substr(taken_);
  if (rest.empty()) {
    const Result<bool> added = bytes_.more();
    if (!added) return tl::unexpected<Diagnostics>(added.error());
    if (!*added) end_of_input();
    return {};
  }
  // Never beyond the limit and a byte, or what is said of a long row would depend on the pieces that it came in.
  feed(rest.substr(0, std::min(line_length(rest), limits_.row + 1 - std::min(taken_, limits_.row))));
  if (fault_) return skip_line();
  if (!ended_ && taken_ > limits_.row) return skip_over_long(true);
  return {};
}

void CsvReader::feed(std::string_view piece) {
  const std::size_t eaten = ::csv_parse(&parser_, piece.data(), piece.size(), cell_read, row_read, this);
  if (eaten == piece.size()) return take_line(piece);
  if (::csv_error(&parser_) != CSV_EPARSE) throw std::bad_alloc();
  taken_ += eaten;
  after_cr_ = after_break_ = false;
  refuse(parser_.quoted != 0 ? CsvFault::Kind::after_quote : CsvFault::Kind::stray_quote);
}

void CsvReader::end_of_input() {
  if (::csv_fini(&parser_, cell_read, row_read, this) != 0) refuse(CsvFault::Kind::never_closed);
  ended_ = true;
}

void CsvReader::refuse(CsvFault::Kind kind) {
  fault_ = CsvFault{.kind = kind, .cell = ends_.size(), .line = line_, .end = line_};
  if (kind != CsvFault::Kind::stray_quote) {
    const std::string_view raw = bytes_.view().substr(0, taken_);
    fault_->line = row_line_ + line_breaks(raw.substr(0, cell_begin(raw, delimiter_, fault_->cell)));
  }
  reset_parser();
}

// To the end of the line in which a rule is broken.
Result<void> CsvReader::skip_line() {
  for (;;) {
    const std::string_view rest = bytes_.view().substr(taken_);
    if (rest.empty()) {
      const Result<bool> added = bytes_.more();
      if (!added) return tl::unexpected<Diagnostics>(added.error());
      ended_ = !*added;
    } else {
      const std::string_view piece = rest.substr(0, line_length(rest));
      take_line(piece);
      ended_ = is_break(piece.back());
      if (!ended_ && taken_ > limits_.row) return skip_over_long(false);
    }
    if (ended_) return {};
  }
}

// A quote right behind one that closes was a doubled one: nothing was closed.
void CsvReader::follow_quotes(std::string_view piece, CsvFault& open) {
  for (const char c : piece) {
    if (c != '"') {
      just_closed_ = false;
      continue;
    }
    if (!within_ && !just_closed_) {
      open.cell = CsvFault::some_cell;
      open.line = line_;
    }
    just_closed_ = within_;
    within_ = !within_;
  }
}

// To the end of a row that is too long to keep: a line break outside quotes, where these count.
Result<void> CsvReader::skip_over_long(bool quotes) {
  const std::string_view raw = bytes_.view().substr(0, taken_);
  within_ = quotes && std::ranges::count(raw, '"') % 2 != 0;
  just_closed_ = quotes && !within_ && raw.ends_with('"');
  if (!fault_) refuse(CsvFault::Kind::row_too_long);
  CsvFault open = *fault_;
  open.kind = CsvFault::Kind::never_closed;
  if (fault_->kind == CsvFault::Kind::row_too_long)
    *fault_ = {.kind = fault_->kind, .cell = 0, .line = row_line_, .end = 0};
  dropped_ = true;
  while (!ended_) {
    bytes_.take(std::exchange(taken_, 0));
    const std::string_view view = bytes_.view();
    if (view.empty()) {
      const Result<bool> added = bytes_.more();
      if (!added) return tl::unexpected<Diagnostics>(added.error());
      ended_ = !*added;
      continue;
    }
    const std::string_view piece = view.substr(0, line_length(view));
    if (quotes) follow_quotes(piece, open);
    take_line(piece);
    ended_ = is_break(piece.back()) && !within_;
  }
  if (within_) fault_ = open;
  return {};
}

void CsvReader::finish(CsvRow& row) {
  row.line = row_line_;
  row.raw = dropped_ ? std::string_view() : bytes_.view().substr(0, taken_);
  while (!row.raw.empty() && is_break(row.raw.back())) row.raw.remove_suffix(1);
  row.cells.clear();
  std::size_t begin = 0;
  std::optional<std::size_t> long_cell;
  for (const std::size_t end : ends_) {
    if (end - begin > limits_.cell && !long_cell) long_cell = row.cells.size();
    row.cells.push_back(std::string_view(text_).substr(begin, end - begin));
    begin = end;
  }
  if (!fault_ && row.raw.size() > limits_.row)
    fault_ = CsvFault{.kind = CsvFault::Kind::row_too_long, .cell = 0, .line = row_line_, .end = 0};
  if (!fault_ && long_cell)
    fault_ = CsvFault{.kind = CsvFault::Kind::cell_too_long, .cell = *long_cell, .line = row_line_, .end = 0};
  if (fault_) fault_->end = after_break_ ? line_ - 1 : line_;
  if (row.raw.size() > limits_.row) row.raw = {};
  if (fault_ && row.raw.empty()) row.cells.clear();
  row.fault = fault_;
}

std::size_t cell_begin(std::string_view raw, char delimiter, std::size_t cell) {
  csv_parser parser;
  open_parser(parser, delimiter);
  CellCount count;
  std::size_t at = 0;
  while (count.cells < cell && at < raw.size() && ::csv_parse(&parser, &raw[at], 1, count_cell, count_row, &count) == 1)
    ++at;
  ::csv_free(&parser);
  return at;
}

std::size_t cells_of_first_row(std::string_view text, char delimiter) {
  csv_parser parser;
  open_parser(parser, delimiter);
  CellCount count;
  for (std::size_t at = 0; at < text.size() && !count.row; ++at)
    if (::csv_parse(&parser, &text[at], 1, count_cell, count_row, &count) != 1) break;
  if (!count.row) ::csv_fini(&parser, count_cell, count_row, &count);
  ::csv_free(&parser);
  return count.cells;
}

}  // namespace engross
