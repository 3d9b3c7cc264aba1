// The YAML reader: whatever it takes is a JSON value too.
#include "data/read.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const Result<Document> document = read_yaml(fuzz::source_of(data, size));
  if (!document) {
    fuzz::require_sound(document.error());
    return 0;
  }
  fuzz::require_places(*document, document->root);
  const std::string text = to_json(document->root, false);
  const Result<Document> again = read_json(make_source("again", text));
  if (!again) {  // a number beyond what JSON's reader takes
    fuzz::require(again.error()[0].message == "this number is too large", "what was written is JSON");
    return 0;
  }
  fuzz::require(to_json(again->root, false) == text, "it reads back the same");
  return 0;
}
