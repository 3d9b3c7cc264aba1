// In: lines that were looked at. Out: whether one is among them, taken apart as it was then.
// Refuses nothing: what there is no room for is looked at each time.
#include "checks/clean_lines.hpp"

#include <algorithm>

namespace engross {
namespace {

constexpr std::size_t most_lines = 2048;  // of each kind
constexpr std::size_t longest_line = 4096;

}  // namespace

bool CleanLines::recall(LineOfText& line, LineKind kind) {
  identity_.clear();
  line.flat.add_identity(identity_);
  const Lines& lines = lines_[index_of(kind)];
  const auto known = lines.find(identity_);
  if (known == lines.end()) return false;
  line.words.assign_as(known->second.words, line.flat.text());
  line.dates = known->second.dates;
  return true;
}

void CleanLines::keep(const LineOfText& line, LineKind kind) {
  Lines& lines = lines_[index_of(kind)];
  std::string identity;
  line.flat.add_identity(identity);
  if (identity.size() > longest_line || lines.size() >= most_lines) return;
  Known known{.words = {}, .dates = line.dates};
  known.words.assign_as(line.words, {});
  lines.emplace(std::move(identity), std::move(known));
}

bool holds_link(const std::vector<Inline>& inlines) {
  return std::ranges::any_of(
      inlines, [](const Inline& run) { return run.kind == Inline::Kind::link || holds_link(run.children); });
}

}  // namespace engross
