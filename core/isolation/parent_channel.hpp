// A child's end of the channel to the parent that started it (isolation/child.hpp). Needs only the standard library, so
// that a lean child can use it too.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "isolation/frames.hpp"

namespace engross {

constexpr int parent_channel = 3;  // the descriptor of frames both ways

// All of the bytes, which are whole frames. Ends the process with 70 when the parent is gone.
void write_to_parent(std::string_view frames);

// What the parent says, message by message.
class ParentMessages {
 public:
  explicit ParentMessages(std::size_t longest) : frames_(longest) {}

  // Waits for it. Nothing when the parent is gone, or says what is too long. The view is good until the next call.
  std::optional<std::string_view> next();

 private:
  FrameReader frames_;
};

}  // namespace engross
