// In: how long a value may be; later, where it came to stand. Out: its entries, with room; the ranges in their room.
// Refuses nothing.
#include "pdf/value_entries.hpp"

#include <fmt/format.h>

namespace engross::pdf {

namespace {

constexpr std::size_t ranges_room = 33;  // three numbers of ten digits and their spaces

}  // namespace

ValueEntries value_entries(std::size_t room) {
  ValueEntries entries{.text = "/ByteRange [0", .ranges = 0, .value = {}};
  entries.ranges = entries.text.size();
  entries.text += std::string(ranges_room, ' ') + "]\n/Contents ";
  entries.value.begin = entries.text.size();
  entries.text += '<' + std::string(2 * room, '0') + '>';
  entries.value.end = entries.text.size();
  entries.text += '\n';
  return entries;
}

void write_ranges(std::string& file, std::size_t at, const ValueHole& value) {
  const std::string ranges = fmt::format(" {} {} {}", value.begin, value.end, file.size() - value.end);
  file.replace(at, ranges.size(), ranges);
}

}  // namespace engross::pdf
