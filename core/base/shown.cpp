// In: the bytes of a name. Out: text that says which they are, and the way back. Refuses nothing.
#include "base/shown.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace engross {
namespace {

bool can_stand(std::string_view text) {
  return !first_invalid_utf8(text) && !first_forbidden(text);
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// The byte that "%XX" at this place stands for, when shown() would have written it.
std::optional<unsigned char> escaped_at(std::string_view name, std::size_t at) {
  if (name[at] != '%' || at + 2 >= name.size()) return std::nullopt;
  const int high = digit(name[at + 1]);
  const int low = digit(name[at + 2]);
  if (high < 0 || low < 0) return std::nullopt;
  const int byte = high * 16 + low;
  if (byte >= 0x20 && byte < 0x7F) return std::nullopt;
  return static_cast<unsigned char>(byte);
}

}  // namespace

std::string shown(std::string_view name) {
  if (can_stand(name)) return std::string(name);
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const std::string_view one = name.substr(at, decode_at(name, at).length);
    if (can_stand(one))
      out += one;
    else
      for (const char byte : one) out += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    at += one.size();
  }
  return out;
}

std::string unshown(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const auto byte = escaped_at(name, at);
    out += byte ? static_cast<char>(*byte) : name[at];
    at += byte ? 3U : 1U;
  }
  return out;
}

}  // namespace engross
