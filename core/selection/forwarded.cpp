// In: an id that no paragraph has, and where it is named. Out: the paragraph that the forwarding notes lead to, with a
// warning; or the error that it was withdrawn. Refuses nothing itself.
#include "selection/forwarded.hpp"

#include <fmt/format.h>

namespace engross {

std::optional<OldId> follow_old_id(const Department& department, std::string_view id, const Span& place) {
  const ForwardingWay way = department.forwarding.follow(id);
  if (way.empty()) return std::nullopt;
  const std::string what = "paragraph " + told(way);
  if (way.back()->withdrawn())
    return OldId{.said = error("selection.withdrawn", place, what,
                               {"take it out, or name another paragraph",
                                fmt::format("engross paragraphs list --department {} shows them all", department.id)})};
  const std::string& now = way.back()->to;
  return OldId{.paragraph = department.find(now),
               .said = warning("selection.forwarded", place, what, {fmt::format("write \"{}\" here", now)})};
}

}  // namespace engross
