// In: bytes. Out: the DER items that they begin with. Refuses: items that do not end, and indefinite lengths.
#include "trust/der.hpp"

#include "trust/openssl.hpp"

namespace engross {

std::optional<DerItem> take_der(std::string_view& bytes) {
  const auto* const begin = reinterpret_cast<const unsigned char*>(bytes.data());
  const unsigned char* at = begin;
  long length = 0;
  DerItem item;
  const int result = ASN1_get_object(&at, &length, &item.tag, &item.cls, static_cast<long>(bytes.size()));
  if ((result & 0x80) != 0 || (result & 1) != 0 || length < 0) {
    forget_openssl_errors();
    return std::nullopt;
  }
  const auto header = static_cast<std::size_t>(at - begin);
  item.content = bytes.substr(header, static_cast<std::size_t>(length));
  bytes.remove_prefix(header + static_cast<std::size_t>(length));
  return item;
}

std::optional<std::string_view> take_der(std::string_view& bytes, int tag) {
  std::string_view rest = bytes;
  const auto item = take_der(rest);
  if (!item || item->cls != V_ASN1_UNIVERSAL || item->tag != tag) return std::nullopt;
  bytes = rest;
  return item->content;
}

std::size_t der_length(std::string_view bytes) {
  std::string_view rest = bytes;
  return take_der(rest) ? bytes.size() - rest.size() : 0;
}

}  // namespace engross
