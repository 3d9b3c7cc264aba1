// In: an old id. Out: the notes that lead from it to what it is called now, or to its withdrawal, and their words.
// Refuses nothing: an id without a note has no way; a circle ends where it closes, and a way that is too long one note
// after that (read_forwarding refuses both).
#include "department/forwarding.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engross {

ForwardingWay Forwarding::follow(std::string_view id) const {
  ForwardingWay way;
  for (auto note = notes.find(id); note != notes.end() && way.size() <= longest_way;
       note = notes.find(note->second.to)) {
    if (std::ranges::find(way, &note->second) != way.end()) break;
    way.push_back(&note->second);
    if (note->second.withdrawn()) break;
  }
  return way;
}

std::string told(const ForwardingWay& way) {
  std::string out;
  for (const ForwardingNote* note : way) {
    if (!out.empty()) out += "; ";
    out += note->withdrawn() ? fmt::format("\"{}\" was withdrawn on {}", note->id, note->since.iso())
                             : fmt::format("\"{}\" is called \"{}\" since {}", note->id, note->to, note->since.iso());
    if (!note->because.empty()) out += ": " + note->because;
  }
  return out;
}

}  // namespace engross
