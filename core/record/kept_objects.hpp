// Whoever keeps what issued letters were made of: the store, or the folder of a run.
#pragma once

#include <string>

#include "base/result.hpp"

namespace engross {

class KeptObjects {
 public:
  virtual ~KeptObjects() = default;
  // The bytes with that SHA-256. Errors: "store.missing"; "store.damaged" when they no longer have it.
  virtual Result<std::string> object(const std::string& sha256) const = 0;
};

}  // namespace engross
