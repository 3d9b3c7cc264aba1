// A department's rules tests, read from its tests/rules.yaml.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "data/value.hpp"

namespace engross {

struct RulesRow {
  std::string name;
  Value case_;                      // the base with the row's own members laid over it
  std::vector<std::string> letter;  // ids of the paragraphs, in order
  Span place;                       // of the row
};

// Rows as they stand in the file. Refused, with every error located and collected: unknown keys, rows without name,
// case or letter, and names that are there twice. Errors: "rules-table", and those of style/fields.hpp.
Result<std::vector<RulesRow>> read_rules_table(const SourceRef& source);

}  // namespace engross
