// Messages from a child that nobody trusts: the first byte says how the stream is cut, the rest is the stream.
// However it is cut, the same messages come out; none is longer than the cap; their parts lie in them.
#include "isolation/frames.hpp"

#include <algorithm>
#include <vector>

#include "require.hpp"

namespace {

using namespace engross;

constexpr std::size_t longest = 4096;

std::vector<std::string> messages(std::string_view stream, std::size_t step, bool& refused) {
  FrameReader reader(longest);
  std::vector<std::string> made;
  for (std::size_t at = 0; at < stream.size(); at += step) {
    reader.push(stream.substr(at, step));
    while (const auto message = reader.next()) made.emplace_back(*message);
    fuzz::require(reader.pending() <= longest + frame_header_size, "no more than one message is kept");
  }
  refused = reader.refused();
  return made;
}

// Parts are taken until none is left, and written they are the message's beginning again.
void require_parts(std::string_view message) {
  std::string written;
  std::string_view rest = message;
  for (bool number = true; !rest.empty(); number = !number) {
    if (number) {
      const auto taken = take_number(rest);
      if (!taken) break;
      append_number(written, *taken);
    } else {
      const auto taken = take_text(rest);
      if (!taken) break;
      append_text(written, *taken);
    }
  }
  fuzz::require(message.size() == written.size() + rest.size() && message.starts_with(written),
                "parts are taken as they were appended");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view stream(reinterpret_cast<const char*>(data) + 1, size - 1);
  bool refused = false, refused_whole = false;
  const std::vector<std::string> cut = messages(stream, data[0] % 64U + 1U, refused);
  const std::vector<std::string> whole = messages(stream, stream.size() + 1, refused_whole);
  fuzz::require(cut == whole && refused == refused_whole, "messages do not depend on how the stream is cut");
  std::string written;
  for (const std::string& message : whole) {
    fuzz::require(message.size() <= longest, "no message is over the cap");
    append_frame(written, message);
    require_parts(message);
  }
  fuzz::require(stream.starts_with(written), "framed again, they are the stream's beginning");
  return 0;
}
