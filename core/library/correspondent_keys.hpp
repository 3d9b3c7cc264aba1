// What stands in a file for a correspondent's names. Private to this room.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "library/correspondent.hpp"

namespace engross {

// The first half of an HMAC-SHA-256 (RFC 2104 section 5 lets it be cut to that).
using KeyedHash = std::array<std::uint8_t, 16>;

// Those of one correspondent differ from the same initial or forename of another.
struct CorrespondentKeys {
  KeyedHash whom{};
  std::optional<KeyedHash> initial, forename;  // as of CorrespondentNames
};

constexpr std::size_t secret_bytes = 32;

// At random. Throws only when OpenSSL itself fails, as the hashes do.
std::string new_secret();
CorrespondentKeys keys_of(const CorrespondentNames& names, std::string_view secret);

}  // namespace engross
