// tests/rules.yaml of a department. What reads has rows with a name of their own, a case and a letter.
#include "conformance/rules_table.hpp"

#include <set>

#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const auto rows = read_rules_table(fuzz::source_of(data, size));
  if (!rows) {
    fuzz::require_sound(rows.error());
    return 0;
  }
  std::set<std::string> names;
  fuzz::require(!rows->empty(), "a table has rows");
  for (const RulesRow& row : *rows) {
    fuzz::require(names.insert(row.name).second, "every row has a name of its own");
    fuzz::require(row.case_.is_object(), "every row has a case");
    for (const Member& member : row.case_.members()) fuzz::require(!member.value.is_null(), "null takes a member away");
  }
  return 0;
}
