// How addresses sort for the post. Private to this room.
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace engross {

struct PostcodeOrder {
  int kind = 2;      // 0: a UK postcode; 1: other text; 2: nothing
  std::string area;  // "TF"; the text when it is no UK postcode
  int district = 0;  // 3, of "TF3 4NT": before 10
  std::string rest;  // what follows the district: a letter ("SW1A"), then the inward code

  static PostcodeOrder of(std::string_view postcode);
  friend auto operator<=>(const PostcodeOrder&, const PostcodeOrder&) = default;
};

}  // namespace engross
