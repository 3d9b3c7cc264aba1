// Elements of a JSON array and lines of JSON Lines as cases: private to this room.
#pragma once

#include "exports/json_cells.hpp"
#include "exports/json_elements.hpp"
#include "exports/row_mapping.hpp"
#include "exports/rows.hpp"

namespace engross {

class Export::JsonRows final : public Export::Rows {
 public:
  JsonRows(std::string name, ExportOptions options, std::unique_ptr<ByteStream> bytes, JsonElements::Layout layout)
      : Rows(std::move(name), std::move(options)),
        window_(std::move(bytes)),
        layout_(layout),
        elements_(window_, layout, options_.limits.row, name_) {}

  Result<void> begin() override;
  Result<std::optional<ExportedCase>> next() override;
  ExportFormat format() const override {
    return layout_ == JsonElements::Layout::array ? ExportFormat::json_array : ExportFormat::json_lines;
  }
  std::size_t blank_rows() const override { return elements_.blank_lines(); }

 private:
  Result<void> look_at_first_line();
  void read_element(ExportedCase& to);
  void take_as_it_is(ExportedCase& to);
  void map(ExportedCase& to);
  void add_fault(ExportedCase& to, std::optional<std::size_t> column, Diagnostic fault) const;
  void say_what_is_left();

  ByteWindow window_;
  JsonElements::Layout layout_;
  JsonElements elements_;
  JsonElement element_;
  std::optional<RowMapping> mapping_;
  std::shared_ptr<const std::vector<std::string>> columns_;  // that the mapping names
  std::optional<JsonCells> cells_;
  MappedRow mapped_;
};

}  // namespace engross
