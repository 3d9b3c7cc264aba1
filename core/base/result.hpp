// A value, or the reasons why there is none.
#pragma once

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

}  // namespace engross
