// In: the code of what a department library did wrong, and what at. Out: what to do about it.
// Refuses nothing: codes whose messages bring their own remedy have none here.
#include "department/remedies.hpp"

#include <algorithm>
#include <array>

namespace engross {
namespace {

// Whatever it was at.
std::string_view usual_remedy_for(std::string_view code) {
  struct Remedy {
    std::string_view code, what;
  };
  static constexpr std::array remedies{
      Remedy{"library.open", "link the library with everything it uses; nothing is looked up when it is called"},
      Remedy{"library.no-entry", "build the library with engross_add_department, which exports it"},
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

}  // namespace

std::string remedy_for(std::string_view code, Failing at) {
  const std::string tell = at == Failing::content ? "Tell who wrote it, and use its folder meanwhile: --department DIR"
                                                  : "Tell who wrote it";
  if (code == "library.timeout")
    return at == Failing::answer ? "a department's code answers at once, and may wait for nothing. " + tell
                                 : "a department must put its files at once: its code may wait for nothing. " + tell;
  if (code == "library.crashed") return "this is a fault in the department's own code. " + tell;
  if (code == "department.refuses")
    return "if the case is at fault, correct it; if not, tell who wrote the department's code";
  if (code == "library.threw") return "the department's own code failed. " + tell;
  if (code == "library.too-large" && at == Failing::answer)
    return "an answer is the few fields and paragraphs that a letter needs; leave the rest out";
  return std::string(usual_remedy_for(code));
}

}  // namespace engross
