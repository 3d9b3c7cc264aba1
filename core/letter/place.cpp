// In: inlines, a table, a block. Out: the place of their first text. Refuses nothing.
#include "letter/place.hpp"

namespace engross {

Span place_of(const std::vector<Inline>& inlines) {
  for (const Inline& one : inlines) {
    if (one.kind == Inline::Kind::text && one.origin.span.source) return one.origin.span;
    if (Span inner = place_of(one.children); inner.source) return inner;
  }
  return {};
}

Span place_of(const Table& table) {
  for (const TableCell& cell : table.header)
    if (Span place = place_of(cell.inlines); place.source) return place;
  for (const auto& row : table.rows)
    for (const TableCell& cell : row)
      if (Span place = place_of(cell.inlines); place.source) return place;
  return {};
}

Span place_of(const Block& block) {
  if (Span place = place_of(block.inlines); place.source) return place;
  if (block.table) return place_of(*block.table);
  for (const ListItem& item : block.items)
    for (const Block& inner : item.blocks)
      if (Span place = place_of(inner); place.source) return place;
  return {};
}

}  // namespace engross
