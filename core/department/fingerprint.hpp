// How a department names a certificate: by the SHA-256 of its DER form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace engross {

// 64 lower-case digits; from hexadecimal digits of any case, with or without the colons that openssl puts between
// bytes.
inline std::optional<std::string> fingerprint_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c == ':') continue;
    if (c >= 'A' && c <= 'F')
      digits += static_cast<char>(c - 'A' + 'a');
    else if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))
      digits += c;
    else
      return std::nullopt;
  }
  if (digits.size() != 64) return std::nullopt;
  return digits;
}

// What to do about a word that is none.
inline constexpr const char* fingerprint_hint = "openssl x509 -in CERTIFICATE.pem -noout -sha256 -fingerprint tells it";

}  // namespace engross
