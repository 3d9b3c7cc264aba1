// Mapping files, a NUL byte, and then a CSV export: whatever a mapping that is taken makes of its rows is JSON, the
// same each time.
#include "data/read.hpp"
#include "exports/export.hpp"
#include "require.hpp"
#include "support/pieces.hpp"

namespace {

using namespace engross;

std::string cases_of(const std::shared_ptr<const Mapping>& mapping, const std::string& bytes) {
  ExportOptions options;
  options.mapping = mapping;
  const auto opened = Export::open("cases", test::in_pieces(bytes, 64), options);
  if (!opened) {
    fuzz::require_sound(opened.error());
    return {};
  }
  std::string all;
  for (auto next = (*opened)->next(); next && *next; next = (*opened)->next()) {
    const ExportedCase& one = **next;
    if (!one.text) {
      fuzz::require_sound(one.faults);
      continue;
    }
    const auto read = read_json(one.text);
    fuzz::require(read.has_value() && read->root.is_object(), "a case is a JSON object");
    all += one.text->text + '\n';
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(data, data + size);
  const std::size_t end = std::min(input.find('\0'), input.size());
  const auto mapping = Mapping::from(make_source("m.yaml", input.substr(0, end)));
  if (!mapping) {
    fuzz::require_sound(mapping.error());
    return 0;
  }
  const std::string bytes = input.substr(std::min(end + 1, input.size()));
  fuzz::require(cases_of(*mapping, bytes) == cases_of(*mapping, bytes), "the same rows give the same cases");
  return 0;
}
