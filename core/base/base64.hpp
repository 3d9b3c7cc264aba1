// Base64 (RFC 4648, 4), one line with padding.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace engross {

std::string to_base64(std::string_view bytes);
// Nothing unless the text is exactly what to_base64 would write.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace engross
