// Letters that were issued into other places than the store's own records: by runs that are registered with it.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"

namespace engross {

class IssuedElsewhere {
 public:
  virtual ~IssuedElsewhere() = default;

  struct Place {
    std::string folder;  // what --store finds the letter in
  };
  // Where a letter with this reference was issued; nothing when nowhere that can be looked into.
  virtual Result<std::optional<Place>> find(const std::string& reference) const = 0;
};

}  // namespace engross
