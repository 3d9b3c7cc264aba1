// CSV rows as cases: private to this room.
#pragma once

#include "exports/csv_reader.hpp"
#include "exports/row_mapping.hpp"
#include "exports/rows.hpp"

namespace engross {

class Export::CsvRows final : public Export::Rows {
 public:
  CsvRows(std::string name, ExportOptions options, std::unique_ptr<ByteStream> bytes)
      : Rows(std::move(name), std::move(options)), window_(std::move(bytes)) {}

  Result<void> begin() override;
  Result<std::optional<ExportedCase>> next() override;
  ExportFormat format() const override { return ExportFormat::csv; }
  char delimiter() const override { return delimiter_; }
  std::size_t blank_rows() const override { return blank_rows_ + reader_->blank_lines(); }

 private:
  Result<void> choose_delimiter();
  Result<void> read_header();
  void read_row(ExportedCase& to);
  void map(ExportedCase& to);
  std::string raw_of(std::string_view raw) const;
  bool is_blank() const;
  Diagnostic told(const CsvFault& fault) const;
  std::string column_name(std::size_t column) const;
  void add_fault(ExportedCase& to, std::optional<std::size_t> column, Diagnostic fault) const;

  ByteWindow window_;
  char delimiter_ = ',';
  std::size_t first_line_ = 1;
  std::unique_ptr<CsvReader> reader_;
  CsvRow csv_;
  std::size_t blank_rows_ = 0;
  std::size_t own_columns_ = 0;  // that stand before all others
  std::optional<RowMapping> mapping_;
  std::shared_ptr<const std::vector<std::string>> columns_;
  MappedRow mapped_;
};

}  // namespace engross
