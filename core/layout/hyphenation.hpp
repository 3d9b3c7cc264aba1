// A hyphenation dictionary of libhyphen, read once and shared by every thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

struct _HyphenDict;

namespace engross {

class Hyphenation {
 public:
  // The bytes of an installed dictionary such as /usr/share/hyphen/hyph_en_GB.dic. The file is trusted as programs are:
  // libhyphen was not written for hostile ones. Errors: "layout.hyphenation" (not a UTF-8 dictionary).
  static Result<std::shared_ptr<const Hyphenation>> from_bytes(const std::string& name, std::string bytes);
  // One that a department brings: of the kind that libhyphen cannot stumble over. Besides: a line that is neither a
  // plain pattern such as "1na" nor a limit such as "LEFTHYPHENMIN 2", one over 64 bytes.
  static Result<std::shared_ptr<const Hyphenation>> from_department(const std::string& name, std::string bytes);
  ~Hyphenation();
  Hyphenation(const Hyphenation&) = delete;
  Hyphenation& operator=(const Hyphenation&) = delete;

  // Byte offsets in a word of letters only after which a hyphen may be set, at least two letters from its start and
  // three from its end.
  std::vector<std::size_t> points(std::string_view word) const;
  const std::string& sha256() const { return sha256_; }  // of the dictionary

 private:
  Hyphenation() = default;
  std::string sha256_;
  _HyphenDict* dictionary_ = nullptr;
};
using HyphenationRef = std::shared_ptr<const Hyphenation>;

}  // namespace engross
