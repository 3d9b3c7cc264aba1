// In: nothing but a house style that was read. Out: the text style of a role.
// A role that the style does not name looks like the body; a style without a body looks like TextStyle's defaults.
#include "style/house_style.hpp"

namespace engross {

const TextStyle& HouseStyle::role(std::string_view name) const {
  static const TextStyle plain;
  if (const auto found = text.find(name); found != text.end()) return found->second;
  if (const auto body = text.find(std::string_view("body")); body != text.end()) return body->second;
  return plain;
}

}  // namespace engross
