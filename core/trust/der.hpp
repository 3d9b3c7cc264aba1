// Steps through DER by hand, where OpenSSL has no type for a structure.
#pragma once

#include <optional>
#include <string_view>

namespace engross {

struct DerItem {
  int tag = 0;  // V_ASN1_SEQUENCE, …; of its class
  int cls = 0;  // V_ASN1_UNIVERSAL, …
  std::string_view content;
};

// Takes one item off the front; nothing when there is none whole, or its length is indefinite.
std::optional<DerItem> take_der(std::string_view& bytes);
// The same, if it is a universal one of this tag.
std::optional<std::string_view> take_der(std::string_view& bytes, int tag);

// The length of the one item in DER at the front, header and all; 0 when there is none whole.
std::size_t der_length(std::string_view bytes);

}  // namespace engross
