// Forwarding notes: what became of paragraphs that were renamed or withdrawn.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"

namespace engross {

// One entry of forwarding.yaml.
struct ForwardingNote {
  std::string id;                    // no paragraph is called so any more
  std::string to;                    // what it is called now; empty: it was withdrawn
  Date since = Date::from_days({});  // the day of that; told, never judged
  std::string because;
  Span place;     // of the entry's id
  Span to_place;  // of its `to`

  bool withdrawn() const { return to.empty(); }
};

// From an old id, note by note, to where it ends; empty when no note tells of the id.
using ForwardingWay = std::vector<const ForwardingNote*>;

struct Forwarding {
  std::map<std::string, ForwardingNote, std::less<>> notes;  // by old id

  static constexpr std::size_t longest_way = 100;  // notes; a longer way is refused when they are read
  // The notes outlive the way. It ends at a note whose `to` has no note of its own, or at a withdrawal.
  ForwardingWay follow(std::string_view id) const;
};

// What became of it, as a sentence without its stop: "old" is called "new" since 2016-09-01: why.
std::string told(const ForwardingWay& way);

}  // namespace engross
