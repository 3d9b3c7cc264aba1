// In: lines that were looked at. Out: whether one is among them.
// Refuses nothing: what there is no room for is looked at each time.
#include "checks/clean_lines.hpp"

#include <algorithm>

namespace engross {
namespace {

constexpr std::size_t most_lines = 2048;  // of each kind
constexpr std::size_t longest_line = 4096;

}  // namespace

void CleanLines::add(const std::string& text, LineKind kind) {
  Texts& texts = texts_[index_of(kind)];
  if (text.size() <= longest_line && texts.size() < most_lines) texts.insert(text);
}

bool is_of_words_alone(const std::vector<Inline>& inlines) {
  return std::ranges::all_of(inlines, [](const Inline& run) {
    return run.kind != Inline::Kind::link && run.origin.kind != Origin::Kind::value && is_of_words_alone(run.children);
  });
}

}  // namespace engross
