// A mapping bound to the columns of one export: rows of cells become cases in JSON. Private to this room.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "exports/cell_places.hpp"
#include "exports/mapping.hpp"

namespace engross {

// What is wrong with a cell: told of its column, before row and line are known to whoever asks.
struct CellFault {
  std::optional<std::size_t> column;
  Diagnostic fault;
};

struct MappedRow {
  std::string text;  // the case
  std::string key;   // its reference
  std::vector<CellPlaces::Place> places;
  std::vector<CellFault> faults;
};

// A row's cells by column. A JSON export's column may hold a list in place of one text.
struct RowCells {
  std::span<const std::string_view> texts;
  std::span<const std::vector<std::string_view>> lists;  // none, or one a column
};

class RowMapping {
 public:
  // Errors, collected: "exports.no-column" (did you mean), "exports.same-column" (two headers that read as one name
  // that the mapping uses). To `notes`: "exports.unmapped-column".
  static Result<RowMapping> bind(std::shared_ptr<const Mapping> mapping, const std::vector<std::string>& header,
                                 const std::string& export_name, Diagnostics& notes);

  // As many cells as the header has. The same cells give the same bytes.
  void write(RowCells cells, MappedRow& to);

 private:
  struct Node {
    std::string key;  // "\"surname\":"
    std::string name;
    std::vector<Node> children;  // none: a field
    std::size_t field = 0;
    bool array = false;
  };
  struct Bound {
    const MappedField* field = nullptr;
    std::vector<std::uint32_t> columns;
    std::string constant;  // as JSON
    bool required = false;
    bool is_reference = false;
  };
  static constexpr std::uint32_t no_column = static_cast<std::uint32_t>(-1);  // of an optional one that is not there
  struct Cell {
    std::string_view text;
    std::uint32_t column = no_column;
  };
  explicit RowMapping(std::shared_ptr<const Mapping> mapping) : mapping_(std::move(mapping)) {}
  void plant(const MappedField& field, std::size_t index);
  static void finish(Node& node);
  static std::optional<std::size_t> named(std::uint32_t column);
  static std::uint32_t first_of(const Bound& bound);
  bool write_node(const Node& node, MappedRow& to);
  bool write_field(const Bound& bound, MappedRow& to);
  void gather(const Bound& bound);
  bool write_empty(const Bound& bound, MappedRow& to);
  bool write_one(const Bound& bound, MappedRow& to);
  bool write_list(const Bound& bound, MappedRow& to);
  bool write_item(const Bound& bound, const Cell& cell, bool first, MappedRow& to);
  bool write_value(const Bound& bound, const Cell& cell, MappedRow& to);
  const std::vector<std::string>* look_up(const Bound& bound, const Cell& cell, MappedRow& to);

  std::shared_ptr<const Mapping> mapping_;
  std::vector<Bound> fields_;
  Node root_;
  RowCells cells_;
  std::vector<Cell> gathered_;  // of the field being written
  std::string joined_;
};

// Those that the mapping names, folded, in a field or under ignore; and what RefusedRows adds.
std::unordered_set<std::string> named_columns(const Mapping& mapping);
// The warning "exports.unmapped-column".
Diagnostic unmapped_columns(const std::vector<std::string>& names, const std::string& export_name);

}  // namespace engross
