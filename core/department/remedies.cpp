// In: the code of what a department library did wrong. Out: what to do about it.
// Refuses nothing: codes whose messages bring their own remedy have none here.
#include "department/remedies.hpp"

#include <algorithm>
#include <array>

namespace engross {

std::string_view remedy_for(std::string_view code) {
  struct Remedy {
    std::string_view code, what;
  };
  static constexpr std::array remedies{
      Remedy{"library.open", "link the library with everything it uses; nothing is looked up when it is called"},
      Remedy{"library.no-entry", "build the library with engross_add_department, which exports it"},
      Remedy{"library.timeout",
             "a department must put its files at once: its code may wait for nothing. Tell who wrote it, and use its "
             "folder meanwhile: --department DIR"},
      Remedy{"library.crashed",
             "this is a fault in the department's own code. Tell who wrote it, and use its folder meanwhile: "
             "--department DIR"},
      Remedy{"library.threw",
             "the department's own code failed. Tell who wrote it, and use its folder meanwhile: --department DIR"},
      Remedy{"library.refused", "engross_department_open() must return a department, or report why there is none"},
      Remedy{
          "library.forbidden",
          "a department's code works with what it is given, and reaches nothing else: put files into its folder, and "
          "let the case bring the facts (docs/isolation.md)"},
      Remedy{"library.lied", "build the library again with engross_add_department, all of it from one version"},
      Remedy{"library.too-large", "a department is some hundred files; put large matter elsewhere"}};
  const auto* const found = std::ranges::find(remedies, code, &Remedy::code);
  return found == remedies.end() ? std::string_view() : found->what;
}

}  // namespace engross
