// A mapping file: from the columns of an export to the fields of a case. docs/exports.md says how one is written.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cases/known_fields.hpp"
#include "data/value.hpp"
#include "exports/column_date.hpp"

namespace engross {

// A column's name with what people write differently taken out: letter case, spaces, '_' and '-'.
std::string folded_column(std::string_view name);

// What a table makes of a cell; a list field may be given several texts by one.
struct LookupTable {
  std::unordered_map<std::string, std::vector<std::string>> entries;  // by folded text
  std::vector<std::string> names;                                     // as written, for "did you mean"
  std::optional<std::vector<std::string>> otherwise;                  // instead of an error
};

// Where one field of the case comes from.
struct MappedField {
  enum class As : std::uint8_t { text, number, yes_no };

  std::string path;  // "correspondent.address"
  FieldForm form = FieldForm::text;
  struct Column {
    std::string name;
    Span place;
  };
  std::vector<Column> columns;       // none: a constant
  std::optional<Value> constant;     // a text, or anything for a field under facts
  std::optional<std::string> join;   // between the texts of several columns
  std::optional<std::string> split;  // what separates the items within a cell
  std::vector<ColumnDate> dates;     // how a day may be written; no two can read one text
  std::shared_ptr<const LookupTable> lookup;
  std::optional<std::string> fallback;  // `default`: when the cells are empty
  bool required = false;
  bool optional = false;  // the export need not have its columns
  As as = As::text;
  Span place;  // of its entry in the file
};

class Mapping {
 public:
  // Errors, all located and collected: those of read_yaml; "exports.mapping" (a key that is none, a value of another
  // kind, what does not go together), "exports.unknown-field" (did you mean), "exports.markdown",
  // "exports.unmapped" (reference, department or correspondent comes from nowhere), "exports.date-format",
  // "exports.lookup" (a table that is not there).
  static Result<std::shared_ptr<const Mapping>> from(SourceRef yaml);

  const std::vector<MappedField>& fields() const { return fields_; }  // in the order in which a case has them
  const std::vector<std::string>& ignored() const { return ignored_; }
  const SourceRef& source() const { return document_.source; }

 private:
  std::vector<MappedField> fields_;
  std::vector<std::string> ignored_;
  Document document_;
};

}  // namespace engross
