// The members of a JSON object as cells of columns: private to this room.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "exports/row_mapping.hpp"

namespace engross {

// A column is a member, or by a dotted path one within another: "person.surname", "lines.0". Text stands as it is,
// numbers as written, truth as true or false; null is empty; a list of these is a list.
class JsonCells {
 public:
  explicit JsonCells(const Mapping& mapping);

  // That the mapping names, in its order, each once.
  const std::vector<std::string>& columns() const { return columns_; }

  // Cells are good as long as `object`. Faults: "exports.same-column", "exports.cells" (an object where a text should
  // stand).
  std::optional<CellFault> read(const Value& object);
  RowCells cells() const { return {.texts = texts_, .lists = lists_}; }

  // What was met so far: "exports.unmapped-column" for members that the mapping does not name, and
  // "exports.no-column" for columns that no row had.
  Diagnostics notes(const std::string& export_name) const;

 private:
  std::optional<std::size_t> column_of(const std::string& written);
  void walk(const Value& value, std::string& path);
  void note(const std::string& path);
  void put(const Value& value, std::size_t column);

  std::vector<std::string> columns_;
  std::unordered_map<std::string, std::size_t> by_name_;               // folded
  std::unordered_map<std::string, std::optional<std::size_t>> paths_;  // as written, met before
  std::unordered_set<std::string> named_;                              // folded: by the mapping, or noted before
  std::vector<std::string> unmapped_;
  std::vector<std::string_view> texts_;
  std::vector<std::vector<std::string_view>> lists_;
  std::vector<bool> filled_;
  std::vector<bool> ever_;
  std::optional<CellFault> fault_;
};

}  // namespace engross
