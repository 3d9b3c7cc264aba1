// In: faults with places in a case's JSON. Out: the same, told of the row and column of the export.
// Refuses nothing: a fault without a place is told of its row.
#include "exports/cell_places.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engross {

std::string CellPlaces::where(const Diagnostic& fault) const {
  const Span& span = fault.span;
  if (!columns_) {
    const LineColumn at = locate(span.source->text, span.begin);
    const std::size_t line = line_ + at.line - 1;
    // What is no JSON has no field that the message could name.
    if (!fault.code.starts_with("data.")) return fmt::format("row {} (line {})", row_, line);
    return fmt::format("row {} (line {}, character {})", row_, line, at.column);
  }
  // The value that holds the place; or, of a list or an object, the first of its values.
  auto at = std::ranges::upper_bound(places_, span.begin, {}, &Place::begin);
  if (at != places_.begin() && span.begin < std::prev(at)->end) --at;
  if (at == places_.end() || at->begin >= std::max(span.end, span.begin + 1))
    return fmt::format("row {} (line {})", row_, line_);
  return fmt::format("row {} (line {}), column \"{}\"", row_, line_, (*columns_)[at->column]);
}

Diagnostic CellPlaces::translate(Diagnostic fault) const {
  const SourceRef& source = fault.span.source;
  const bool of_the_case = source && text_ && (source == text_ || source->name == text_->name);
  const std::string place = of_the_case ? where(fault) : fmt::format("row {} (line {})", row_, line_);
  fault.message = fmt::format("{}: {}", place, fault.message);
  if (of_the_case) fault.span = {};
  return fault;
}

Diagnostics CellPlaces::translate(Diagnostics faults) const {
  for (Diagnostic& fault : faults) fault = translate(std::move(fault));
  return faults;
}

}  // namespace engross
