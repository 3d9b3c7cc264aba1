// In: bytes or base64. Out: the other. Refuses: line ends, missing padding, bits that no byte needs: one form for one
// content.
#include "base/base64.hpp"

#include <openssl/evp.h>

namespace engross {
namespace {

const unsigned char* octets(std::string_view of) {
  return reinterpret_cast<const unsigned char*>(of.data());
}
unsigned char* octets(std::string& of) {
  return reinterpret_cast<unsigned char*>(of.data());
}

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a NUL
  text.resize(static_cast<std::size_t>(EVP_EncodeBlock(octets(text), octets(bytes), static_cast<int>(bytes.size()))));
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0 || text.size() > (std::size_t{1} << 24U)) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int length = EVP_DecodeBlock(octets(bytes), octets(text), static_cast<int>(text.size()));
  if (length < 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  bytes.resize(static_cast<std::size_t>(length) - std::min<std::size_t>(padding, static_cast<std::size_t>(length)));
  if (to_base64(bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace engross
