// JSON arrays and JSON Lines: what is read does not depend on pieces; a valid array gives its elements as its reader
// sees them.
#include "data/read.hpp"
#include "exports/json_elements.hpp"
#include "require.hpp"
#include "support/pieces.hpp"

namespace {

using namespace engross;
using Layout = JsonElements::Layout;

struct Elements {
  std::string told;
  std::vector<std::string> texts;
  bool failed = false;
};

Elements elements_of(const std::string& text, std::size_t piece, Layout layout, std::size_t longest) {
  ByteWindow window(test::in_pieces(text, piece));
  JsonElements elements(window, layout, longest, "cases.json");
  Elements all;
  JsonElement element;
  for (;;) {
    const auto there = elements.next(element);
    if (!there) {
      fuzz::require_sound(there.error());
      all.told += there.error()[0].message;
      all.failed = true;
    }
    if (!there || !*there) return all;
    fuzz::require(element.text.size() <= longest, "an element is kept up to the limit");
    fuzz::require(element.too_long == element.text.empty(), "nothing is kept of one that is too long");
    all.told += std::to_string(element.line) + (element.whole ? " " : " broken ") + std::string(element.text) + '\n';
    if (const auto& reference = element.scanned.reference(); reference && !element.too_long)
      all.told += "reference " + std::string(element.text.substr(reference->begin, reference->end - reference->begin));
    if (const auto& own = element.scanned.own(); own && !element.too_long)
      fuzz::require(own->begin < own->end && own->end <= element.text.size(), "what is left out lies within");
    all.texts.emplace_back(element.text);
  }
}

void compare(const std::string& text, const Elements& ours) {
  const auto whole = read_json(make_source("whole", text));
  if (!whole || !whole->root.is_array()) return;
  fuzz::require(!ours.failed, "a valid array is read to its end");
  fuzz::require(ours.texts.size() == whole->root.items().size(), "each element is given once");
  for (std::size_t i = 0; i < ours.texts.size(); ++i) {
    const Extent extent = whole->root.items()[i].extent;
    fuzz::require(ours.texts[i] == text.substr(extent.begin, extent.end - extent.begin), "as it was written");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string text(data + 2, data + size);
  const std::size_t piece = 1U + data[1] % 16U;
  const std::size_t longest = data[0] == 0 ? 1U << 20U : data[0];
  for (const Layout layout : {Layout::array, Layout::lines}) {
    if (layout == Layout::array && !text.starts_with('[')) continue;
    const Elements whole = elements_of(text, text.size() + 1, layout, longest);
    fuzz::require(whole.told == elements_of(text, piece, layout, longest).told, "elements do not depend on pieces");
    if (layout == Layout::array && data[0] == 0) compare(text, whole);
  }
  return 0;
}
