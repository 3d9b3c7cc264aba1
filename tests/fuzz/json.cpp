// The JSON reader: whatever it takes, it writes and reads back the same.
#include "data/read.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const Result<Document> document = read_json(fuzz::source_of(data, size));
  if (!document) {
    fuzz::require_sound(document.error());
    return 0;
  }
  fuzz::require_places(*document, document->root);
  for (const bool indented : {false, true}) {
    const std::string text = to_json(document->root, indented);
    const Result<Document> again = read_json(make_source("again", text));
    fuzz::require(again.has_value(), "what was written is JSON");
    fuzz::require(to_json(again->root, indented) == text, "it reads back the same");
    fuzz::require(to_canonical_json(again->root) == to_canonical_json(document->root), "its canonical form stays");
  }
  return 0;
}
