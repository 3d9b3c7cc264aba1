// In: faults of one input, one after another. Out: a list of the first, and a line that says when there were more.
// Refuses nothing; what is left out is counted as told.
#include "base/enough.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace engross {
namespace {

constexpr std::string_view left_out = "base.left-out";

bool stands_for_others(const Diagnostic& d) {
  return d.code == left_out;
}

}  // namespace

bool has_enough(const Diagnostics& list) {
  return std::ranges::any_of(list, stands_for_others);
}

void add_up_to_most(Diagnostics& to, Diagnostic fault) {
  if (to.size() < most_diagnostics) {
    to.push_back(std::move(fault));
    return;
  }
  auto last = std::ranges::find_if(to, stands_for_others);
  if (last != to.end()) {
    last->severity = std::max(last->severity, fault.severity);
    return;
  }
  Diagnostic more = error(std::string(left_out), std::move(fault.span),
                          fmt::format("more was found than these {}; the others are left out", to.size()),
                          {"mend these first, then look again"});
  more.severity = fault.severity;
  to.push_back(std::move(more));
}

void sort_by_place(Diagnostics& list) {
  std::ranges::stable_sort(list, {}, [](const Diagnostic& d) { return std::pair(stands_for_others(d), d.span.begin); });
}

}  // namespace engross
