// A value, or the reasons why there is none.
#pragma once

#include <algorithm>
#include <tl/expected.hpp>
#include <utility>

#include "base/diagnostic.hpp"

namespace engross {

// T, or a non-empty list of diagnostics with at least one error. Exceptions mean bugs or no memory, never bad input.
template <class T>
using Result = tl::expected<T, Diagnostics>;

inline tl::unexpected<Diagnostics> fail(Diagnostic diagnostic) {
  Diagnostics list;
  list.push_back(std::move(diagnostic));
  return tl::unexpected<Diagnostics>(std::move(list));
}

inline tl::unexpected<Diagnostics> fail(Diagnostics diagnostics) {
  return tl::unexpected<Diagnostics>(std::move(diagnostics));
}

inline void append(Diagnostics& to, const Diagnostics& more) {
  to.insert(to.end(), more.begin(), more.end());
}

// Those that say something new: letters of one case share many of their faults.
inline void append_new(Diagnostics& to, const Diagnostics& more) {
  for (const Diagnostic& one : more) {
    const auto says_so = [&](const Diagnostic& known) {
      return known.code == one.code && known.message == one.message && known.span.source == one.span.source &&
             known.span.begin == one.span.begin && known.span.end == one.span.end;
    };
    if (std::none_of(to.begin(), to.end(), says_so)) to.push_back(one);
  }
}

}  // namespace engross
