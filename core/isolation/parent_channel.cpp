// In: frames for the parent, and bytes from it. Out: the same bytes on their way, and its messages.
// Refuses messages over the reader's cap, after which there are none any more.
#include "isolation/parent_channel.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>

namespace engross {

void write_to_parent(std::string_view frames) {
  while (!frames.empty()) {
    const ssize_t n = ::write(parent_channel, frames.data(), frames.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) ::_exit(70);
    frames.remove_prefix(static_cast<std::size_t>(n));
  }
}

std::optional<std::string_view> ParentMessages::next() {
  for (;;) {
    if (const auto message = frames_.next()) return message;
    std::array<char, 65536> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
    const ssize_t n = ::read(parent_channel, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0 || frames_.refused()) return std::nullopt;
    frames_.push({bytes.data(), static_cast<std::size_t>(n)});
  }
}

}  // namespace engross
